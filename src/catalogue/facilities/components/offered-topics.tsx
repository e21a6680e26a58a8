import { useTranslations } from "next-intl";
import { topicPath } from "@/catalogue/topics/rules";
import type { Language } from "@/platform/i18n/rules";
import { SourceLine } from "@/ui/data/source-line";
import type { Offered } from "../queries";

/** What a facility looks after: what a source says first, with the source; then what is only listed. */
export function OfferedTopics({
  language,
  offers,
  old,
}: {
  language: Language;
  offers: readonly Offered[];
  old: (date: string | null) => boolean;
}) {
  const t = useTranslations("catalogue.facility");
  const sourced = offers.filter((offer) => offer.isSourced);
  const listed = offers.filter((offer) => !offer.isSourced);
  // One sentence of one source may speak of several specialties and treatments: it is said once.
  const groups = [
    ...Map.groupBy(
      sourced,
      (offer) => `${offer.sourceUrl} ${offer.basis} ${offer.confirmedBy}`,
    ).values(),
  ];
  return (
    <section aria-labelledby="offers">
      <h2 id="offers">{t("offers")}</h2>
      {offers.length === 0 && <p className="mt-2 max-w-prose">{t("offersNone")}</p>}
      {groups.length > 0 && (
        <ul className="mt-3">
          {groups.map((group) => (
            <li key={group[0]?.id} className="rule py-3">
              <ul className="flex flex-wrap gap-x-5">
                {group.map((offer) => (
                  <li key={offer.id}>
                    <a
                      href={`/${language}${topicPath(offer.kind, offer.slug)}`}
                      className="font-semibold"
                    >
                      {offer.name}
                    </a>{" "}
                    <span className="source">{t(`offerKind.${offer.kind}`)}</span>
                  </li>
                ))}
              </ul>
              {group[0] && (
                <>
                  <p
                    className="max-w-prose text-quiet"
                    lang={language === "en" ? undefined : "en"}
                    dir={language === "ar" ? "ltr" : undefined}
                  >
                    {group[0].basis}
                  </p>
                  <SourceLine said={group[0]} isOld={old(group[0].sourceDate)} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {listed.length > 0 && (
        <div className="rule pt-3">
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
