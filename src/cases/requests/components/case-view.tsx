import { useFormatter, useTranslations } from "next-intl";
import { Form, Submit } from "@/ui/forms/form";
import { decideByPatientAction, sayPaidAction } from "../actions";
import type { RequestCase, RequestStay } from "../queries";
import type { OwnDecision } from "../rules";

/** What has happened: every stay, whether it was left in time, and what was said with it. */
export function HistoryView({
  stays,
  timeZone,
}: {
  stays: readonly RequestStay[];
  timeZone: string;
}) {
  const t = useTranslations();
  const format = useFormatter();
  const time = (date: Date) =>
    format.dateTime(date, { dateStyle: "medium", timeStyle: "short", timeZone });
  return (
    <section className="rule mt-10 pt-6">
      <h2>{t("cases.case.history")}</h2>
      <ol className="mt-3">
        {stays.toReversed().map((stay) => (
          <li
            key={`${stay.state}${stay.enteredAt.getTime()}`}
            className="border-b border-line py-3"
          >
            <p className="flex flex-wrap items-baseline justify-between gap-x-6">
              <span className="font-semibold">{t(`cases.states.${stay.state}`)}</span>
              <time className="source" dateTime={stay.enteredAt.toISOString()}>
                {time(stay.enteredAt)}
              </time>
            </p>
            {stay.dueAt && stay.leftAt && (
              <p className="source">
                {t("cases.clock.promised")}: {time(stay.dueAt)} ·{" "}
                <span className={stay.leftAt <= stay.dueAt ? "mark mark-green" : "mark mark-warm"}>
                  {t(stay.leftAt <= stay.dueAt ? "cases.clock.kept" : "cases.clock.missed")}
                </span>
              </p>
            )}
            {stay.why && (
              <p className="mt-1 whitespace-pre-wrap" dir="auto">
                {stay.why}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

const Hidden = ({ request, act }: { request: RequestCase; act: OwnDecision }) => (
  <>
    <input type="hidden" name="requestId" value={request.id} />
    <input type="hidden" name="version" value={request.version} />
    <input type="hidden" name="act" value={act} />
  </>
);

/** What the patient, or who acts in their place, can do by a button alone where the request stands. */
export function PatientMoves({
  request,
  wasResting,
}: {
  request: RequestCase;
  wasResting: boolean;
}) {
  const t = useTranslations("cases.case");
  const patient = useTranslations("cases.patient");
  const go = useTranslations("cases.cases")("goOn");
  const can = (act: OwnDecision) =>
    request.acts.includes(act) && (act !== "takeUpAgain" || wasResting);
  const shown = (["papersSent", "takeUpAgain", "chooseElsewhere"] as const).find(can);
  return (
    <>
      {/* Always there, so that what is said of it is shown also where the step is gone meanwhile. */}
      <Form
        action={decideByPatientAction}
        id="ready"
        acts={shown ? [shown] : []}
        words="cases"
        className="mt-6"
      >
        {shown && (
          <>
            {shown === "papersSent" && <p className="source mb-3">{t("readyHint")}</p>}
            <Hidden request={request} act={shown} />
            <Submit tone={shown === "chooseElsewhere" ? "quiet" : "main"}>
              {shown === "papersSent"
                ? t("ready")
                : shown === "takeUpAgain"
                  ? go
                  : patient("elsewhere")}
            </Submit>
          </>
        )}
      </Form>
      {can("closeCase") && (
        <Form
          action={decideByPatientAction}
          id="close"
          acts={["closeCase"]}
          words="cases"
          className="mt-6"
        >
          <p className="source mb-3">{patient("closeText")}</p>
          <Hidden request={request} act="closeCase" />
          <Submit tone="quiet">{patient("end")}</Submit>
        </Form>
      )}
      {can("withdraw") && (
        <details className="mt-10">
          <summary className="cursor-pointer text-green underline">{t("withdraw")}</summary>
          <Form
            action={decideByPatientAction}
            id="withdraw"
            acts={["withdraw"]}
            words="cases"
            className="mt-3"
          >
            <p className="mb-3">{t("withdrawText")}</p>
            <Hidden request={request} act="withdraw" />
            <Submit tone="warm">{t("withdraw")}</Submit>
          </Form>
        </details>
      )}
    </>
  );
}

/** The facility's fee: how it is paid is between them; the patient says that it is, and the facility looks. */
export function PayForm({ request }: { request: RequestCase }) {
  const t = useTranslations("cases.patient");
  if (!request.acts.includes("sayPaid"))
    return request.course.fee === "said" ? <p className="mt-4">{t("saidPaid")}</p> : null;
  return (
    <Form action={sayPaidAction} id="paid" acts={["sayPaid"]} words="cases" className="mt-4">
      <input type="hidden" name="requestId" value={request.id} />
      <input type="hidden" name="version" value={request.version} />
      <Submit>{t("sayPaid")}</Submit>
    </Form>
  );
}
