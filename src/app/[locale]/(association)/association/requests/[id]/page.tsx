import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { carePath } from "@/second-opinion/care-path/queries";
import { ClockFace } from "@/second-opinion/clock/components/clock-face";
import { clockOf, timesSoFar } from "@/second-opinion/clock/queries";
import { MessagesView } from "@/second-opinion/messages/components/messages-view";
import { messagesOf } from "@/second-opinion/messages/queries";
import { PapersView } from "@/second-opinion/papers/components/papers-view";
import { papersOf } from "@/second-opinion/papers/queries";
import { HistoryView } from "@/second-opinion/requests/components/case-view";
import { DeskMoves } from "@/second-opinion/requests/components/desk-view";
import { AnswersView } from "@/second-opinion/requests/components/task-list";
import { openedCase, staysOf } from "@/second-opinion/requests/queries";
import { checklist, coordinatorNext } from "@/second-opinion/requests/rules";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const office = await requireOffice("case-coordinator");
  const { id = "" } = await props.params;
  const request = await openedCase(office, id);
  if (!request) notFound();
  const t = await getTranslations("secondOpinion");
  const [stays, messages, papers, clock, path, done] = await Promise.all([
    staysOf(request),
    messagesOf(office, request),
    papersOf(office, request),
    clockOf(request),
    carePath(request.rulesVersion),
    queryOf(props, "done"),
  ]);
  return (
    <Personal language={language} path={`/association/requests/${id}`} title={t("case.title", { number: request.number })} lead={<bdi>{request.patient}</bdi>}>
      {done && <Done>{t("desk.done")}</Done>}
      <span hidden data-stamp={`${request.version}-${messages.length}-${papers.length}`} />
      <ClockFace {...clock} due={request.dueAt} enteredAt={request.enteredAt} timeZone="Europe/Rome" times={timesSoFar(stays)} />
      <DeskMoves request={request} next={coordinatorNext(path, request.state)} isMine={request.ownerId === office.personId} />
      <section className="rule mt-10 pt-6" aria-labelledby="papers">
        <h2 id="papers">{t("case.papers")}</h2>
        <PapersView requestId={id} kinds={checklist(path, request.family)} papers={papers} max={0} side="coordinator" />
      </section>
      <AnswersView language={language} requestId={id} answers={request.answers} canChange={false} />
      <MessagesView requestId={id} messages={messages} canWrite formKey={crypto.randomUUID()} />
      <HistoryView stays={stays} timeZone="Europe/Rome" />
    </Personal>
  );
}
