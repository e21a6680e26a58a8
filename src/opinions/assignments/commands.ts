import "server-only";
import type { RequestReason } from "@/cases/answers/rules";
import { begin, finish, type Held, type Locked } from "@/cases/moves/commands";
import type { Staff } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { endReferral, passOn } from "../referrals/commands";
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
  return inTransaction(async (tx): Promise<Result<null, AssignmentReason>> => {
    const held = await begin(tx, staff, requestId, "findSuitable", { version });
    if (!held.ok) return held;
    const { patientId } = held.value;
    const isThere = await tx.row(
      sql`SELECT 1 FROM role_grants WHERE person_id = ${specialist} AND role = 'specialist' AND facility_id = ${staff.facilityId} AND ended_at IS NULL`,
    );
    if (!isThere) return no("noSpecialist");
    const referral = await tx.row<{ id: string }>(
      sql`SELECT id FROM referrals WHERE request_id = ${requestId} AND state = 'accepted'`,
    );
    if (!referral) return no("illegal");
    const sealed = seal(
      await personKey(tx, patientId),
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
      about: patientId,
      detail: "suitable",
    });
    await offerTo(tx, held.value, specialist, referral.id);
    await finish(tx, held.value);
    return ok(null);
  });
}

async function offerTo(
  tx: Tx,
  { id, patientId, actor, now }: Held,
  personId: string,
  referralId: string,
): Promise<void> {
  await tx.run(
    sql`INSERT INTO assignments (request_id, referral_id, role, person_id, offered_at) VALUES (${id}, ${referralId}, 'specialist', ${personId}, ${now})`,
  );
  await record(tx, {
    actor,
    action: "specialist.offered",
    subject: `request:${id}`,
    about: patientId,
  });
}

/** A written answer would not do: the patient reads why, and what else there is. */
export async function findNotSuitable(
  staff: Staff,
  requestId: string,
  version: number,
  why: string,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, staff, requestId, "findNotSuitable", { version });
    if (!held.ok) return held;
    if (why === "") return no("incomplete");
    await endReferral(tx, held.value, { state: "not-suitable", why });
    await record(tx, {
      actor: staff,
      action: "triage.done",
      subject: `request:${requestId}`,
      about: held.value.patientId,
      detail: "not-suitable",
    });
    await finish(tx, held.value, "done", { why });
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

type Offer = { held: Held; referralId: string; feeCents: number };

/** The offer that waits for a specialist, with its request held for their answer. */
async function holdOffer(
  tx: Tx,
  staff: Staff,
  assignmentId: string,
  name: "acceptOffer" | "declineOffer",
): Promise<Result<Offer, RequestReason>> {
  const found = await tx.row<{ requestId: string; referralId: string }>(
    sql`SELECT request_id AS "requestId", referral_id AS "referralId" FROM assignments WHERE id::text = ${assignmentId} AND person_id = ${staff.personId} AND role = 'specialist'`,
  );
  if (!found) return no("stale");
  const held = await begin(tx, staff, found.requestId, name, { isKnown: true });
  if (!held.ok) return held.reason === "illegal" ? no("stale") : held;
  const offer = await tx.row<{ feeCents: number }>(sql`
    SELECT f.fee_cents AS "feeCents" FROM assignments a JOIN referrals f ON f.id = a.referral_id
    WHERE a.id = ${assignmentId} AND a.state = 'offered' AND f.state = 'accepted' AND f.facility_id = ${staff.facilityId}`);
  return offer
    ? ok({ held: held.value, referralId: found.referralId, feeCents: offer.feeCents })
    : no("stale");
}

/** The specialist takes the case: from now on they see whose it is. Where there is a fee, the patient pays it first. */
export async function acceptOffer(
  staff: Staff,
  assignmentId: string,
): Promise<Result<string, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<string, RequestReason>> => {
    const offer = await holdOffer(tx, staff, assignmentId, "acceptOffer");
    if (!offer.ok) return offer;
    const { held, feeCents } = offer.value;
    await tx.run(
      sql`UPDATE assignments SET state = 'accepted', answered_at = now() WHERE id = ${assignmentId}`,
    );
    await record(tx, {
      actor: staff,
      action: "specialist.accepted",
      subject: `request:${held.id}`,
      about: held.patientId,
    });
    await finish(tx, held, feeCents > 0 ? "fee" : "free");
    return ok(held.id);
  });
}

/** The specialist says no. Another of the facility is asked, up to as many as the care path says; then another facility. */
export async function declineOffer(
  staff: Staff,
  assignmentId: string,
  code: string,
  why: string,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const offer = await holdOffer(tx, staff, assignmentId, "declineOffer");
    if (!offer.ok) return offer;
    if (code === "other" && why === "") return no("incomplete");
    const { held, referralId } = offer.value;
    const sealed = why
      ? seal(await personKey(tx, held.patientId), `assignments.why:${assignmentId}`, why)
      : null;
    await tx.run(
      sql`UPDATE assignments SET state = 'declined', answered_at = now(), ended_at = now(), why = ${sealed} WHERE id = ${assignmentId}`,
    );
    await record(tx, {
      actor: staff,
      action: "specialist.declined",
      subject: `request:${held.id}`,
      about: held.patientId,
      detail: code,
    });
    await askNext(tx, held, referralId);
    return ok(null);
  });
}

/** Ends the act with whoever is asked next: another specialist of the facility, another facility, or nobody. */
async function askNext(tx: Tx, held: Held, referralId: string): Promise<void> {
  const asked = await tx.row<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM assignments WHERE referral_id = ${referralId} AND role = 'specialist'`,
  );
  const next =
    (asked?.count ?? 0) < held.path.most.specialists
      ? await tx.row<{ id: string }>(nextSpecialist(referralId))
      : null;
  if (!next) return passOn(tx, held, { state: "declined" });
  await offerTo(tx, held, next.id, referralId);
  await finish(tx, held, "specialist");
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
  const held = await begin(tx, system, request.id, "lapseSpecialist", { now });
  if (!held.ok) return false;
  await tx.run(
    sql`UPDATE assignments SET state = 'lapsed', ended_at = ${now} WHERE id = ${open.id}`,
  );
  await record(tx, {
    actor: system,
    action: "specialist.lapsed",
    subject: `request:${request.id}`,
    about: request.patientId,
  });
  await askNext(tx, held.value, open.referralId);
  return true;
}
