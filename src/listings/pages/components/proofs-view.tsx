import { useFormatter, useTranslations } from "next-intl";
import { ChoiceField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { useFieldName } from "../../desks/components/use-field-name";
import type { DeskRecord, EndingProof } from "../../desks/queries";
import { confirmClaimAction } from "../../editor/actions";
import { hashOf, type Json } from "../../releases/rules";

type Props = {
  desk: DeskRecord;
  claims: Readonly<Record<string, Json>>;
  proofs: readonly EndingProof[];
  topics: Readonly<Record<string, string>>;
};

const methods = ["paper", "call", "visit", "website"] as const;
const reasons = ["expired", "value-changed", "value-removed", "renewed", "merged"] as const;

/** What stands behind each statement of the page, until when, and a form to stand behind it. */
export function ProofsView({ desk, claims, proofs, topics }: Props) {
  const t = useTranslations("listings.proofs");
  const nameOf = useFieldName(topics);
  const format = useFormatter();
  const day = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  const ended = proofs.filter((proof) => proof.ended !== null && proof.ended !== "renewed");
  const fields = Object.keys(claims);
  return (
    <>
      {fields.length === 0 && <p>{t("none")}</p>}
      <ul>
        {fields.map((field) => {
          const proof = proofs.find((one) => one.field === field && one.ended === null);
          return (
            <li key={field} className="border-b border-line py-4">
              <p className="font-semibold">{nameOf(field)}</p>
              <p className="source">
                {proof
                  ? t("with", {
                      by: t(`by.${proof.confirmedBy as "facility"}`),
                      date: day(proof.fromOn),
                    })
                  : t("without")}
                {proof?.untilOn && <> · {t("until", { date: day(proof.untilOn) })}</>}
                {proof?.isDue && <span className="mark mark-warm ms-2">{t("again")}</span>}
              </p>
              {desk.mayApprove && (
                <Form
                  action={confirmClaimAction}
                  id={`confirm-${field.replaceAll("/", "-")}`}
                  words="listings"
                  labels={{ method: t("method"), untilOn: t("untilOn"), paper: t("paper") }}
                >
                  <input type="hidden" name="recordId" value={desk.record.id} />
                  <input type="hidden" name="field" value={field} />
                  <input type="hidden" name="valueHash" value={hashOf(claims[field])} />
                  <input type="hidden" name="of" value={desk.of} />
                  <Fold
                    summary={
                      <>
                        {t("confirm")}
                        <span className="sr-only">: {nameOf(field)}</span>
                      </>
                    }
                  >
                    <ChoiceField
                      name="method"
                      label={t("method")}
                      options={methods.map((one) => ({ value: one, label: t(`methods.${one}`) }))}
                      value="paper"
                    />
                    <TextField name="paper" label={t("paper")} maxLength={200} />
                    <TextField name="untilOn" label={t("untilOn")} type="date" isShort />
                    <Submit>{t("confirm")}</Submit>
                  </Fold>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
      {ended.length > 0 && (
        <section className="mt-10" aria-labelledby="ended">
          <h2 id="ended">{t("ended")}</h2>
          <ul>
            {ended.map((proof) => {
              const reason = reasons.find((one) => one === proof.ended);
              return (
                <li key={proof.id} className="border-b border-line py-3">
                  {nameOf(proof.field)}{" "}
                  {reason && <span className="source">{t(`endReasons.${reason}`)}</span>}
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
