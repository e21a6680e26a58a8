import { useFormatter, useTranslations } from "next-intl";
import { Form, Submit } from "@/ui/forms/form";
import { moveByPatientAction } from "../actions";
import type { RequestCase, RequestStay } from "../queries";

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

const Hidden = ({ request, to }: { request: RequestCase; to: string }) => (
  <>
    <input type="hidden" name="requestId" value={request.id} />
    <input type="hidden" name="version" value={request.version} />
    <input type="hidden" name="to" value={to} />
  </>
);

/** What the patient, or who acts in their place, can do where the request stands. */
export function PatientMoves({
  request,
  legal,
  from,
}: {
  request: RequestCase;
  legal: readonly string[] /** The state before. */;
  from: string | undefined;
}) {
  const t = useTranslations("cases.case");
  const patient = useTranslations("cases.patient");
  const go = useTranslations("cases.cases")("goOn");
  return (
    <>
      {/* Always there, so that what is said of it is shown also where the step is gone meanwhile. */}
      <Form action={moveByPatientAction} id="ready" words="cases" className="mt-6">
        {request.state === "waiting-documents" && (
          <>
            <p className="source mb-3">{t("readyHint")}</p>
            <Hidden request={request} to="material-check" />
            <Submit>{t("ready")}</Submit>
          </>
        )}
        {request.state === "dormant" && (
          <>
            <Hidden request={request} to={from === "choice" ? "choice" : "waiting-documents"} />
            <Submit>{go}</Submit>
          </>
        )}
        {(request.state === "not-suitable" || request.state === "payment") && (
          <>
            <Hidden request={request} to="choice" />
            <Submit tone="quiet">{patient("elsewhere")}</Submit>
          </>
        )}
      </Form>
      {legal.includes("withdrawn") && (
        <details className="mt-10">
          <summary className="cursor-pointer text-green underline">{t("withdraw")}</summary>
          <Form action={moveByPatientAction} id="withdraw" words="cases" className="mt-3">
            <p className="mb-3">{t("withdrawText")}</p>
            <Hidden request={request} to="withdrawn" />
            <Submit tone="warm">{t("withdrawSubmit")}</Submit>
          </Form>
        </details>
      )}
    </>
  );
}
