import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import { canActForPatient } from "@/cases/access/policy";
import { dueAt } from "@/cases/calendar/rules";
import { carePath } from "@/cases/care-path/queries";
import { lockRequest } from "@/cases/moves/commands";
import type { Actor, Office } from "@/platform/actor";
import { record } from "@/platform/audit";
import { type Sql, sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, type Secret, seal } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { handlesComplaints } from "./policy";
import { didNotWorkOn } from "./queries";
import { type ComplaintReason, type ComplaintState, lateIn } from "./rules";

async function tellHandlers(tx: Tx, complaintId: string): Promise<void> {
  for (const role of ["administrator", "privacy-officer"] as const)
    await notifyOffice(tx, role, "complaint-waiting", complaintId);
}

/** The patient's side complains about a case. When it is acknowledged and answered at the latest stands from this moment. */
export async function complain(
  actor: Actor,
  once: Once,
  requestId: string,
  body: string,
  now = new Date(),
): Promise<Result<string, ComplaintReason | "twin" | "otherContent">> {
  return onceInTransaction(once, async (tx): Promise<Result<string, ComplaintReason>> => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId)) return no("not-found");
    if (request.state === "draft") return no("illegal");
    const { calendar, complaint } = await carePath(request.rulesVersion);
    const [id, number] = [crypto.randomUUID(), `K-${readableCode(8)}`];
    await tx.run(sql`
      INSERT INTO complaints (id, number, request_id, body, created_at, acknowledge_by, answer_by)
      VALUES (${id}, ${number}, ${requestId}, ${seal(await personKey(tx, request.patientId), `complaints.body:${id}`, body)}, ${now},
        ${dueAt(now, complaint.acknowledge, calendar)}, ${dueAt(now, complaint.answer, calendar)})`);
    await record(tx, {
      actor,
      action: "complaint.made",
      subject: `complaint:${id}`,
      about: request.patientId,
    });
    await tellHandlers(tx, id);
    return ok(number);
  });
}

type Handled = { requestId: string; patientId: string };

/** One step of a complaint by somebody who did not work on its case. Of two at once the second finds it taken. */
async function handle(
  office: Office,
  complaintId: string,
  from: readonly ComplaintState[],
  step: { action: "complaint.acknowledged" | "complaint.answered"; change: (key: Secret) => Sql },
): Promise<Result<null, ComplaintReason>> {
  if (!handlesComplaints(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, ComplaintReason>> => {
    const found = await tx.row<Handled & { state: ComplaintState; isOutside: boolean }>(sql`
      SELECT c.request_id AS "requestId", r.patient_id AS "patientId", c.state, ${didNotWorkOn(office)} AS "isOutside"
      FROM complaints c JOIN requests r ON r.id = c.request_id WHERE c.id::text = ${complaintId} FOR UPDATE OF c`);
    if (!found?.isOutside) return no("not-found");
    if (!from.includes(found.state)) return no("stale");
    const key = await personKey(tx, found.patientId);
    await tx.run(
      sql`UPDATE complaints SET ${step.change(key)}, handler_id = ${office.personId}, acknowledged_at = coalesce(acknowledged_at, now()) WHERE id = ${complaintId}`,
    );
    await record(tx, {
      actor: office,
      action: step.action,
      subject: `complaint:${complaintId}`,
      about: found.patientId,
    });
    await notify(tx, {
      personId: found.patientId,
      kind: "request-moved",
      subject: found.requestId,
    });
    return ok(null);
  });
}

export const acknowledgeComplaint = (office: Office, complaintId: string) =>
  handle(office, complaintId, ["open"], {
    action: "complaint.acknowledged",
    change: () => sql`state = 'acknowledged'`,
  });

export const answerComplaint = (office: Office, complaintId: string, answer: string) =>
  handle(office, complaintId, ["open", "acknowledged"], {
    action: "complaint.answered",
    change: (key) =>
      sql`state = 'answered', answered_at = now(), answer = ${seal(key, `complaints.answer:${complaintId}`, answer)}`,
  });

/** Tells the handlers once of each complaint that should have been acknowledged, and once that it should have been answered. */
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
      SELECT id, state, acknowledge_by AS "acknowledgeBy", answer_by AS "answerBy", told FROM complaints
      WHERE state <> 'answered' AND acknowledge_by < ${now} ORDER BY id FOR UPDATE SKIP LOCKED`);
    for (const one of open) {
      const late = lateIn(one, now);
      if (late.length === 0) continue;
      await tellHandlers(tx, one.id);
      await tx.run(sql`UPDATE complaints SET told = told || ${late}::text[] WHERE id = ${one.id}`);
    }
    return ok(null);
  });
}
