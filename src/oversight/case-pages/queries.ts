import "server-only";
import { carePath } from "@/cases/care-path/queries";
import { checklist } from "@/cases/care-path/rules";
import { type Clock, clockOf, timesSoFar } from "@/cases/clock/queries";
import { type Message, messagesOf } from "@/cases/messages/queries";
import { noteOpened } from "@/cases/requests/commands";
import { type RequestCase, type RequestStay, requestCase, staysOf } from "@/cases/requests/queries";
import { type Paper, paperMegabytes, papersOf } from "@/documents/papers/queries";
import { type StudyLine, studiesOf } from "@/documents/studies/queries";
import { type Proposal, proposalFor } from "@/opinions/proposals/queries";
import { type Referral, referralsOf } from "@/opinions/referrals/queries";
import { type LedgerLine, ledgerOf } from "@/opinions/translations/queries";
import type { Actor, Office, Staff } from "@/platform/actor";
import { row, sql } from "@/platform/db/sql";

export type WholeCase = {
  request: RequestCase;
  stays: RequestStay[];
  messages: Message[];
  papers: Paper[];
  clock: Clock;
  times: { running: number; paused: number };
  kinds: string[];
  max: number;
  referrals: Referral[];
  ledger: LedgerLine[];
  proposal: Proposal | null;
  studies: StudyLine[];
  /** Whether the patient agrees that translators see what is given to them. */
  hasLinguists: boolean;
};

/** What others said before a facility was asked, such as why another declined, is not for it to read. */
function staysForFacility(stays: RequestStay[], referrals: readonly Referral[]): RequestStay[] {
  const since = referrals.find((one) =>
    ["offered", "accepted", "done"].includes(one.state),
  )?.offeredAt;
  return stays.map((stay) => (since && stay.enteredAt > since ? stay : { ...stay, why: null }));
}

async function whole(actor: Actor, request: RequestCase): Promise<WholeCase> {
  const [
    stays,
    messages,
    papers,
    clock,
    path,
    max,
    referrals,
    ledger,
    proposal,
    studies,
    linguists,
  ] = await Promise.all([
    staysOf(request),
    messagesOf(actor, request),
    papersOf(actor, request),
    clockOf(request),
    carePath(request.rulesVersion),
    paperMegabytes(),
    referralsOf(actor, request),
    ledgerOf(actor, request),
    proposalFor(actor, request),
    studiesOf(actor, request, request.sight.groups.includes("images")),
    row(
      sql`SELECT 1 FROM consents WHERE person_id = ${request.patientId} AND kind = 'linguists' AND withdrawn_at IS NULL`,
    ),
  ]);
  return {
    request,
    stays: actor.kind === "staff" ? staysForFacility(stays, referrals) : stays,
    messages,
    papers,
    clock,
    times: timesSoFar(stays),
    kinds: checklist(path, request.family),
    max,
    referrals,
    ledger,
    proposal,
    studies,
    hasLinguists: linguists !== null,
  };
}

/** A case for the patient's side, as far as whoever asks may see it. */
export async function ownCase(actor: Actor, id: string): Promise<WholeCase | null> {
  const request =
    actor.kind === "office" || actor.kind === "staff" ? null : await requestCase(actor, id);
  return request && whole(actor, request);
}

/** A case opened by somebody whose it is not: it leaves its trace, which the patient reads, before it is shown. */
export async function openedCase(office: Office | Staff, id: string): Promise<WholeCase | null> {
  const request = await requestCase(office, id);
  if (!request) return null;
  await noteOpened(office, request.id, request.patientId);
  return whole(office, request);
}
