import { useTranslations } from "next-intl";
import { topicPath } from "@/catalogue/topics/rules";
import type { Language } from "@/platform/i18n/rules";
import { SourceLine } from "@/ui/data/source-line";
import type { Offered } from "../queries";

/** What a facility looks after: what a source says first, with the source; then what is only listed. */
export function OfferedTopics({ language, offers, old }: { language: Language; offers: readonly Offered[]; old: (date: string | null) => boolean }) {
  const t = useTranslations("catalogue.facility");
  const sourced = offers.filter((offer) => offer.isSourced);
  const listed = offers.filter((offer) => !offer.isSourced);
  return (
    <section aria-labelledby="offers">
      <h2 id="offers">{t("offers")}</h2>
      {offers.length === 0 && <p className="mt-2 max-w-prose">{t("offersNone")}</p>}
      {sourced.length > 0 && (
        <ul className="mt-3">
          {sourced.map((offer) => (
            <li key={offer.id} className="rule py-3">
              <p>
                <a href={`/${language}${topicPath(offer.kind, offer.slug)}`} className="font-semibold">
                  {offer.name}
                </a>{" "}
                <span className="source">{t(`offerKind.${offer.kind}`)}</span>
              </p>
              <p className="max-w-prose text-quiet" lang={language === "en" ? undefined : "en"} dir={language === "ar" ? "ltr" : undefined}>
                {offer.basis}
              </p>
              <SourceLine said={offer} isOld={old(offer.sourceDate)} />
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
