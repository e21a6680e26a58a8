import { useFormatter, useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { useSaidOn } from "@/ui/data/source-line";
import { TranslationNote } from "@/ui/data/translation-note";
import { FacilityContact } from "../../facilities/components/facility-contact";
import { Where } from "../../facilities/components/facility-row";
import { Known, Languages } from "../../facilities/components/known";
import { Marks } from "../../facilities/components/marks";
import type {
  Facility,
  Highlight,
  Offered,
  Recognition,
  SpokenLanguage,
} from "../../facilities/queries";
import { isOld, sourceName } from "../../facilities/rules";
import { OwnView } from "../../own/components/own-view";
import type { OwnSections } from "../../own/rules";
import { LombardyMap } from "../../places/components/lombardy-map";
import type { Place } from "../../places/queries";
import { kilometres } from "../../places/rules";
import { FiguresView } from "../../quality/components/figures-view";
import type { Figure, Spread } from "../../quality/queries";
import type { Statement } from "../../statements/rules";
import type { TopicName } from "../../topics/queries";
import { OfferedTopics } from "./offered-topics";

type Props = {
  language: Language;
  facility: Facility;
  highlights: readonly Highlight[];
  recognitions: readonly Recognition[];
  spoken: readonly SpokenLanguage[];
  offers: readonly Offered[];
  statements: readonly Statement[];
  districts: readonly TopicName[];
  airports: readonly Place[];
  figures: readonly Figure[];
  spread: Spread;
  own: OwnSections;
  now: Date;
  oldAfterYears: number;
};

/** A facility as its sources show it. Nothing here is a mark or a rank of ours. */
export function FacilityView({
  language,
  facility,
  highlights,
  recognitions,
  spoken,
  offers,
  statements,
  districts,
  airports,
  figures,
  spread,
  own,
  now,
  oldAfterYears,
}: Props) {
  const t = useTranslations("catalogue.facility");
  const c = useTranslations("catalogue");
  const format = useFormatter();
  const saidOn = useSaidOn();
  const old = (date: string | null) => isOld(date, now, oldAfterYears);
  return (
    <article>
      {facility.closedOn && (
        <p role="status" className="mb-4 border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t("closed", { date: saidOn(facility.closedOn) })}
        </p>
      )}
      {facility.isSuspended && !facility.closedOn && (
        <p role="status" className="mb-4 border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t("suspended")}
        </p>
      )}
      <p className="source uppercase tracking-wide">{c(`kinds.${facility.kind}`)}</p>
      <h1 lang="it" dir="ltr" className="rtl:text-end">
        {facility.name}
      </h1>
      <p className="mt-2 text-lead">
        <Where comune={facility.comune} province={facility.province} />
      </p>
      {facility.about && (
        <p
          className="mt-4 max-w-prose"
          lang={
            facility.aboutLanguage === language ? undefined : (facility.aboutLanguage ?? undefined)
          }
          dir={facility.aboutLanguage === language ? undefined : "ltr"}
        >
          {facility.about}
        </p>
      )}
      {facility.about &&
        (facility.aboutLanguage !== language ? (
          <TranslationNote state="untranslated" />
        ) : (
          (facility.aboutState === "draft" || facility.aboutState === "outdated") && (
            <TranslationNote state={facility.aboutState} />
          )
        ))}
      <p className="mt-5 flex flex-wrap gap-3">
        {facility.offersSecondOpinion && (
          <a href={`/${language}/second-opinion?facility=${facility.slug}`} className="button">
            {t("ask")}
          </a>
        )}
        <a
          href={`/${language}/compare?facility=${facility.slug}`}
          data-compare={facility.slug}
          className="button button-quiet"
        >
          {t("compare")}
        </a>
      </p>

      <div className="mt-10 grid gap-x-12 gap-y-12 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-12">
          <OfferedTopics
            language={language}
            offers={offers}
            statements={statements}
            districts={districts}
            old={old}
          />

          <section aria-labelledby="opinion">
            <h2 id="opinion">{t("opinion")}</h2>
            <p className="mt-2 max-w-prose">
              {facility.offersSecondOpinion ? t("opinionYes") : t("opinionNo")}
            </p>
            {!facility.offersSecondOpinion && (
              <p className="mt-2">
                <a href={`/${language}/second-opinion`}>{t("askAnyway")}</a>
              </p>
            )}
          </section>

          <OwnView own={own} />

          <Languages spoken={spoken} />

          <section aria-labelledby="figures">
            <h2 id="figures" className="mb-2">
              {t("figures")}
            </h2>
            <FiguresView
              facility={facility}
              figures={figures}
              spread={spread}
              now={now}
              oldAfterYears={oldAfterYears}
            />
          </section>

          <Marks
            facility={facility}
            recognitions={recognitions}
            now={now}
            oldAfterYears={oldAfterYears}
          />

          {highlights.length > 0 && <Known language={language} highlights={highlights} old={old} />}

          <section aria-labelledby="sources">
            <h2 id="sources">{t("sources")}</h2>
            <p className="mt-1 text-quiet">{t("checked", { date: saidOn(facility.checkedOn) })}</p>
            <ol className="mt-3 list-decimal ps-6">
              {facility.sources.map((source) => (
                <li key={source.url} className="source py-0.5">
                  <a href={source.url} rel="noopener" dir="ltr">
                    {sourceName(source.url)}
                  </a>{" "}
                  · {t("read", { date: saidOn(source.readOn) })}
                </li>
              ))}
            </ol>
          </section>
        </div>

        <aside className="flex min-w-0 flex-col gap-10">
          <FacilityContact language={language} facility={facility} />
          {facility.lat !== null && facility.lon !== null && (
            <section aria-labelledby="way">
              <h2 id="way" className="text-lead">
                {t("way")}
              </h2>
              <LombardyMap
                language={language}
                points={[
                  {
                    slug: facility.slug,
                    name: facility.name,
                    lat: facility.lat,
                    lon: facility.lon,
                  },
                ]}
                airports={airports}
                here={facility.slug}
                isLinked={false}
              />
              <ul className="mt-2">
                {airports.map((airport) => (
                  <li key={airport.id} className="rule flex justify-between gap-4 py-1.5">
                    <span>{airport.name}</span>
                    <span className="whitespace-nowrap">
                      {t("km", {
                        km: format.number(
                          kilometres({ lat: facility.lat ?? 0, lon: facility.lon ?? 0 }, airport),
                          { maximumFractionDigits: 0 },
                        ),
                      })}
                    </span>
                  </li>
                ))}
              </ul>
              <p className="source mt-1">{t("straight")}</p>
              <p className="mt-1">
                <a href={`/${language}/care-in-italy#airports`}>{t("airports")}</a>
              </p>
            </section>
          )}
        </aside>
      </div>
    </article>
  );
}
