import "server-only";
import { carePath } from "@/cases/care-path/queries";
import { type Locked, lockRequest, moveTo } from "@/cases/moves/commands";
import { canActForPatient } from "@/cases/requests/policy";
import type { RequestReason } from "@/cases/requests/rules";
import type { Actor, Staff } from "@/platform/actor";
import { type Outsider, record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { endReferral, lockForStaff, passOnTo } from "../referrals/commands";
import { nextSpecialist, offeredTo } from "./queries";

type Suitable = {
  requestId: string;
  version: number;
  specialist: string;
  reader: "single" | "team";
  summary: string;
};
export type AssignmentReason = RequestReason | "noSpecialist";

/** The facility's doctor finds the question fit for a written answer, names who is asked, and writes what they are shown. */
export async function findSuitable(
  staff: Staff,
  { requestId, version, specialist, reader, summary }: Suitable,
): Promise<Result<null, AssignmentReason>> {
  if (staff.role !== "medical-triage") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, AssignmentReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "triage") return no("illegal");
    const isThere = await tx.row(
      sql`SELECT 1 FROM role_grants WHERE person_id = ${specialist} AND role = 'specialist' AND facility_id = ${staff.facilityId} AND ended_at IS NULL`,
    );
    if (!isThere) return no("noSpecialist");
    const referral = await tx.row<{ id: string }>(
      sql`SELECT id FROM referrals WHERE request_id = ${requestId} AND state = 'accepted'`,
    );
    if (!referral) return no("illegal");
    const sealed = seal(
      await personKey(tx, request.patientId),
      `referrals.summary:${referral.id}`,
      summary,
    );
    const isTeam = reader === "team";
    await tx.run(sql`
      UPDATE referrals SET is_team = ${isTeam}, summary = ${sealed},
        fee_cents = CASE WHEN ${isTeam} THEN coalesce((SELECT t.team_fee_cents FROM opinion_terms t WHERE t.facility_id = referrals.facility_id), fee_cents) ELSE fee_cents END
      WHERE id = ${referral.id}`);
    await tx.run(
      sql`UPDATE assignments SET state = 'done', ended_at = now() WHERE request_id = ${requestId} AND role = 'medical-triage' AND state = 'accepted'`,
    );
    await record(tx, {
      actor: staff,
      action: "triage.done",
      subject: `request:${requestId}`,
      about: request.patientId,
      detail: "suitable",
    });
    return (await askSpecialist(tx, request, staff, specialist, referral.id))
      ? ok(null)
      : no("illegal");
  });
}

async function askSpecialist(
  tx: Tx,
  request: Locked,
  actor: Staff | Outsider,
  personId: string,
  referralId: string,
  now = new Date(),
): Promise<boolean> {
  await tx.run(
    sql`INSERT INTO assignments (request_id, referral_id, role, person_id, offered_at) VALUES (${request.id}, ${referralId}, 'specialist', ${personId}, ${now})`,
  );
  await record(tx, {
    actor,
    action: "specialist.offered",
    subject: `request:${request.id}`,
    about: request.patientId,
  });
  return moveTo(tx, request, "offered-specialist", {
    actor,
    path: await carePath(request.rulesVersion),
    now,
  });
}

/** A written answer would not do: the patient reads why, and what else there is. */
export async function findNotSuitable(
  staff: Staff,
  requestId: string,
  version: number,
  why: string,
): Promise<Result<null, RequestReason>> {
  if (staff.role !== "medical-triage") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "triage") return no("illegal");
    await endReferral(tx, request, { state: "not-suitable", why });
    await record(tx, {
      actor: staff,
      action: "triage.done",
      subject: `request:${requestId}`,
      about: request.patientId,
      detail: "not-suitable",
    });
    await moveTo(tx, request, "not-suitable", {
      actor: staff,
      path: await carePath(request.rulesVersion),
      now: new Date(),
      why,
    });
    return ok(null);
  });
}

/** Reading a summary leaves its trace, though it says no name. */
export async function noteSummaryOpened(staff: Staff, assignmentId: string): Promise<void> {
  const offer = await offeredTo(staff, assignmentId);
  if (!offer) return;
  await inTransaction(async (tx) => {
    const whose = await tx.row<{ patientId: string }>(
      sql`SELECT patient_id AS "patientId" FROM requests WHERE id = ${offer.requestId}`,
    );
    return ok(
      await record(tx, {
        actor: staff,
        action: "summary.opened",
        subject: `request:${offer.requestId}`,
        about: whose?.patientId ?? null,
      }),
    );
  });
}

type Offer = { request: Locked; referralId: string; feeCents: number };

/** The offer that waits for a specialist, with its request locked. */
async function lockOffer(tx: Tx, staff: Staff, assignmentId: string): Promise<Offer | null> {
  const found = await tx.row<{ requestId: string; referralId: string }>(
    sql`SELECT request_id AS "requestId", referral_id AS "referralId" FROM assignments WHERE id = ${assignmentId} AND person_id = ${staff.personId} AND role = 'specialist'`,
  );
  const request = found && (await lockRequest(tx, found.requestId));
  const offer =
    request?.state === "offered-specialist" &&
    (await tx.row<{ feeCents: number }>(sql`
      SELECT f.fee_cents AS "feeCents" FROM assignments a JOIN referrals f ON f.id = a.referral_id
      WHERE a.id = ${assignmentId} AND a.state = 'offered' AND f.state = 'accepted' AND f.facility_id = ${staff.facilityId}`));
  return found && request && offer
    ? { request, referralId: found.referralId, feeCents: offer.feeCents }
    : null;
}

/** The specialist takes the case: from now on they see whose it is. Where there is a fee, the patient pays it first. */
export async function acceptOffer(
  staff: Staff,
  assignmentId: string,
): Promise<Result<string, RequestReason>> {
  if (staff.role !== "specialist") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<string, RequestReason>> => {
    const offer = await lockOffer(tx, staff, assignmentId);
    if (!offer) return no("stale");
    const { request } = offer;
    await tx.run(
      sql`UPDATE assignments SET state = 'accepted', answered_at = now() WHERE id = ${assignmentId}`,
    );
    await record(tx, {
      actor: staff,
      action: "specialist.accepted",
      subject: `request:${request.id}`,
      about: request.patientId,
    });
    await moveTo(tx, request, offer.feeCents > 0 ? "payment" : "reading", {
      actor: staff,
      path: await carePath(request.rulesVersion),
      now: new Date(),
    });
    return ok(request.id);
  });
}

/** The specialist says no. Another of the facility is asked, up to as many as the care path says; then another facility. */
export async function declineOffer(
  staff: Staff,
  assignmentId: string,
  code: string,
  why: string,
): Promise<Result<null, RequestReason>> {
  if (staff.role !== "specialist") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const offer = await lockOffer(tx, staff, assignmentId);
    if (!offer) return no("stale");
    if (code === "other" && why === "") return no("incomplete");
    const { request, referralId } = offer;
    const sealed = why
      ? seal(await personKey(tx, request.patientId), `assignments.why:${assignmentId}`, why)
      : null;
    await tx.run(
      sql`UPDATE assignments SET state = 'declined', answered_at = now(), ended_at = now(), why = ${sealed} WHERE id = ${assignmentId}`,
    );
    await record(tx, {
      actor: staff,
      action: "specialist.declined",
      subject: `request:${request.id}`,
      about: request.patientId,
      detail: code,
    });
    await askNext(tx, request, staff, referralId);
    return ok(null);
  });
}

async function askNext(
  tx: Tx,
  request: Locked,
  actor: Staff | Outsider,
  referralId: string,
  now = new Date(),
): Promise<void> {
  const { most } = await carePath(request.rulesVersion);
  const asked = await tx.row<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM assignments WHERE referral_id = ${referralId} AND role = 'specialist'`,
  );
  const next =
    (asked?.count ?? 0) < most.specialists
      ? await tx.row<{ id: string }>(nextSpecialist(referralId))
      : null;
  if (next) await askSpecialist(tx, request, actor, next.id, referralId, now);
  else await passOnTo(tx, request, actor, { state: "declined" }, now);
}

/** The specialist's clock has run out: another is asked, or another facility. False where there is nobody else. */
export async function lapseOffer(tx: Tx, request: Locked, now: Date): Promise<boolean> {
  const open = await tx.row<{ id: string; referralId: string }>(
    sql`SELECT id, referral_id AS "referralId" FROM assignments WHERE request_id = ${request.id} AND role = 'specialist' AND state = 'offered'`,
  );
  const hasOther =
    open &&
    ((await tx.row(nextSpecialist(open.referralId))) ||
      (await tx.row(
        sql`SELECT 1 FROM referrals WHERE request_id = ${request.id} AND state = 'chosen'`,
      )));
  if (!hasOther) return false;
  await tx.run(
    sql`UPDATE assignments SET state = 'lapsed', ended_at = ${now} WHERE id = ${open.id}`,
  );
  await record(tx, {
    actor: system,
    action: "specialist.lapsed",
    subject: `request:${request.id}`,
    about: request.patientId,
  });
  await askNext(tx, request, system, open.referralId, now);
  return true;
}

/** Somebody of the facility needs to know more. The patient's clock; it goes back to where it came from. */
export async function askPatient(
  staff: Staff,
  requestId: string,
  version: number,
  question: string,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    const mayAsk =
      (staff.role === "medical-triage" && request.state === "triage") ||
      (staff.role === "specialist" && request.state === "reading");
    if (!mayAsk) return no("illegal");
    await record(tx, {
      actor: staff,
      action: "information.asked",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    const path = await carePath(request.rulesVersion);
    return (await moveTo(tx, request, "waiting-information", {
      actor: staff,
      path,
      now: new Date(),
      why: question,
    }))
      ? ok(null)
      : no("illegal");
  });
}

/** The patient has answered, or says that they cannot; or the specialist goes on without, and says so in the opinion's limits. */
export async function endWaiting(
  actor: Actor,
  requestId: string,
  version: number,
  answer: string,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request =
      actor.kind === "staff"
        ? await lockForStaff(tx, actor, requestId)
        : await lockRequest(tx, requestId);
    if (
      !request ||
      (actor.kind !== "staff" && !canActForPatient(actor, request.patientId, "write-messages"))
    )
      return no("not-found");
    if (request.version !== version) return no("stale");
    if (
      request.state !== "waiting-information" ||
      (actor.kind === "staff" && actor.role !== "specialist")
    )
      return no("illegal");
    const from = await tx.row<{ before: "reading" | "triage" | "offered-specialist" }>(
      sql`SELECT before FROM request_stays WHERE request_id = ${requestId} AND left_at IS NULL`,
    );
    await record(tx, {
      actor,
      action: "information.given",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    const move = {
      actor,
      path: await carePath(request.rulesVersion),
      now: new Date(),
      ...(answer ? { why: answer } : {}),
    };
    return (await moveTo(tx, request, from?.before ?? "reading", move)) ? ok(null) : no("illegal");
  });
}
