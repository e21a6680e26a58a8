import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { carePath } from "@/second-opinion/care-path/queries";
import { ClockFace } from "@/second-opinion/clock/components/clock-face";
import { clockOf, timesSoFar } from "@/second-opinion/clock/queries";
import { MessagesView } from "@/second-opinion/messages/components/messages-view";
import { messagesOf } from "@/second-opinion/messages/queries";
import { PapersView } from "@/second-opinion/papers/components/papers-view";
import { paperMegabytes, papersOf } from "@/second-opinion/papers/queries";
import { HistoryView, PatientMoves } from "@/second-opinion/requests/components/case-view";
import { AnswersView } from "@/second-opinion/requests/components/task-list";
import { canActForPatient } from "@/second-opinion/requests/policy";
import { requestCase, staysOf } from "@/second-opinion/requests/queries";
import { checklist } from "@/second-opinion/requests/rules";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  const request = await requestCase(actor, id);
  if (!request || actor.kind === "office") notFound();
  if (request.state === "draft") redirect(`/${language}/second-opinion/ask/${id}`);
  const t = await getTranslations("secondOpinion.case");
  const [stays, messages, papers, clock, path, max] = await Promise.all([
    staysOf(request),
    messagesOf(actor, request),
    papersOf(actor, request),
    clockOf(request),
    carePath(request.rulesVersion),
    paperMegabytes(),
  ]);
  const sees = (right: Parameters<typeof canActForPatient>[2]) => canActForPatient(actor, request.patientId, right);
  const isEnded = clock.state.clock === "ended";
  return (
    <Personal language={language} path={`/second-opinion/cases/${id}`} title={t("title", { number: request.number })}>
      <span hidden data-stamp={`${request.version}-${messages.length}-${papers.length}`} />
      <ClockFace {...clock} due={request.dueAt} enteredAt={request.enteredAt} timeZone={request.timeZone} times={timesSoFar(stays)} />
      {sees("see-documents") && (
        <section className="rule mt-10 pt-6" aria-labelledby="papers">
          <h2 id="papers">{t("papers")}</h2>
          <PapersView
            requestId={id}
            kinds={checklist(path, request.family)}
            papers={papers}
            max={max}
            side={sees("add-documents") && !isEnded ? "patient" : "reader"}
          />
        </section>
      )}
      {sees("see-messages") && <MessagesView requestId={id} messages={messages} canWrite={sees("write-messages") && !isEnded} formKey={crypto.randomUUID()} />}
      <HistoryView stays={stays} timeZone={request.timeZone} />
      {sees(undefined) && (
        <details className="mt-8">
          <summary className="cursor-pointer text-green underline">{t("answers")}</summary>
          <AnswersView language={language} requestId={id} answers={request.answers} canChange={false} />
        </details>
      )}
      {actor.kind === "patient" && (
        <p className="mt-6">
          <a href={`/${language}/account/access`}>{t("seen")}</a>
        </p>
      )}
      {sees(undefined) && <PatientMoves request={request} isEnded={isEnded} />}
    </Personal>
  );
}
