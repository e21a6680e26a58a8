import { useTranslations } from "next-intl";
import type { RequestCase } from "@/cases/requests/queries";
import { AreaField } from "@/ui/forms/area";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { askPatientAction, endWaitingAction } from "../actions";

const Which = ({ request }: { request: RequestCase }) => (
  <>
    <input type="hidden" name="requestId" value={request.id} />
    <input type="hidden" name="version" value={request.version} />
  </>
);

/** A question to the patient: the clock is then theirs. */
export function AskForm({ request }: { request: RequestCase }) {
  const t = useTranslations("opinions.facility");
  return (
    <Form
      action={askPatientAction}
      id="ask"
      acts={["askPatient", "askAtTriage"]}
      words="cases"
      labels={{ question: t("ask") }}
      numbers={{ max: 2000 }}
      className="mt-4"
    >
      <Fold summary={t("ask")}>
        <Which request={request} />
        <AreaField name="question" label={t("ask")} hint={t("askHint")} maxLength={2000} rows={3} />
        <Submit tone="quiet">{t("askSubmit")}</Submit>
      </Fold>
    </Form>
  );
}

/** The patient's answer to what a facility asked; for the specialist, going on without it. */
export function WaitingMoves({
  request,
  side,
}: {
  request: RequestCase;
  side: "patient" | "facility";
}) {
  const t = useTranslations();
  const isPatient = side === "patient";
  const label = t(isPatient ? "cases.patient.answer" : "opinions.facility.goOnWhy");
  return (
    <Form
      action={endWaitingAction}
      id="waiting"
      acts={isPatient ? ["answerFacility"] : ["goOnReading", "goOnAtTriage"]}
      words="cases"
      labels={{ answer: label }}
      numbers={{ max: 4000 }}
      className="mt-8"
    >
      <Which request={request} />
      {!isPatient && <p className="mb-3">{t("opinions.facility.goOnText")}</p>}
      <AreaField
        name="answer"
        label={label}
        {...(isPatient ? { hint: t("cases.patient.answerHint") } : {})}
        maxLength={4000}
        rows={4}
      />
      <Submit tone={isPatient ? "main" : "quiet"}>
        {t(isPatient ? "cases.patient.answered" : "opinions.facility.goOn")}
      </Submit>
    </Form>
  );
}
