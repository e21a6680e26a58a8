import { useTranslations } from "next-intl";
import type { RelativeRight } from "@/platform/roles";
import { ClockFace } from "../../clock/components/clock-face";
import { MessagesView } from "../../messages/components/messages-view";
import { PapersView } from "../../papers/components/papers-view";
import { HistoryView, PatientMoves } from "../../requests/components/case-view";
import { AnswersView } from "../../requests/components/task-list";
import type { WholeCase } from "../queries";

type Props = {
  language: string;
  whole: WholeCase;
  isPatient: boolean /** Whether the reader has a right of a companion; without one named, whether they act in full. */;
  may: (right?: RelativeRight) => boolean;
  formKey: string;
};

/** The page of a case for the patient's side: the clock first, then what is to be done. */
export function OwnCase({ language, whole, isPatient, may, formKey }: Props) {
  const t = useTranslations("secondOpinion.case");
  const { request, stays, messages, papers, clock, times, kinds, max } = whole;
  const isEnded = clock.state.clock === "ended";
  return (
    <>
      <span hidden data-stamp={`${request.version}-${messages.length}-${papers.length}`} />
      <ClockFace {...clock} due={request.dueAt} enteredAt={request.enteredAt} timeZone={request.timeZone} times={times} />
      {may("see-documents") && (
        <section className="rule mt-10 pt-6" aria-labelledby="papers">
          <h2 id="papers">{t("papers")}</h2>
          <PapersView requestId={request.id} kinds={kinds} papers={papers} max={max} side={may("add-documents") && !isEnded ? "patient" : "reader"} />
        </section>
      )}
      {may("see-messages") && <MessagesView requestId={request.id} messages={messages} canWrite={may("write-messages") && !isEnded} formKey={formKey} />}
      <HistoryView stays={stays} timeZone={request.timeZone} />
      {may() && (
        <details className="mt-8">
          <summary className="cursor-pointer text-green underline">{t("answers")}</summary>
          <AnswersView language={language} requestId={request.id} answers={request.answers} canChange={false} />
        </details>
      )}
      {isPatient && (
        <p className="mt-6">
          <a href={`/${language}/account/access`}>{t("seen")}</a>
        </p>
      )}
      {may() && <PatientMoves request={request} isEnded={isEnded} />}
    </>
  );
}
