import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import type { Offered } from "../../facilities/queries";
import { sourceName } from "../../facilities/rules";
import { useMeasure } from "../../statements/components/said";
import type { Statement } from "../../statements/rules";
import { topicPath } from "../../topics/rules";

type Props = {
  language: Language;
  offers: readonly Offered[];
  statements: readonly Statement[];
  districts: readonly { id: string; slug: string; name: string }[];
  old: (date: string | null) => boolean;
};

/**
 * What a facility looks after, by district, what is evidenced best first: each line with its evidence in one glance,
 * how sure it is, and where it is said.
 */
export function OfferedTopics({ language, offers, statements, districts, old }: Props) {
  const t = useTranslations("catalogue.facility");
  const sourced = offers.filter((offer) => offer.isSourced);
  const items = sourced.filter((offer) => offer.districtId);
  const specialties = sourced.filter((offer) => offer.kind === "specialty");
  const listed = offers.filter((offer) => !offer.isSourced);
  const groups = districts
    .map((district) => ({
      id: district.id,
      name: district.name,
      href: `/${language}${topicPath("district", district.slug)}`,
      offers: items.filter((offer) => offer.districtId === district.id),
    }))
    .filter((group) => group.offers.length > 0)
    .toSorted((a, b) => weightOf(b.offers) - weightOf(a.offers));
  return (
    <section aria-labelledby="offers">
      <h2 id="offers">{t("offers")}</h2>
      {offers.length === 0 && <p className="mt-2 max-w-prose">{t("offersNone")}</p>}
      {sourced.length > 0 && (
        <p className="source mt-1">
          {t(statements.some((said) => said.confirmedBy) ? "confirmedSome" : "confirmedNone")}
        </p>
      )}
      {groups.map((group) => (
        <Group
          key={group.id}
          name={group.name}
          href={group.href}
          offers={group.offers}
          language={language}
          statements={statements}
          old={old}
        />
      ))}
      {specialties.length > 0 && (
        <Group
          name={t("specialties")}
          href={`/${language}/specialties`}
          language={language}
          offers={specialties}
          statements={statements}
          old={old}
        />
      )}
      {listed.length > 0 && (
        <div className="rule mt-4 pt-3">
          <h3>{t("listed")}</h3>
          <p className="source text-warm">{t("listedNote")}</p>
          <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
            {listed.map((offer) => (
              <li key={offer.id}>
                <a href={`/${language}${topicPath(offer.kind, offer.slug)}`}>{offer.name}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** What is evidenced best leads: a clear line weighs two, a partial one. */
const weightOf = (offers: readonly Offered[]) =>
  offers.reduce((sum, offer) => sum + offer.strength, 0);

function Group({
  name,
  href,
  language,
  offers,
  statements,
  old,
}: {
  name: string;
  href: string;
  language: Language;
  offers: readonly Offered[];
  statements: readonly Statement[];
  old: (date: string | null) => boolean;
}) {
  return (
    <div className="mt-5">
      <h3>
        <a href={href}>{name}</a>
      </h3>
      <ul className="mt-1">
        {offers.map((offer) => (
          <li
            key={offer.id}
            className="rule flex flex-wrap items-baseline justify-between gap-x-6 py-2"
          >
            <a href={`/${language}${topicPath(offer.kind, offer.slug)}`}>{offer.name}</a>
            <Glance offer={offer} statements={statements} old={old} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/**
 * The evidence of one line: its number where it has one of its own, else its kind; the year; how sure it is; where
 * it is said. The sentences stand on the topic's page.
 */
function Glance({
  offer,
  statements,
  old,
}: {
  offer: Offered;
  statements: readonly Statement[];
  old: (date: string | null) => boolean;
}) {
  const t = useTranslations("catalogue.said");
  const measure = useMeasure();
  const about = statements.filter((said) => said.topics.includes(offer.id));
  const numbers = about
    .flatMap((said) => said.measures.map((number) => ({ said, number })))
    .filter(({ number }) => number.topicId === offer.id && number.count !== "beds")
    .toSorted((a, b) => (b.number.year ?? 0) - (a.number.year ?? 0));
  const said = numbers[0]?.said ?? about[0];
  const number = numbers[0]?.number;
  if (!said) return null;
  return (
    <span className="source sm:text-end">
      {number ? (
        <strong className="font-semibold text-ink">{measure(number, offer.id)}</strong>
      ) : (
        <>
          {t(`kinds.${said.kind}`)}
          {said.sourceDate && (
            <span className={old(said.sourceDate) ? "text-warm" : undefined}>
              {" "}
              · {said.sourceDate.slice(0, 4)}
            </span>
          )}
        </>
      )}
      {" · "}
      {t(`strengths.${said.strength}`)}
      {said.sourceUrl && (
        <>
          {" · "}
          <a href={said.sourceUrl} rel="noopener" dir="ltr">
            {sourceName(said.sourceUrl)}
          </a>
        </>
      )}
    </span>
  );
}
