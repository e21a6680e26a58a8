import { useFormatter, useTranslations } from "next-intl";
import type { OfferContent } from "../../offers/schema";

/** One offer's price and terms, in the one form of offers. */
export function TermsView({ terms, cents }: { terms: OfferContent; cents: number }) {
  const t = useTranslations("journey.terms");
  const format = useFormatter();
  const price = format.number(cents / 100, { style: "currency", currency: terms.currency });
  return (
    <dl className="mt-2 grid gap-x-8 gap-y-1 sm:grid-cols-[auto_1fr]">
      <dt className="source">{t("price")}</dt>
      <dd>
        <bdi className="font-semibold">{price}</bdi>{" "}
        <span className="source">{t(`vats.${terms.vat}`)}</span>
      </dd>
      <dt className="source">{t("included")}</dt>
      <dd className="whitespace-pre-wrap" dir="auto">
        {terms.included}
      </dd>
      {terms.excluded && (
        <>
          <dt className="source">{t("excluded")}</dt>
          <dd className="whitespace-pre-wrap" dir="auto">
            {terms.excluded}
          </dd>
        </>
      )}
      <dt className="source">{t("contractWith")}</dt>
      <dd>
        <bdi>{terms.contractWith}</bdi>
      </dd>
      <dt className="source">{t("cancellation")}</dt>
      <dd>
        {terms.cancellation.length === 0
          ? t("free")
          : terms.cancellation.map(({ hours, percent }) => (
              <span key={hours} className="block">
                {t("step", { hours, percent })}
              </span>
            ))}
      </dd>
    </dl>
  );
}
