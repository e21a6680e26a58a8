import { useTranslations } from "next-intl";
import type { Staff } from "@/platform/actor";
import { AreaField } from "@/ui/forms/area";
import { Fold, Form, Submit } from "@/ui/forms/form";
import {
  AskForm,
  OfferedMoves,
  PaymentMoves,
  TriageMoves,
  WaitingMoves,
} from "../../assignments/components/facility-moves";
import type { Colleague } from "../../assignments/queries";
import { ClockFace } from "../../clock/components/clock-face";
import { StudiesView } from "../../images/components/studies-view";
import { amendOpinionAction } from "../../opinions/actions";
import { QuestionsView } from "../../opinions/components/questions-view";
import type { Question } from "../../opinions/queries";
import { PapersView } from "../../papers/components/papers-view";
import { HistoryView } from "../../requests/components/case-view";
import { AnswersView } from "../../requests/components/task-list";
import type { RequestCase } from "../../requests/queries";
import { LedgerView } from "../../translations/components/ledger-view";
import { VisitMoves } from "../../visits/components/visit-view";
import type { Visit } from "../../visits/queries";
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
  const t = useTranslations("secondOpinion");
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
            {t("facility.plan")}
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
                role === "specialist" && !hasOpinion ? "facility.workbench" : "facility.readDraft",
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
        <h2 id="papers">{t("case.papers")}</h2>
        {request.sight.isBlind && (
          <p className="my-3 border-s-4 border-edge ps-4">{t("facility.blind")}</p>
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
        <p className="mt-6">{t("facility.noStory")}</p>
      )}
      <HistoryView stays={stays} timeZone="Europe/Rome" />
    </>
  );
}

function AmendForm({ request }: { request: RequestCase }) {
  const t = useTranslations("secondOpinion.facility");
  return (
    <Form
      action={amendOpinionAction}
      id="amend"
      words="secondOpinion"
      labels={{ why: t("amendWhy") }}
      numbers={{ max: 2000 }}
      className="mt-6"
    >
      <Fold summary={t("amend")}>
        <p className="mb-3">{t("amendText")}</p>
        <input type="hidden" name="requestId" value={request.id} />
        <input type="hidden" name="version" value={request.version} />
        <AreaField name="why" label={t("amendWhy")} maxLength={2000} rows={3} />
        <Submit tone="quiet">{t("amend")}</Submit>
      </Fold>
    </Form>
  );
}
