import "server-only";
import { queueLetter } from "@/accounts/letters/commands";
import { notifyOffice } from "@/accounts/notices/commands";
import type { Refused } from "@/accounts/sessions/commands";
import type { From } from "@/accounts/sessions/rules";
import type { Office, Partner } from "@/platform/actor";
import { nobody, record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { sealByMaster, unsealByMaster } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { requiredNumber } from "@/platform/settings";
import { notifyFirm } from "../checks/commands";
import { curates } from "../moves/policy";
import { didNotWorkOn } from "./queries";
import { type ComplaintState, type ComplaintStep, lateIn, stepsAt, stepTo } from "./rules";

type New = { about: { kind: "partner" | "facility"; slug: string }; body: string; email: string };

async function tellHandlers(tx: Tx, complaintId: string): Promise<void> {
  for (const role of ["administrator", "partner-curator"] as const)
    await notifyOffice(tx, role, "partner-complaint", complaintId);
}

/** Anyone complains about a partner or a listing. Until when it is acknowledged and answered stands from this moment. */
export async function complainAbout(
  { about, body, email }: New,
  language: Language,
  once: Once,
  from: From,
  now = new Date(),
): Promise<Result<string, "twin" | "otherContent" | "not-found"> | Refused> {
  const minutes = await minutesToWait([["partner-complaints", from.address]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  const [acknowledge, answer] = await Promise.all([
    requiredNumber("partners", "complaint-acknowledge-days"),
    requiredNumber("partners", "complaint-answer-days"),
  ]);
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
  return onceInTransaction(once, async (tx): Promise<Result<string, "not-found">> => {
    const [id, number] = [crypto.randomUUID(), `C-${readableCode(8)}`];
    const [partner, facility] = about.kind === "partner" ? [about.slug, null] : [null, about.slug];
    const made = await tx.run(sql`
      INSERT INTO partner_complaints (id, number, partner_id, facility_id, body, email, language, created_at, acknowledge_by, answer_by)
      SELECT ${id}, ${number}, p.id, f.id, ${sealByMaster(`partner_complaints.body:${id}`, body)}, ${sealByMaster(`partner_complaints.email:${id}`, email)}, ${language}, ${now},
        ${inDays(acknowledge)}, ${inDays(answer)}
      FROM (SELECT 1) one LEFT JOIN partners p ON p.slug = ${partner} LEFT JOIN facilities f ON f.slug = ${facility} AND f.closed_on IS NULL WHERE num_nonnulls(p.id, f.id) = 1`);
    if (made !== 1) return no("not-found");
    await record(tx, {
      actor: nobody(from.network),
      action: "partner-complaint.made",
      subject: `partner-complaint:${id}`,
    });
    await queueLetter(tx, {
      kind: "partner-complaint",
      language,
      to: { address: email },
      link: id,
      number,
    });
    await tellHandlers(tx, id);
    return ok(number);
  });
}

export type ComplaintReason = "notAllowed" | "not-found" | "stale";

/** One step by somebody who did not work on what it is about. Of two at once the second finds it taken. */
export async function takeStep(
  office: Office,
  { complaintId, step, text }: { complaintId: string; step: ComplaintStep; text: string },
): Promise<Result<null, ComplaintReason>> {
  if (!curates(office)) return no("notAllowed");
  const more = await requiredNumber("partners", "mediation-days");
  return inTransaction(async (tx): Promise<Result<null, ComplaintReason>> => {
    type Held = {
      state: ComplaintState;
      email: string;
      number: string;
      language: Language;
      partnerId: string | null;
      isOutside: boolean;
    };
    const found = await tx.row<Held>(sql`
      SELECT k.state, k.email, k.number, k.language, k.partner_id AS "partnerId", ${didNotWorkOn(office)} AS "isOutside"
      FROM partner_complaints k WHERE k.id::text = ${complaintId} FOR UPDATE OF k`);
    if (!found?.isOutside) return no("not-found");
    if (!stepsAt(found.state).includes(step)) return no("stale");
    const [proposal, answer] = [step === "mediate" ? text : null, step === "answer" ? text : null];
    await tx.run(sql`
      UPDATE partner_complaints SET state = ${stepTo(step)}, handler_id = ${office.personId}, acknowledged_at = coalesce(acknowledged_at, now()),
        proposal = coalesce(${proposal}, proposal), answer = ${answer}, answered_at = CASE WHEN ${step} = 'answer' THEN now() END,
        answer_by = answer_by + make_interval(days => CASE WHEN ${step} = 'mediate' THEN ${more}::int ELSE 0 END) WHERE id = ${complaintId}`);
    await record(tx, {
      actor: office,
      action: step === "answer" ? "partner-complaint.answered" : "partner-complaint.moved",
      subject: `partner-complaint:${complaintId}`,
      detail: step,
    });
    await queueLetter(tx, {
      kind: "partner-complaint",
      language: found.language,
      to: { address: unsealByMaster(`partner_complaints.email:${complaintId}`, found.email) },
      link: complaintId,
      number: found.number,
    });
    if (step === "mediate" && found.partnerId)
      await notifyFirm(tx, found.partnerId, "partner-decided");
    return ok(null);
  });
}

/** What a partner says to a proposal of mediation. */
export async function replyToProposal(
  actor: Partner & { partnerId: string },
  complaintId: string,
  reply: string,
): Promise<Result<null, ComplaintReason>> {
  return inTransaction(async (tx): Promise<Result<null, ComplaintReason>> => {
    const replied = await tx.run(
      sql`UPDATE partner_complaints SET reply = ${reply} WHERE id::text = ${complaintId} AND partner_id = ${actor.partnerId} AND state = 'mediation'`,
    );
    if (replied !== 1) return no("stale");
    await record(tx, {
      actor,
      action: "partner-complaint.moved",
      subject: `partner-complaint:${complaintId}`,
      detail: "reply",
    });
    await tellHandlers(tx, complaintId);
    return ok(null);
  });
}

/** Tells the handlers once of each complaint that is late. Safe to run twice. */
export async function remindComplaints(now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    type Open = {
      id: string;
      state: ComplaintState;
      acknowledgeBy: Date;
      answerBy: Date;
      told: string[];
    };
    const open = await tx.rows<Open>(sql`
      SELECT id, state, acknowledge_by AS "acknowledgeBy", answer_by AS "answerBy", told FROM partner_complaints
      WHERE state <> 'answered' AND acknowledge_by < ${now} ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED`);
    for (const one of open) {
      const late = lateIn(one, now);
      if (late.length === 0) continue;
      await tellHandlers(tx, one.id);
      await tx.run(
        sql`UPDATE partner_complaints SET told = told || ${late}::text[] WHERE id = ${one.id}`,
      );
    }
    return ok(null);
  });
}
