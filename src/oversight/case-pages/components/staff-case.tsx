import { useTranslations } from "next-intl";
import { ClockFace } from "@/cases/clock/components/clock-face";
import { HistoryView } from "@/cases/requests/components/case-view";
import { AnswersView } from "@/cases/requests/components/task-list";
import { PapersView } from "@/documents/papers/components/papers-view";
import { StudiesView } from "@/documents/studies/components/studies-view";
import {
  AskForm,
  OfferedMoves,
  PaymentMoves,
  TriageMoves,
  WaitingMoves,
} from "@/opinions/assignments/components/facility-moves";
import type { Colleague } from "@/opinions/assignments/queries";
import { AmendForm } from "@/opinions/opinions/components/amend-form";
import { QuestionsView } from "@/opinions/opinions/components/questions-view";
import type { Question } from "@/opinions/opinions/queries";
import { LedgerView } from "@/opinions/translations/components/ledger-view";
import type { Staff } from "@/platform/actor";
import { VisitMoves } from "@/visits/appointments/components/visit-view";
import type { Visit } from "@/visits/appointments/queries";
import type { WholeCase } from "../queries";

type Props = {
  language: string;
  whole: WholeCase;
  role: Staff["role"];
  triage: readonly Colleague[];
  specialists: readonly Colleague[];
  summary: string;
  questions: readonly Question[];
  visit: Visit | null;
  hasOpinion: boolean;
};

/** The page of a case for the facility that has it, as far as each role sees and does. */
export function StaffCase({
  language,
  whole,
  role,
  triage,
  specialists,
  summary,
  questions,
  visit,
  hasOpinion,
}: Props) {
  const t = useTranslations();
  const { request, stays, papers, clock, times, ledger, studies } = whole;
  const kinds = [...new Set(papers.map((paper) => paper.kind))];
  const at = `/${language}/facility/cases/${request.id}`;
  return (
    <>
      <span hidden data-stamp={`${request.version}-${papers.length}-${questions.length}`} />
      <ClockFace
        {...clock}
        due={request.dueAt}
        enteredAt={request.enteredAt}
        timeZone="Europe/Rome"
        times={times}
      />
      {role === "facility-coordinator" && request.state === "offered-facility" && (
        <OfferedMoves request={request} triage={triage} />
      )}
      {role === "facility-coordinator" && request.state === "payment" && (
        <PaymentMoves request={request} />
      )}
      {role === "facility-coordinator" && request.state === "plan-asked" && (
        <p className="mt-8">
          <a className="button" href={`${at}/plan`}>
            {t("opinions.facility.plan")}
          </a>
        </p>
      )}
      {role === "medical-triage" && request.state === "triage" && (
        <TriageMoves request={request} specialists={specialists} summary={summary} />
      )}
      {(role === "specialist" || role === "second-reader" || hasOpinion) &&
        ["reading", "visit-held", "second-reading", "waiting-information"]
          .concat(hasOpinion ? [request.state] : [])
          .includes(request.state) && (
          <p className="mt-8">
            <a className="button" href={`${at}/opinion`}>
              {t(
                role === "specialist" && !hasOpinion
                  ? "opinions.facility.workbench"
                  : "opinions.facility.readDraft",
              )}
            </a>
          </p>
        )}
      {role === "specialist" && request.state === "reading" && <AskForm request={request} />}
      {role === "specialist" && request.state === "waiting-information" && (
        <WaitingMoves request={request} side="specialist" />
      )}
      <VisitMoves request={request} role={role} visit={visit} />
      <QuestionsView
        requestId={request.id}
        questions={questions}
        side={role === "specialist" ? "specialist" : "reader"}
        canAsk={false}
        formKey=""
      />
      {role === "specialist" &&
        hasOpinion &&
        ["delivered", "questions"].includes(request.state) && <AmendForm request={request} />}
      <section className="rule mt-10 pt-6" aria-labelledby="papers">
        <h2 id="papers">{t("cases.case.papers")}</h2>
        {request.sight.isBlind && (
          <p className="my-3 border-s-4 border-edge ps-4">{t("opinions.facility.blind")}</p>
        )}
        <PapersView requestId={request.id} kinds={kinds} papers={papers} max={0} side="facility" />
      </section>
      {studies.length > 0 && <StudiesView requestId={request.id} studies={studies} />}
      <LedgerView lines={ledger} />
      {request.sight.groups.includes("story") ? (
        <AnswersView
          language={language}
          requestId={request.id}
          answers={request.answers}
          canChange={false}
        />
      ) : (
        <p className="mt-6">{t("opinions.facility.noStory")}</p>
      )}
      <HistoryView stays={stays} timeZone="Europe/Rome" />
    </>
  );
}
