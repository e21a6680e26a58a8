import { useFormatter, useTranslations } from "next-intl";
import { useLanguageName } from "@/partners/categories/components/language-name";
import { Day } from "@/ui/data/day";
import { ChoiceField, TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { askPartnersAction } from "../../offers/actions";
import type { Candidate, Reasons } from "../../shortlists/rules";
import type { LegPage } from "../queries";

type Listed = Candidate & { reasons: Reasons };

/** Partners for a part, each with the reasons why it stands where it does; those that are ticked are asked in this order. */
export function AskForm({ language, page }: { language: string; page: LegPage }) {
  const t = useTranslations("journey.ask");
  const { leg, journey, shortlist, consent, askedAtOnce } = page;
  if (!consent) return null;
  return (
    <Form
      action={askPartnersAction}
      id="ask"
      words="journey"
      labels={{ services: t("services"), agrees: t("agrees") }}
      className="mt-10"
    >
      <h2 className="text-title">{t("title")}</h2>
      <p className="max-w-prose">{t("order", { count: askedAtOnce })}</p>
      <input type="hidden" name="code" value={journey.code} />
      <input type="hidden" name="leg" value={leg.key} />
      <input type="hidden" name="legId" value={leg.id} />
      <input type="hidden" name="version" value={journey.version} />
      <input type="hidden" name="consentVersion" value={consent.version} />
      <input type="hidden" name="consentLanguage" value={consent.language} />
      <div className="mt-4">
        <ChoiceField
          name="services"
          label={t("services")}
          options={shortlist.map((one) => ({
            value: one.serviceId,
            label: <Line language={language} listed={one} />,
          }))}
          isMany
        />
      </div>
      <div className="border-s-4 border-line ps-4">
        {consent.body.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <TickField name="agrees" label={t("agrees")} />
      <Submit>{t("submit")}</Submit>
    </Form>
  );
}

function Line({ language, listed }: { language: string; listed: Listed }) {
  const t = useTranslations("journey.why");
  const format = useFormatter();
  const spoken = useLanguageName();
  const { reasons } = listed;
  const price = (cents: number) =>
    format.number(cents / 100, { style: "currency", currency: "EUR" });
  return (
    <>
      <bdi className="font-semibold">{listed.name}</bdi>{" "}
      <a href={`/${language}/partners/${listed.slug}`} className="text-small">
        {t("page")}
        <span className="sr-only">: {listed.name}</span>
      </a>
      <span className="block text-small">
        <bdi>{listed.service}</bdi>
        {listed.fromCents !== null && (
          <>
            {" · "}
            {t(`price.${listed.priceModel}` as "price.fixed", {
              from: price(listed.fromCents),
              to: price(listed.toCents ?? listed.fromCents),
            })}
          </>
        )}
      </span>
      <span className="source block">
        {reasons.languages.length > 0
          ? t("speaks", {
              languages: format.list(reasons.languages.map(spoken), { type: "unit" }),
            })
          : t("speaksNone")}
        {" · "}
        {t(reasons.isOpen ? "open" : "closed")}
        {" · "}
        {reasons.punctuality === null
          ? t("fewTrips", { count: listed.trips })
          : t("onTime", { count: listed.trips, onTime: listed.onTime })}
        {listed.checkedOn && (
          <>
            {" · "}
            {t("checked")} <Day on={listed.checkedOn} />
          </>
        )}
      </span>
    </>
  );
}
