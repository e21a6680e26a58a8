import { useTranslations } from "next-intl";
import { ClockFace } from "@/cases/clock/components/clock-face";
import { MessagesView } from "@/cases/messages/components/messages-view";
import { HistoryView } from "@/cases/requests/components/case-view";
import { DeskMoves } from "@/cases/requests/components/desk-view";
import { AnswersView } from "@/cases/requests/components/task-list";
import { PapersView } from "@/documents/papers/components/papers-view";
import { StudiesView } from "@/documents/studies/components/studies-view";
import { LinksView } from "@/documents/upload-links/components/links-view";
import type { ShownLink } from "@/documents/upload-links/queries";
import { FacilitiesView } from "@/opinions/choices/components/facilities-view";
import { OverrideForm } from "@/opinions/choices/components/override-form";
import { LedgerView, OrderForm } from "@/opinions/translations/components/ledger-view";
import type { WholeCase } from "../queries";

type Props = {
  language: string;
  whole: WholeCase;
  isMine: boolean;
  links: readonly ShownLink[] | null;
  formKey: string;
};

/** The page of a case for the association's coordinator. */
export function DeskCase({ language, whole, isMine, links, formKey }: Props) {
  const t = useTranslations("cases.case");
  const {
    request,
    stays,
    messages,
    papers,
    clock,
    times,
    kinds,
    proposal,
    referrals,
    studies,
    ledger,
  } = whole;
  return (
    <>
      <span hidden data-stamp={`${request.version}-${messages.length}-${papers.length}`} />
      <ClockFace
        {...clock}
        holder={request.holder}
        due={request.dueAt}
        enteredAt={request.enteredAt}
        timeZone="Europe/Rome"
        times={times}
      />
      <DeskMoves request={request} isMine={isMine} />
      {proposal && request.acts.includes("overrideProposal") && (
        <OverrideForm requestId={request.id} version={request.version} proposal={proposal} />
      )}
      <FacilitiesView
        requestId={request.id}
        version={request.version}
        referrals={referrals}
        canClose={false}
      />
      <section className="rule mt-10 pt-6" aria-labelledby="papers">
        <h2 id="papers">{t("papers")}</h2>
        <PapersView
          requestId={request.id}
          kinds={kinds}
          papers={papers}
          max={0}
          side="coordinator"
        />
        {studies.length > 0 && <StudiesView requestId={request.id} studies={studies} />}
        <OrderForm requestId={request.id} papers={papers} language={request.language} />
      </section>
      {links && (
        <LinksView requestId={request.id} links={links} isOpen={clock.state.clock !== "ended"} />
      )}
      <LedgerView lines={ledger} />
      <AnswersView
        language={language}
        requestId={request.id}
        answers={request.answers}
        canChange={false}
      />
      <MessagesView requestId={request.id} messages={messages} canWrite formKey={formKey} />
      <HistoryView stays={stays} timeZone="Europe/Rome" />
    </>
  );
}
