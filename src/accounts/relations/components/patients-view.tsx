import { useFormatter, useTranslations } from "next-intl";
import { FileField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { endRelationAction, sendProofAction } from "../actions";
import type { Helper } from "../queries";

/** From the side of somebody who helps: whom, with what, and the proof of a representative. */
export function PatientsView({ patients, max }: { patients: readonly Helper[]; max: number }) {
  const t = useTranslations("accounts.patients");
  if (patients.length === 0) return <p>{t("none")}</p>;
  return (
    <ul>
      {patients.map((one) => (
        <OnePatient key={one.id} tie={one} max={max} />
      ))}
    </ul>
  );
}

function OnePatient({ tie, max }: { tie: Helper; max: number }) {
  const t = useTranslations("accounts.patients");
  const p = useTranslations("accounts.people");
  const said = useTranslations("accounts.roles");
  const right = useTranslations("accounts.rights");
  const format = useFormatter();
  const day = tie.decidedAt ? format.dateTime(tie.decidedAt, { dateStyle: "medium" }) : "";
  const actsInFull = tie.kind === "representative" && tie.proofState === "confirmed";
  return (
    <li className="border-b border-line py-6">
      <h2 className="text-lead">
        <bdi>{tie.name}</bdi>
      </h2>
      <p className="source mt-1">{said(tie.kind)}</p>
      {actsInFull && <p className="mt-2">{t("mayAll")}</p>}
      {tie.kind === "companion" && (
        <>
          <p className="mt-2">{tie.rights.length > 0 ? t("may") : t("mayNothing")}</p>
          <ul className="list-disc ps-6">
            {tie.rights.map((one) => (
              <li key={one}>{right(one)}</li>
            ))}
          </ul>
        </>
      )}
      {tie.kind === "representative" && !actsInFull && (
        <section className="mt-4 border-s-4 border-green-line ps-4">
          <h3>{t("proofTitle")}</h3>
          <p className="mt-1">{t("proofLead")}</p>
          {tie.proofState === "waiting" && (
            <p className="mt-3 font-semibold">{p("proofWaiting")}</p>
          )}
          {tie.proofState === "refused" && (
            <p className="mt-3 font-semibold text-warm">{p("proofRefused", { date: day })}</p>
          )}
          <Form
            action={sendProofAction}
            id={`proof-${tie.id}`}
            words="accounts"
            labels={{ proof: p("proof") }}
            numbers={{ max }}
            className="mt-4"
          >
            <input type="hidden" name="id" value={tie.id} />
            <FileField
              name="proof"
              label={t("proofFile", { max })}
              accept="application/pdf,image/jpeg,image/png"
            />
            <Submit>{t("proofSubmit")}</Submit>
          </Form>
        </section>
      )}
      <Form action={endRelationAction} id={`leave-${tie.id}`} words="accounts" className="mt-4">
        <input type="hidden" name="id" value={tie.id} />
        <Submit tone="quiet">
          {t("leave")}
          <span className="sr-only">: {tie.name}</span>
        </Submit>
      </Form>
    </li>
  );
}
