import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { FacilityRow, Where } from "../../facilities/components/facility-row";
import type { Offering, Offerings } from "../../facilities/queries";
import { facilityPath, isOld } from "../../facilities/rules";
import { NumberBars } from "../../statements/components/number-bars";
import { Said } from "../../statements/components/said";
import type { FacilityStatement } from "../../statements/queries";
import type { Topic } from "../../topics/queries";
import { topicFilter } from "../../topics/rules";

type Props = {
  language: Language;
  topic: Topic;
  offering: Offerings;
  statements: readonly FacilityStatement[];
  now: Date;
  oldAfterYears: number;
};

/**
 * The facilities of a topic: those with evidence about this very topic, with what it says and their numbers beside
 * each other; then, apart and said to be so, those that hold one of its specialties.
 */
export function TopicFacilities({
  language,
  topic,
  offering,
  statements,
  now,
  oldAfterYears,
}: Props) {
  const t = useTranslations("catalogue.topic");
  const direct = offering.facilities.filter((one) => one.isDirect && one.strength > 0);
  const others = offering.facilities.filter((one) => !direct.includes(one));
  const saidOf = Map.groupBy(statements, (one) => one.facilityId);
  const list = `/${language}${topicFilter(topic.kind, topic.slug)}`;
  return (
    <>
      <section aria-labelledby="facilities">
        <h2 id="facilities">{t("facilities", { count: offering.direct })}</h2>
        <p className="mt-1 max-w-prose text-quiet">
          {offering.direct === 0 ? t("noFacilities") : t("why")}{" "}
          <a href={`/${language}/method#topics`}>{t("method")}</a>
        </p>
        {topic.kind !== "district" && (
          <NumberBars
            language={language}
            topicId={topic.id}
            facilities={direct.map((one) => ({
              slug: one.slug,
              name: one.name,
              statements: saidOf.get(one.id) ?? [],
            }))}
            now={now}
            oldAfterYears={oldAfterYears}
          />
        )}
        <ol className="mt-4">
          {direct.map((facility) => (
            <FacilityRow
              key={facility.id}
              language={language}
              facility={facility}
              topic={`${topic.kind}:${topic.slug}`}
            >
              <Reasons
                about={facility.viaId ?? topic.id}
                via={facility.via}
                said={saidOf.get(facility.id) ?? []}
                isOld={(date) => isOld(date, now, oldAfterYears)}
              />
            </FacilityRow>
          ))}
        </ol>
        {offering.direct > direct.length && (
          <p className="rule pt-4">
            <a href={list}>{t("all", { count: offering.total })}</a>
          </p>
        )}
      </section>
      {others.length > 0 && (
        <section aria-labelledby="specialty-holders" className="mt-10">
          <h2 id="specialty-holders">
            {t("holders", { count: offering.total - offering.direct })}
          </h2>
          <p className="mt-1 max-w-prose text-quiet">
            {topic.kind === "specialty" ? t("listedWhy") : t("holdersWhy")}
          </p>
          <Holders language={language} facilities={others} />
          {offering.total > offering.facilities.length && (
            <p className="rule pt-4">
              <a href={list}>{t("all", { count: offering.total })}</a>
            </p>
          )}
        </section>
      )}
      {topic.needsDirect && <p className="source mt-6 max-w-prose">{t("narrow")}</p>}
    </>
  );
}

function Reasons({
  about,
  via,
  said,
  isOld: old,
}: {
  about: string;
  via: string | null;
  said: readonly FacilityStatement[];
  isOld: (date: string | null) => boolean;
}) {
  const t = useTranslations("catalogue.reason");
  const [first, ...rest] = said;
  if (via) return <p>{t("about", { topic: via })}</p>;
  return (
    <>
      {first && <Said said={first} about={about} isOld={old} />}
      {rest.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer py-1 text-green underline">
            {t("more", { count: rest.length })}
          </summary>
          {rest.map((one) => (
            <div key={one.id} className="mt-2">
              <Said said={one} about={about} isOld={old} />
            </div>
          ))}
        </details>
      )}
    </>
  );
}

function Holders({
  language,
  facilities,
}: {
  language: Language;
  facilities: readonly Offering[];
}) {
  return (
    <ul className="mt-3 gap-x-10 sm:columns-2">
      {facilities.map((facility) => (
        <li key={facility.id} className="rule break-inside-avoid py-2">
          <a href={`/${language}${facilityPath(facility.slug)}`} lang="it" dir="ltr">
            {facility.name}
          </a>
          <span className="source block">
            <Where comune={facility.comune} province={facility.province} />
            {facility.via && <> · {facility.via}</>}
          </span>
        </li>
      ))}
    </ul>
  );
}
