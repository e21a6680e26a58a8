import "server-only";
import { writeConsent } from "@/accounts/consents/commands";
import { carePath } from "@/cases/care-path/queries";
import { type Locked, lockRequest, moveTo } from "@/cases/moves/commands";
import { canActForPatient } from "@/cases/requests/policy";
import { requestsReadableBy } from "@/cases/requests/queries";
import type { RequestReason } from "@/cases/requests/rules";
import type { Actor, Staff } from "@/platform/actor";
import { type Outsider, record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import type { Line } from "../proposals/rules";
import { consentScope, isWhole, type ReferralState } from "./rules";
import type { Choice } from "./schema";

export type ReferralReason = RequestReason | "places" | "changedFee" | "noTriage";
type Choosing = {
  requestId: string;
  version: number;
  choices: readonly Choice[];
  language: Language;
};

/** The patient's choice, and the agreement for each facility and group of documents. The first is asked at once. */
export async function chooseFacilities(
  actor: Actor,
  once: Once,
  { requestId, version, choices, language }: Choosing,
): Promise<Result<null, ReferralReason | "twin" | "otherContent">> {
  return onceInTransaction(once, async (tx): Promise<Result<null, ReferralReason>> => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId)) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "choice") return no("illegal");
    const path = await carePath(request.rulesVersion);
    if (!isWhole(choices, path.most.facilities)) return no("places");
    const proposal = await tx.row<{ lines: Line[] }>(
      sql`SELECT lines FROM proposals WHERE request_id = ${requestId} ORDER BY made_at DESC LIMIT 1`,
    );
    await tx.run(
      sql`UPDATE referrals SET state = 'withdrawn', ended_at = now() WHERE request_id = ${requestId} AND state = 'chosen'`,
    );
    for (const choice of choices) {
      const line = proposal?.lines.find((one) => one.facilityId === choice.facilityId);
      if (!line) return no("illegal");
      const terms = await tx.row<{ feeCents: number; days: number; currency: string }>(sql`
        SELECT fee_cents AS "feeCents", days, currency FROM opinion_terms WHERE facility_id = ${choice.facilityId} AND is_offered AND confirmed_at IS NOT NULL FOR SHARE`);
      if (!terms || terms.feeCents !== line.feeCents || terms.days !== line.days)
        return no("changedFee");
      await tx.run(sql`
        INSERT INTO referrals (request_id, facility_id, place, groups, fee_cents, currency, days)
        VALUES (${requestId}, ${choice.facilityId}, ${choice.place}, ${choice.groups}, ${terms.feeCents}, ${terms.currency}, ${terms.days})`);
      for (const group of choice.groups)
        await agree(
          tx,
          actor,
          request,
          consentScope(requestId, choice.facilityId, group),
          language,
        );
    }
    await record(tx, {
      actor,
      action: "facilities.chosen",
      subject: `request:${requestId}`,
      about: request.patientId,
      detail: String(choices.length),
    });
    return (await offerNext(tx, request, actor)) ? ok(null) : no("illegal");
  });
}

async function agree(tx: Tx, actor: Actor, request: Locked, scope: string, language: Language) {
  const text = await tx.row<{ version: number }>(
    sql`SELECT max(version) AS version FROM consent_texts WHERE kind = 'facility'`,
  );
  await writeConsent(tx, actor, actor.personId, {
    patientId: request.patientId,
    kind: "facility",
    scope,
    version: text?.version ?? 1,
    language,
  });
}

/** Asks the next facility of the patient's choice. False where none is left, or no rule leads there. */
async function offerNext(
  tx: Tx,
  request: Locked,
  actor: Actor | Outsider,
  why?: string,
  now = new Date(),
): Promise<boolean> {
  const next = await tx.row<{ id: string }>(sql`
    UPDATE referrals SET state = 'offered', offered_at = ${now} WHERE id = (SELECT id FROM referrals WHERE request_id = ${request.id} AND state = 'chosen' ORDER BY place LIMIT 1)
    RETURNING id`);
  if (!next) return false;
  await record(tx, {
    actor,
    action: "referral.offered",
    subject: `request:${request.id}`,
    about: request.patientId,
  });
  return moveTo(tx, request, "offered-facility", {
    actor,
    path: await carePath(request.rulesVersion),
    now,
    ...(why ? { why } : {}),
  });
}

type Ending = {
  state: Extract<ReferralState, "declined" | "lapsed" | "not-suitable" | "withdrawn">;
  why?: string | undefined;
};

/** Ends what a facility does with a request: it sees nothing of it any more. */
export async function endReferral(
  tx: Tx,
  request: Locked,
  { state, why }: Ending,
  now = new Date(),
): Promise<void> {
  const ended = await tx.row<{ id: string }>(
    sql`UPDATE referrals SET state = ${state}, ended_at = ${now}, answered_at = coalesce(answered_at, ${now}) WHERE request_id = ${request.id} AND state IN ('offered', 'accepted') RETURNING id`,
  );
  if (ended && why)
    await tx.run(
      sql`UPDATE referrals SET why = ${seal(await personKey(tx, request.patientId), `referrals.why:${ended.id}`, why)} WHERE id = ${ended.id}`,
    );
  await tx.run(
    sql`UPDATE assignments SET state = 'ended', ended_at = ${now} WHERE request_id = ${request.id} AND state IN ('offered', 'accepted')`,
  );
}

/** Ends it, and asks the next facility; where none is left, the coordinator looks for another way with the patient. */
export async function passOnTo(
  tx: Tx,
  request: Locked,
  actor: Actor | Outsider,
  ending: Ending,
  now = new Date(),
): Promise<boolean> {
  await endReferral(tx, request, ending, now);
  if (await offerNext(tx, request, actor, ending.why, now)) return true;
  return moveTo(tx, request, "declined-by-all", {
    actor,
    path: await carePath(request.rulesVersion),
    now,
    ...(ending.why ? { why: ending.why } : {}),
  });
}

/** A request locked for somebody of a facility who may read it. */
export async function lockForStaff(
  tx: Tx,
  staff: Staff,
  requestId: string,
): Promise<Locked | null> {
  const request = await lockRequest(tx, requestId);
  return request &&
    (await tx.row(
      sql`SELECT 1 FROM requests r WHERE r.id = ${request.id} AND ${requestsReadableBy(staff)}`,
    ))
    ? request
    : null;
}

/** The facility takes the case, and names the doctor who looks at it first. */
export async function acceptReferral(
  staff: Staff,
  requestId: string,
  version: number,
  triageId: string,
): Promise<Result<null, ReferralReason>> {
  if (staff.role !== "facility-coordinator") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, ReferralReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "offered-facility") return no("illegal");
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
      about: request.patientId,
    });
    await moveTo(tx, request, "triage", {
      actor: staff,
      path: await carePath(request.rulesVersion),
      now: new Date(),
    });
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
  if (staff.role !== "facility-coordinator") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, ReferralReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "offered-facility") return no("illegal");
    if (code === "other" && why === "") return no("incomplete");
    await record(tx, {
      actor: staff,
      action: "referral.declined",
      subject: `request:${requestId}`,
      about: request.patientId,
      detail: code,
    });
    await passOnTo(tx, request, staff, { state: "declined", why: why || undefined });
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
  if (staff.role !== "facility-coordinator") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, ReferralReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "payment") return no("illegal");
    await tx.run(
      sql`UPDATE referrals SET paid_at = now() WHERE request_id = ${requestId} AND state = 'accepted'`,
    );
    await record(tx, {
      actor: staff,
      action: "referral.paid",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    await moveTo(tx, request, "reading", {
      actor: staff,
      path: await carePath(request.rulesVersion),
      now: new Date(),
      why: receipt,
    });
    return ok(null);
  });
}

/** The patient closes the case to a facility. Its access ends in this transaction; where it was at work, there is a new choice. */
export async function closeToFacility(
  actor: Actor,
  requestId: string,
  facilityId: number,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId)) return no("not-found");
    const closed = await tx.row<{ state: ReferralState }>(sql`
      SELECT state FROM referrals WHERE request_id = ${requestId} AND facility_id = ${facilityId} AND state IN ('chosen', 'offered', 'accepted', 'done')`);
    if (!closed) return no("not-found");
    await tx.run(sql`
      UPDATE consents SET withdrawn_at = now(), withdrawn_by = ${actor.personId}
      WHERE person_id = ${request.patientId} AND kind = 'facility' AND scope LIKE ${`${requestId}:${facilityId}:%`} AND withdrawn_at IS NULL`);
    await tx.run(sql`
      UPDATE referrals SET state = 'withdrawn', ended_at = now()
      WHERE request_id = ${requestId} AND facility_id = ${facilityId} AND state IN ('chosen', 'offered', 'accepted', 'done')`);
    await record(tx, {
      actor,
      action: "referral.withdrawn",
      subject: `request:${requestId}`,
      about: request.patientId,
      detail: String(facilityId),
    });
    if (closed.state === "chosen" || closed.state === "done") return ok(null);
    await tx.run(
      sql`UPDATE assignments SET state = 'ended', ended_at = now() WHERE request_id = ${requestId} AND state IN ('offered', 'accepted')`,
    );
    const path = await carePath(request.rulesVersion);
    if (request.state === "offered-facility" && (await offerNext(tx, request, actor)))
      return ok(null);
    const now = new Date();
    // After the delivery there is nothing to choose anew: who was to answer no longer does, and the patient has it again.
    if (
      !(await moveTo(tx, request, "choice", { actor, path, now })) &&
      ["plan-asked", "questions"].includes(request.state)
    )
      await moveTo(tx, request, "delivered", { actor, path, now });
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
  await record(tx, {
    actor: system,
    action: "referral.lapsed",
    subject: `request:${request.id}`,
    about: request.patientId,
  });
  return passOnTo(tx, request, system, { state: "lapsed" }, now);
}
