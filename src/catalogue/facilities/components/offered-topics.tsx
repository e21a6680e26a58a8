import { useTranslations } from "next-intl";
import { Said, useMeasure } from "@/catalogue/statements/components/said";
import type { Statement } from "@/catalogue/statements/rules";
import { topicPath } from "@/catalogue/topics/rules";
import type { Language } from "@/platform/i18n/rules";
import type { Offered } from "../queries";

type Props = {
  language: Language;
  offers: readonly Offered[];
  statements: readonly Statement[];
  districts: readonly { id: string; slug: string; name: string }[];
  old: (date: string | null) => boolean;
};

/**
 * What a facility looks after, by district: each line with its evidence in one glance, how sure it is, and the
 * sentences with their sources folded below the district.
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
      {groups.map((group) => (
        <Group key={group.id} language={language} statements={statements} old={old} {...group} />
      ))}
      {specialties.length > 0 && (
        <Group
          id="specialties"
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
  id,
  name,
  href,
  language,
  offers,
  statements,
  old,
}: {
  id: string;
  name: string;
  href: string;
  language: Language;
  offers: readonly Offered[];
  statements: readonly Statement[];
  old: (date: string | null) => boolean;
}) {
  const t = useTranslations("catalogue.facility");
  const ids = new Set(offers.map((offer) => offer.id));
  // A sentence that is about several topics is folded away once, under the first of them.
  const own = statements.filter((said) =>
    id === "specialties"
      ? said.topics.every((topic) => topic.startsWith("S"))
      : said.topics.find((topic) => !topic.startsWith("S"))?.startsWith(id),
  );
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
            <Glance offer={offer} statements={statements} />
          </li>
        ))}
      </ul>
      {own.length > 0 && ids.size > 0 && (
        <details>
          <summary className="cursor-pointer py-2 text-green underline">
            {t("sentences", { count: own.length })}
          </summary>
          <ul>
            {own.map((said) => (
              <li key={said.id} className="rule py-3">
                <Said said={said} isOld={old} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The evidence of one line: its number where it has one of its own, else its kind; the year; how sure it is. */
function Glance({ offer, statements }: { offer: Offered; statements: readonly Statement[] }) {
  const t = useTranslations("catalogue.said");
  const measure = useMeasure();
  const about = statements.filter((said) => said.topics.includes(offer.id));
  const numbers = about.flatMap((said) =>
    said.measures.filter((one) => one.topicId === offer.id && one.count !== "beds"),
  );
  const number = numbers.toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0))[0];
  const kind = about[0]?.kind;
  return (
    <span className="source sm:text-end">
      {number ? (
        <strong className="font-semibold text-ink">{measure(number, offer.id)}</strong>
      ) : (
        kind && t(`kinds.${kind}`)
      )}
      {offer.saidOn && !number && <> · {offer.saidOn.slice(0, 4)}</>}
      {offer.strength > 0 && <> · {t(`strengths.${offer.strength as 1 | 2}`)}</>}
    </span>
  );
}
