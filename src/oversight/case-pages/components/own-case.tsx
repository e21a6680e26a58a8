import { useFormatter, useTranslations } from "next-intl";
import { ClockFace } from "@/cases/clock/components/clock-face";
import { MessagesView } from "@/cases/messages/components/messages-view";
import { HistoryView, PatientMoves, PayForm } from "@/cases/requests/components/case-view";
import { AnswersView } from "@/cases/requests/components/task-list";
import type { RequestStay } from "@/cases/requests/queries";
import { PapersView } from "@/documents/papers/components/papers-view";
import { StudiesView } from "@/documents/studies/components/studies-view";
import { LinksView } from "@/documents/upload-links/components/links-view";
import type { ShownLink } from "@/documents/upload-links/queries";
import { UploadScript } from "@/documents/uploads/components/upload-script";
import { FacilitiesView } from "@/opinions/choices/components/facilities-view";
import { WaitingMoves } from "@/opinions/inquiries/components/inquiry-forms";
import { LedgerView } from "@/opinions/translations/components/ledger-view";
import type { RelativeRight } from "@/platform/roles";
import { VisitLine } from "@/visits/appointments/components/visit-view";
import type { Visit } from "@/visits/appointments/queries";
import type { WholeCase } from "../queries";

type Props = {
  language: string;
  whole: WholeCase;
  isPatient: boolean /** Whether the reader has a right of a companion; without one named, whether they act in full. */;
  may: (right?: RelativeRight) => boolean;
  visit: Visit | null;
  /** The links for radiology offices; null for whoever may not make them. */
  links: readonly ShownLink[] | null;
  formKey: string;
};

/** The page of a case for the patient's side: the clock first, then what is to be done. */
export function OwnCase({ language, whole, isPatient, may, visit, links, formKey }: Props) {
  const t = useTranslations("cases.case");
  const own = useTranslations("accounts.nav");
  const complain = useTranslations("oversight.complaint");
  const { request, stays, messages, papers, clock, times, kinds, max, referrals, ledger, studies } =
    whole;
  const isEnded = clock.state.clock === "ended";
  return (
    <>
      <span hidden data-stamp={`${request.version}-${messages.length}-${papers.length}`} />
      <ClockFace
        {...clock}
        holder={request.holder}
        due={request.dueAt}
        enteredAt={request.enteredAt}
        timeZone={request.timeZone}
        times={times}
        isOwn
      />
      <Turn language={language} whole={whole} may={may} />
      <VisitLine visit={visit} />
      <FacilitiesView
        requestId={request.id}
        version={request.version}
        referrals={referrals}
        canClose={may()}
      />
      {may("see-documents") && (
        <section className="rule mt-10 pt-6" aria-labelledby="papers">
          <h2 id="papers">{t("papers")}</h2>
          <PapersView
            requestId={request.id}
            kinds={kinds}
            papers={papers}
            max={max}
            {...(may("add-documents") && !isEnded
              ? { side: "patient", script: <UploadScript /> }
              : { side: "reader" })}
          />
          {studies.length > 0 && <StudiesView requestId={request.id} studies={studies} />}
        </section>
      )}
      {links && <LinksView requestId={request.id} links={links} isOpen={!isEnded} />}
      {may("see-documents") && <LedgerView lines={ledger} />}
      {may("see-messages") && (
        <MessagesView
          requestId={request.id}
          messages={messages}
          canWrite={may("write-messages") && !isEnded}
          formKey={formKey}
        />
      )}
      <HistoryView stays={stays} timeZone={request.timeZone} />
      {may() && (
        <details className="mt-8">
          <summary className="cursor-pointer text-green underline">{t("answers")}</summary>
          <AnswersView
            language={language}
            requestId={request.id}
            answers={request.answers}
            canChange={false}
          />
        </details>
      )}
      {isPatient && (
        <p className="mt-6">
          <a href={`/${language}/account/access`}>{t("seen")}</a> ·{" "}
          <a href={`/${language}/account/consents`}>{own("consents")}</a>
        </p>
      )}
      {may() && (
        <p className="mt-6">
          <a href={`/${language}/second-opinion/cases/${request.id}/complaint`}>{complain("go")}</a>
        </p>
      )}
      {may() && <PatientMoves request={request} wasResting={wasResting(stays)} />}
    </>
  );
}

/** What the patient's side has to do, or can do, where the case stands: the first thing under the clock. */
function Turn({ language, whole, may }: Pick<Props, "language" | "whole" | "may">) {
  const t = useTranslations();
  const format = useFormatter();
  const { request, stays, referrals } = whole;
  const at = `/${language}/second-opinion/cases/${request.id}`;
  const current = referrals.find((one) => one.state === "accepted");
  const asked = stays.findLast((stay) => stay.leftAt === null)?.why;
  const isSigned =
    ["signed", "opinion-translation", "delivered", "questions", "plan-asked", "closed"].includes(
      request.state,
    ) && stays.some((stay) => stay.state === "signed");
  return (
    <>
      {request.acts.includes("chooseFacilities") && may() && (
        <p className="mt-6">
          <a className="button" href={`${at}/choose`}>
            {t("opinions.choose.go")}
          </a>
        </p>
      )}
      {request.state === "waiting-information" && (
        <>
          <section className="mt-6 border-s-4 border-warm bg-warm-soft px-4 py-3">
            <h2 className="text-lead">{t("cases.patient.question")}</h2>
            <p className="whitespace-pre-wrap" dir="auto">
              {asked}
            </p>
          </section>
          {may("write-messages") && <WaitingMoves request={request} side="patient" />}
        </>
      )}
      {request.state === "payment" && current && (
        <>
          <p className="mt-6">
            {t("cases.patient.payText", {
              fee: format.number(current.feeCents / 100, {
                style: "currency",
                currency: current.currency,
              }),
              facility: current.facility,
            })}
          </p>
          {may() && <PayForm request={request} />}
        </>
      )}
      {request.state === "opinion-translation" && !whole.hasLinguists && (
        <p className="mt-6 border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t("cases.patient.linguists")}{" "}
          <a href={`/${language}/account/consents`}>{t("cases.patient.linguistsGo")}</a>
        </p>
      )}
      {isSigned && may("see-documents") && (
        <p className="mt-6 flex flex-wrap gap-3">
          <a className="button" href={`${at}/opinion`}>
            {t(
              request.state === "opinion-translation"
                ? "cases.patient.original"
                : "cases.patient.opinion",
            )}
          </a>
          <a className="button button-quiet" href={`${at}/plan`}>
            {t("cases.patient.plan")}
          </a>
        </p>
      )}
    </>
  );
}

/** Whether the case rested last, before it was closed for resting too long or while it still does. */
const wasResting = (stays: readonly RequestStay[]) =>
  stays.findLast((stay) => stay.state !== "closed")?.state === "dormant";
