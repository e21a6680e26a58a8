import "server-only";
import { endConsents } from "@/accounts/consents/commands";
import type { RequestReason } from "@/cases/answers/rules";
import { endWork } from "@/cases/endings/commands";
import { begin, finish, type Held, type Locked } from "@/cases/moves/commands";
import type { Actor, Staff } from "@/platform/actor";
import { type Outsider, record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import type { ReferralState } from "./rules";

export type ReferralReason = RequestReason | "places" | "changedFee" | "noTriage";

/** The next facility of the patient's choice is asked. False where none is left. */
export async function askNextFacility(
  tx: Tx,
  request: Locked,
  actor: Actor | Outsider,
  now: Date,
): Promise<boolean> {
  const next = await tx.row<{ id: string }>(sql`
    UPDATE referrals SET state = 'offered', offered_at = ${now} WHERE id = (SELECT id FROM referrals WHERE request_id = ${request.id} AND state = 'chosen'
      AND facility_id IN (SELECT id FROM facilities WHERE closed_on IS NULL AND suspended_at IS NULL) ORDER BY place LIMIT 1)
    RETURNING id`);
  if (next)
    await record(tx, {
      actor,
      action: "referral.offered",
      subject: `request:${request.id}`,
      about: request.patientId,
    });
  return next !== null;
}

type Ending = {
  state: Extract<ReferralState, "declined" | "lapsed" | "not-suitable" | "withdrawn">;
  why?: string | undefined;
};

/** Ends what a facility does with a request: it sees nothing of it any more, and what was agreed to for it is over. */
export async function endReferral(
  tx: Tx,
  { actor, now, ...request }: Held,
  { state, why }: Ending,
): Promise<void> {
  const ended = await tx.row<{ id: string; facilityId: number }>(sql`
    UPDATE referrals SET state = ${state}, ended_at = ${now}, answered_at = coalesce(answered_at, ${now})
    WHERE request_id = ${request.id} AND state IN ('offered', 'accepted') RETURNING id, facility_id AS "facilityId"`);
  if (ended && why)
    await tx.run(
      sql`UPDATE referrals SET why = ${seal(await personKey(tx, request.patientId), `referrals.why:${ended.id}`, why)} WHERE id = ${ended.id}`,
    );
  if (ended)
    await endConsents(tx, actor, {
      patientId: request.patientId,
      kind: "facility",
      scopesOf: `${request.id}:${ended.facilityId}:`,
    });
  await endWork(tx, request.id, now);
}

/** Ends it, and asks the next facility; where none is left, the coordinator looks for another way with the patient. */
export async function passOn(tx: Tx, held: Held, ending: Ending): Promise<void> {
  await endReferral(tx, held, ending);
  const isAsked = await askNextFacility(tx, held, held.actor, held.now);
  await finish(tx, held, isAsked ? "next" : "none", { why: ending.why });
}

/** The facility takes the case, and names the doctor who looks at it first. */
export async function acceptReferral(
  staff: Staff,
  requestId: string,
  version: number,
  triageId: string,
): Promise<Result<null, ReferralReason>> {
  return inTransaction(async (tx): Promise<Result<null, ReferralReason>> => {
    const held = await begin(tx, staff, requestId, "acceptCase", { version });
    if (!held.ok) return held;
    const triage = await tx.row(
      sql`SELECT 1 FROM role_grants WHERE person_id = ${triageId} AND role = 'medical-triage' AND facility_id = ${staff.facilityId} AND ended_at IS NULL`,
    );
    if (!triage) return no("noTriage");
    const taken = await tx.row<{ id: string }>(sql`
      UPDATE referrals SET state = 'accepted', answered_at = now() WHERE request_id = ${requestId} AND facility_id = ${staff.facilityId} AND state = 'offered' RETURNING id`);
    if (!taken) return no("not-found");
    await tx.run(sql`
      INSERT INTO assignments (request_id, referral_id, role, person_id, state, answered_at) VALUES (${requestId}, ${taken.id}, 'medical-triage', ${triageId}, 'accepted', now())`);
    await record(tx, {
      actor: staff,
      action: "referral.accepted",
      subject: `request:${requestId}`,
      about: held.value.patientId,
    });
    await finish(tx, held.value);
    return ok(null);
  });
}

/** The facility says no, with a reason that the patient reads. The next of the choice is asked. */
export async function declineReferral(
  staff: Staff,
  requestId: string,
  version: number,
  code: string,
  why: string,
): Promise<Result<null, ReferralReason>> {
  return inTransaction(async (tx): Promise<Result<null, ReferralReason>> => {
    const held = await begin(tx, staff, requestId, "declineCase", { version });
    if (!held.ok) return held;
    if (code === "other" && why === "") return no("incomplete");
    await record(tx, {
      actor: staff,
      action: "referral.declined",
      subject: `request:${requestId}`,
      about: held.value.patientId,
      detail: code,
    });
    await passOn(tx, held.value, { state: "declined", why: why || undefined });
    return ok(null);
  });
}

/** The fee has come in: from now on the specialist reads. */
export async function confirmPayment(
  staff: Staff,
  requestId: string,
  version: number,
  receipt: string,
): Promise<Result<null, ReferralReason>> {
  return inTransaction(async (tx): Promise<Result<null, ReferralReason>> => {
    const held = await begin(tx, staff, requestId, "confirmPayment", { version });
    if (!held.ok) return held;
    await tx.run(
      sql`UPDATE referrals SET paid_at = now() WHERE request_id = ${requestId} AND state = 'accepted'`,
    );
    await record(tx, {
      actor: staff,
      action: "referral.paid",
      subject: `request:${requestId}`,
      about: held.value.patientId,
    });
    await finish(tx, held.value, "done", { why: receipt });
    return ok(null);
  });
}

/** The clock of an offer has run out: the next facility is asked, if the patient chose one. False where there is none. */
export async function lapseReferral(tx: Tx, request: Locked, now: Date): Promise<boolean> {
  if (
    !(await tx.row(
      sql`SELECT 1 FROM referrals WHERE request_id = ${request.id} AND state = 'chosen'`,
    ))
  )
    return false;
  const held = await begin(tx, system, request.id, "lapseFacility", { now });
  if (!held.ok) return false;
  await record(tx, {
    actor: system,
    action: "referral.lapsed",
    subject: `request:${request.id}`,
    about: request.patientId,
  });
  await passOn(tx, held.value, { state: "lapsed" });
  return true;
}
