import { useFormatter, useTranslations } from "next-intl";
import { Day } from "@/ui/data/day";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { endCommissionAction, noteCommissionAction } from "../actions";
import type { Commission } from "../queries";

/** One commission, as everybody may read it. */
export function CommissionLine({ one }: { one: Commission }) {
  const t = useTranslations("partners.commissions");
  const format = useFormatter();
  return (
    <>
      <p>
        {t(`directions.${one.direction}`)}: <bdi>{one.facility}</bdi>
        {", "}
        {one.percent !== null
          ? format.number(one.percent / 100, { style: "percent", maximumFractionDigits: 2 })
          : format.number((one.cents ?? 0) / 100, { style: "currency", currency: "EUR" })}
      </p>
      <p className="source">
        <bdi>{one.basis}</bdi>
        {" · "}
        {t("from")} <Day on={one.fromOn} />
        {one.untilOn && (
          <>
            {" · "}
            {t("until")} <Day on={one.untilOn} />
          </>
        )}
      </p>
    </>
  );
}

type Props = {
  partnerId: string;
  formKey: string;
  commissions: readonly Commission[];
  facilities: readonly { slug: string; name: string }[];
  mayWrite: boolean;
};

/** The register of commissions of one partner, and entering one. */
export function CommissionsView({ partnerId, formKey, commissions, facilities, mayWrite }: Props) {
  const t = useTranslations("partners.commissions");
  const labels = {
    facility: t("facility"),
    direction: t("direction"),
    basis: t("basis"),
    percent: t("percent"),
    euro: t("euro"),
    fromOn: t("from"),
    untilOn: t("until"),
  };
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="commissions">
      <h2 id="commissions">{t("title")}</h2>
      <p className="mt-2">{t("lead")}</p>
      {commissions.length === 0 && <p className="source mt-2">{t("none")}</p>}
      <ul className="mt-2">
        {commissions.map((one) => (
          <li key={one.id} className="border-b border-line py-3">
            <CommissionLine one={one} />
            {mayWrite && !one.untilOn && (
              <Form action={endCommissionAction} id={`end-${one.id}`} words="partners">
                <input type="hidden" name="partnerId" value={partnerId} />
                <input type="hidden" name="commissionId" value={one.id} />
                <button type="submit" className="min-h-11 cursor-pointer text-warm underline">
                  {t("end")}
                  <span className="sr-only">: {one.facility}</span>
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <Form
          action={noteCommissionAction}
          id="commission"
          formKey={formKey}
          words="partners"
          labels={labels}
          numbers={{ max: 200 }}
        >
          <Fold summary={t("add")}>
            <input type="hidden" name="partnerId" value={partnerId} />
            <SelectField
              name="facility"
              label={labels.facility}
              options={facilities.map(({ slug, name }) => ({ value: slug, label: name }))}
              empty={t("choose")}
            />
            <ChoiceField
              name="direction"
              label={labels.direction}
              options={(["paid", "received"] as const).map((one) => ({
                value: one,
                label: t(`directions.${one}`),
              }))}
            />
            <TextField name="basis" label={labels.basis} maxLength={200} />
            <TextField name="percent" label={labels.percent} maxLength={10} isLatin isShort />
            <TextField name="euro" label={labels.euro} maxLength={10} isLatin isShort />
            <TextField name="fromOn" type="date" label={labels.fromOn} isShort />
            <TextField name="untilOn" type="date" label={labels.untilOn} isShort />
            <Submit tone="quiet">{t("add")}</Submit>
          </Fold>
        </Form>
      )}
    </section>
  );
}
