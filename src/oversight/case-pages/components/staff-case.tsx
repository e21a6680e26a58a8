import { useTranslations } from "next-intl";
import { ClockFace } from "@/cases/clock/components/clock-face";
import { HistoryView } from "@/cases/requests/components/case-view";
import { AnswersView } from "@/cases/requests/components/task-list";
import type { RequestCase } from "@/cases/requests/queries";
import { type ActName, actOf, wordsOf } from "@/cases/turns/rules";
import { PapersView } from "@/documents/papers/components/papers-view";
import { StudiesView } from "@/documents/studies/components/studies-view";
import {
  OfferedMoves,
  PaymentMoves,
  TriageMoves,
} from "@/opinions/assignments/components/facility-moves";
import type { Colleague } from "@/opinions/assignments/queries";
import { AskForm, WaitingMoves } from "@/opinions/inquiries/components/inquiry-forms";
import { AmendForm } from "@/opinions/opinions/components/amend-form";
import type { Question } from "@/opinions/opinions/queries";
import { ConfirmPlanForm } from "@/opinions/plans/components/plan-view";
import { QuestionsView } from "@/opinions/questions/components/questions-view";
import { LedgerView } from "@/opinions/translations/components/ledger-view";
import { VisitMoves } from "@/visits/appointments/components/visit-view";
import type { Visit } from "@/visits/appointments/queries";
import type { WholeCase } from "../queries";

type Props = {
  language: string;
  whole: WholeCase;
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
  triage,
  specialists,
  summary,
  questions,
  visit,
  hasOpinion,
}: Props) {
  const t = useTranslations();
  const { request, stays, papers, clock, times, ledger, studies } = whole;
  const can = (act: ActName) => request.acts.includes(act);
  const kinds = [...new Set(papers.map((paper) => paper.kind))];
  const at = `/${language}/facility/cases/${request.id}`;
  return (
    <>
      <span hidden data-stamp={`${request.version}-${papers.length}-${questions.length}`} />
      <ClockFace
        {...clock}
        holder={request.holder}
        due={request.dueAt}
        enteredAt={request.enteredAt}
        timeZone="Europe/Rome"
        times={times}
      />
      {can("acceptCase") && <OfferedMoves request={request} triage={triage} />}
      {can("confirmPayment") && <PaymentMoves request={request} />}
      {can("confirmPlan") && <ConfirmPlanForm request={request} />}
      {can("sendPlan") && (
        <p className="mt-8">
          <a className="button" href={`${at}/plan`}>
            {t("opinions.facility.plan")}
          </a>
        </p>
      )}
      {can("findSuitable") && (
        <TriageMoves request={request} specialists={specialists} summary={summary} />
      )}
      {(can("judgeFirst") || hasOpinion) && (
        <p className="mt-8">
          <a className="button" href={`${at}/opinion`}>
            {t(linkWords(request))}
          </a>
        </p>
      )}
      {can("askPatient") && <AskForm request={request} />}
      {(can("goOnReading") || can("goOnAtTriage")) && (
        <WaitingMoves request={request} side="facility" />
      )}
      <VisitMoves request={request} visit={visit} />
      <QuestionsView
        requestId={request.id}
        questions={questions}
        side={can("answerQuestion") ? "specialist" : "reader"}
        canAsk={false}
        formKey=""
      />
      {can("amend") && hasOpinion && <AmendForm request={request} />}
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

/** The way to the opinion, by what is to be done there: what the clock waits for, or reading it as what it is. */
function linkWords({ acts, course }: RequestCase) {
  const due = acts.find((name) => actOf(name).at === "opinion" && actOf(name).due(course));
  if (due) return `cases.acts.${wordsOf(due)}` as const;
  return ["signed", "opened"].includes(course.draft)
    ? "cases.patient.opinion"
    : "opinions.facility.readDraft";
}
