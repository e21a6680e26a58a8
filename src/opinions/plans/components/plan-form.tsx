import { useTranslations } from "next-intl";
import type { RequestCase } from "@/cases/requests/queries";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { writePlanAction } from "../actions";
import type { CarePlan } from "../queries";
import { type Plan, parts, planTexts, vat } from "../rules";

const empty: Plan = {
  texts: {},
  nights: null,
  daysBeforeFlying: null,
  depositPercent: 30,
  vat: "exempt",
  amounts: {},
  currency: "EUR",
};
const shown = (cents: number | undefined) => (cents === undefined ? "" : String(cents / 100));
const said = (number: number | null) => (number === null ? "" : String(number));

export function PlanForm({
  request,
  draft,
  before,
}: {
  request: RequestCase;
  draft: CarePlan | null;
  before: CarePlan | null;
}) {
  const t = useTranslations("opinions.plan");
  const plan = draft?.plan ?? before?.plan ?? empty;
  const label = (name: (typeof planTexts)[number]) => t(`fields.${name}`);
  const amountLabel = (part: (typeof parts)[number], end: "low" | "likely" | "high") =>
    `${t(`parts.${part}`)}: ${t(end)}`;
  const labels = {
    ...Object.fromEntries(planTexts.map((name) => [name, label(name)])),
    ...Object.fromEntries(parts.map((part) => [`${part}-low`, t(`parts.${part}`)])),
    nights: t("nights"),
    daysBeforeFlying: t("daysBeforeFlying"),
    depositPercent: t("depositPercent"),
  };
  return (
    <>
      {before?.question && (
        <p
          className="mb-6 border-s-4 border-warm bg-warm-soft px-4 py-3 whitespace-pre-wrap"
          dir="auto"
        >
          <span className="source block">{t("asked")}</span>
          {before.question}
        </p>
      )}
      <Form
        action={writePlanAction}
        id="plan"
        acts={["savePlan", "sendPlan"]}
        words="cases"
        labels={labels}
        numbers={{ max: 4000 }}
      >
        <input type="hidden" name="requestId" value={request.id} />
        <input type="hidden" name="version" value={request.version} />
        <input type="hidden" name="revision" value={draft?.revision ?? 0} />
        {planTexts.map((name) => (
          <AreaField
            key={name}
            name={name}
            label={label(name)}
            maxLength={4000}
            rows={name === "steps" ? 6 : 3}
            value={plan.texts[name] ?? ""}
          />
        ))}
        <TextField
          name="nights"
          label={t("nights")}
          inputMode="numeric"
          maxLength={3}
          value={said(plan.nights)}
          isLatin
          isShort
        />
        <TextField
          name="daysBeforeFlying"
          label={t("daysBeforeFlying")}
          inputMode="numeric"
          maxLength={3}
          value={said(plan.daysBeforeFlying)}
          isLatin
          isShort
        />
        <h2 className="mt-8">{t("estimate")}</h2>
        <p className="source mb-4">
          {t("moneyHint")} {t("noTravel")}
        </p>
        {parts.map((part) => (
          <fieldset key={part} className="mb-2 grid gap-x-4 sm:grid-cols-3">
            <legend className="font-semibold">{t(`parts.${part}`)}</legend>
            {(["low", "likely", "high"] as const).map((end, at) => (
              <TextField
                key={end}
                name={`${part}-${end}`}
                label={
                  <>
                    <span className="sr-only">{amountLabel(part, end)}</span>
                    <span aria-hidden="true">{t(end)}</span>
                  </>
                }
                inputMode="numeric"
                maxLength={11}
                value={shown(plan.amounts[part]?.[at])}
                isLatin
                isShort
              />
            ))}
          </fieldset>
        ))}
        <TextField
          name="depositPercent"
          label={t("depositPercent")}
          inputMode="numeric"
          maxLength={3}
          value={said(plan.depositPercent)}
          isLatin
          isShort
        />
        <ChoiceField
          name="vat"
          label={t("vat")}
          options={vat.map((one) => ({ value: one, label: t(`vatKinds.${one}`) }))}
          value={plan.vat}
        />
        <div className="flex flex-wrap gap-3">
          <Submit tone="quiet" name="does" value="save">
            {t("save")}
          </Submit>
          <Submit name="does" value="send">
            {t("send")}
          </Submit>
        </div>
      </Form>
    </>
  );
}
