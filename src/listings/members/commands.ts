import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import type { FacilityKind } from "@/catalogue/facilities/rules";
import type { Office, Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { dayIn, milan } from "@/platform/zones";
import { facilityDesk } from "../facilities/queries";
import { currentList, listOf } from "../member-lists/queries";
import { type Cover, coverFault, itemsFor } from "../member-lists/rules";
import { appliesFor, decidesOnMembers, settlesTasks } from "./policy";
import { memberState } from "./queries";
import {
  canMoveMember,
  isOut,
  type MemberDecision,
  type MemberMove,
  type MemberReason,
  type MemberState,
  memberMoves,
} from "./rules";

export type LockedMember = {
  facilityId: number;
  kind: FacilityKind;
  state: MemberState;
  version: number;
  checklistVersion: number | null;
};

/** A facility and how it stands, held until the transaction ends. One that nobody has moved yet is listed, in version 0. */
export async function lockMember(tx: Tx, facilityId: number): Promise<LockedMember | null> {
  // Held first and read after it: whoever waited for the lock must see what its holder wrote.
  await tx.run(sql`SELECT FROM facilities WHERE id = ${facilityId} FOR UPDATE`);
  return tx.row<LockedMember>(sql`
    SELECT f.id AS "facilityId", f.kind::text AS kind, ${memberState} AS state,
      coalesce(m.version, 0) AS version, m.checklist_version AS "checklistVersion"
    FROM facilities f LEFT JOIN memberships m ON m.facility_id = f.id WHERE f.id = ${facilityId}`);
}

/** Whether somebody has, or has had, a part in a facility: then they neither check it nor decide on it. */
export const isOfFacility = async (tx: Tx, personId: string, facilityId: number) =>
  (await tx.row(
    sql`SELECT 1 FROM role_grants WHERE person_id = ${personId} AND facility_id = ${facilityId}`,
  )) !== null;

/** Moves a facility that the caller holds, with its line in its way and its entry in the record. Answers the move's id. */
export async function moveMember(
  tx: Tx,
  actor: Office | Staff,
  member: LockedMember,
  move: MemberMove,
  reason: string,
): Promise<string> {
  const after = memberMoves[move].to ?? (await stateBefore(tx, member.facilityId));
  const checklist = member.checklistVersion ?? (await currentList(tx)).version;
  await tx.run(sql`
    INSERT INTO memberships (facility_id, state, version, checklist_version, admitted_at) VALUES (${member.facilityId}, ${after}, ${member.version + 1}, ${checklist}, CASE WHEN ${after}::text = 'admitted' THEN now() END)
    ON CONFLICT (facility_id) DO UPDATE SET state = ${after}, version = memberships.version + 1, moved_at = now(),
      admitted_at = CASE WHEN ${move}::text = 'admit' THEN now() ELSE memberships.admitted_at END`);
  const moved = await tx.row<{ id: string }>(sql`
    INSERT INTO membership_moves (facility_id, before, after, reason, moved_by, role)
    VALUES (${member.facilityId}, ${member.state}, ${after}, ${reason}, ${actor.personId}, ${actor.role}) RETURNING id`);
  await record(tx, {
    actor,
    action: `facility.${move}`,
    subject: `facility:${member.facilityId}`,
    detail: after,
  });
  if (!moved) throw new Error("a move was not written");
  return moved.id;
}

async function stateBefore(tx: Tx, facilityId: number): Promise<MemberState> {
  const found = await tx.row<{ before: MemberState }>(sql`
    SELECT before FROM membership_moves WHERE facility_id = ${facilityId} AND after = 'suspended' ORDER BY at DESC LIMIT 1`);
  return found?.before ?? "listed";
}

export type Deciding = {
  facilityId: number;
  /** As the form showed it. */
  version: number;
  decision: MemberDecision;
  reason: string;
  /** The facility that it becomes part of, by its name in addresses. */
  into: string;
};

/** The association's word on a facility with everything that follows from it, whole or not at all. Of many at once one counts. */
export async function decideOnMember(
  office: Office,
  { facilityId, version, decision, reason, into }: Deciding,
  now = new Date(),
): Promise<Result<null, MemberReason>> {
  if (!decidesOnMembers(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, MemberReason>> => {
    const member = await lockMember(tx, facilityId);
    if (!member) return no("not-found");
    if (member.version !== version) return no("stale");
    if (!canMoveMember(decision, member.state)) return no("illegal");
    if (await isOfFacility(tx, office.personId, facilityId)) return no("notYourself");
    if (memberMoves[decision].needsTwo && (await hasChecked(tx, office.personId, facilityId)))
      return no("notChecker");
    const lacks = decision === "admit" ? await lackOf(tx, member, now) : null;
    if (lacks) return no(lacks);
    const target = decision === "merge" ? await targetOf(tx, facilityId, into) : null;
    if (decision === "merge" && target === null) return no("noTarget");
    if (decision === "start") await writeItems(tx, office, member);
    const moveId = await moveMember(
      tx,
      office,
      decision === "start" ? { ...member, checklistVersion: null } : member,
      decision,
      reason,
    );
    await putOut(tx, facilityId, now);
    if (target !== null) await leadOn(tx, facilityId, target, now);
    await tellFacility(tx, facilityId);
    const after = memberMoves[decision].to;
    if (after && isOut(after))
      await enqueue(tx, "listings:members:list-running", {
        facilityId: String(facilityId),
        moveId,
      });
    return ok(null);
  });
}

/** A facility asks to be admitted, in words that the association reads. */
export async function applyForMembership(
  staff: Staff,
  { facilityId, version, reason }: { facilityId: number; version: number; reason: string },
): Promise<Result<null, MemberReason>> {
  if (!appliesFor(staff, facilityId)) return no("not-found");
  return inTransaction(async (tx): Promise<Result<null, MemberReason>> => {
    const member = await lockMember(tx, facilityId);
    if (!member) return no("not-found");
    if (member.version !== version) return no("stale");
    if (!canMoveMember("apply", member.state)) return no("illegal");
    await writeItems(tx, staff, member);
    await moveMember(tx, staff, { ...member, checklistVersion: null }, "apply", reason);
    await notifyOffice(tx, "administrator", "facility-applied", `facility:${facilityId}`);
    return ok(null);
  });
}

const hasChecked = async (tx: Tx, personId: string, facilityId: number) =>
  (await tx.row(sql`
    SELECT 1 FROM membership_checks WHERE facility_id = ${facilityId} AND checked_by = ${personId}
    UNION ALL SELECT 1 FROM liability_covers WHERE facility_id = ${facilityId} AND noted_by = ${personId} LIMIT 1`)) !==
  null;

/** What stands in the way of admitting a facility. */
async function lackOf(tx: Tx, member: LockedMember, now: Date): Promise<MemberReason | null> {
  const open = await tx.row(sql`
    SELECT 1 FROM membership_checks WHERE facility_id = ${member.facilityId} AND state NOT IN ('checked', 'waived') LIMIT 1`);
  if (open || member.checklistVersion === null) return "notChecked";
  const cover = await tx.row<Cover>(sql`
    SELECT insurer, euro, valid_until::text AS until FROM liability_covers WHERE facility_id = ${member.facilityId} ORDER BY noted_at DESC LIMIT 1`);
  const { minimumCover } = await listOf(member.checklistVersion, tx);
  return coverFault(cover, minimumCover[member.kind], dayIn(milan, now));
}

/** Sets up the checklist anew: what was found for an earlier application does not count for this one. */
async function writeItems(tx: Tx, actor: Office | Staff, { facilityId, kind }: LockedMember) {
  const list = await currentList(tx);
  await tx.run(sql`
    INSERT INTO memberships (facility_id, state, checklist_version) VALUES (${facilityId}, 'listed', ${list.version})
    ON CONFLICT (facility_id) DO UPDATE SET checklist_version = excluded.checklist_version`);
  await tx.run(sql`DELETE FROM membership_checks WHERE facility_id = ${facilityId}`);
  for (const [position, item] of itemsFor(list, kind).entries())
    await tx.run(
      sql`INSERT INTO membership_checks (facility_id, item, position) VALUES (${facilityId}, ${item}, ${position})`,
    );
  await record(tx, {
    actor,
    action: "facility.checklist-begun",
    subject: `facility:${facilityId}`,
    detail: String(list.version),
  });
}

/** Brings the catalogue in step with how a facility stands, in the same transaction: its triggers tell pages and search. */
async function putOut(tx: Tx, facilityId: number, now: Date) {
  await tx.run(sql`
    UPDATE facilities f SET updated_at = ${now}, merged_into_id = CASE WHEN m.state = 'merged' THEN f.merged_into_id END,
      suspended_at = CASE WHEN m.state = 'suspended' THEN coalesce(f.suspended_at, ${now}) END,
      closed_on = CASE WHEN m.state IN ('closed', 'merged') THEN coalesce(f.closed_on, ${dayIn(milan, now)}::date) END
    FROM memberships m WHERE m.facility_id = f.id AND f.id = ${facilityId}`);
}

/** The facility that another becomes part of: open, and not that one itself. */
async function targetOf(tx: Tx, facilityId: number, slug: string): Promise<number | null> {
  const found = await tx.row<{ id: number }>(sql`
    SELECT id FROM facilities WHERE slug = ${slug} AND id <> ${facilityId} AND closed_on IS NULL AND suspended_at IS NULL FOR UPDATE`);
  return found?.id ?? null;
}

/** The address leads on, and so do those that led to it. What the other facility's proofs say is to be looked at again; its own end. */
async function leadOn(tx: Tx, facilityId: number, target: number, now: Date) {
  const today = dayIn(milan, now);
  await tx.run(
    sql`UPDATE facilities SET merged_into_id = ${target}, updated_at = ${now} WHERE id = ${facilityId} OR merged_into_id = ${facilityId}`,
  );
  await tx.run(sql`
    UPDATE claim_proofs SET ended_at = ${now}, end_reason = 'merged' WHERE ended_at IS NULL
      AND record_id IN (SELECT id FROM listing_records WHERE kind = 'facility' AND key = ${String(facilityId)})`);
  await tx.run(sql`
    UPDATE claim_proofs SET next_check_on = ${today}::date WHERE ended_at IS NULL
      AND record_id IN (SELECT id FROM listing_records WHERE kind = 'facility' AND key = ${String(target)})`);
  for (const { id } of await tx.rows<{ id: string }>(facilityDesk.people(String(target))))
    await notify(tx, { personId: id, kind: "listing-proof", subject: `facility:${target}` });
}

/** Tells the people of a facility that the association has decided something about it. */
export async function tellFacility(tx: Tx, facilityId: number): Promise<void> {
  for (const { id } of await tx.rows<{ id: string }>(facilityDesk.people(String(facilityId))))
    await notify(tx, {
      personId: id,
      kind: "facility-decided",
      subject: `facility:${facilityId}`,
    });
}

export type Running = (
  facilityId: number,
) => Promise<readonly { kind: "case"; subject: string; number: string }[]>;

/** Lists what runs with a facility that can't be asked any more, a task each. Safe to run twice. */
export async function listRunningAt(
  facilityId: number,
  moveId: string,
  running: readonly Running[],
): Promise<void> {
  const found = (await Promise.all(running.map((ask) => ask(facilityId)))).flat();
  await inTransaction(async (tx) => {
    let added = 0;
    for (const { kind, subject, number } of found)
      added += await tx.run(sql`
        INSERT INTO membership_tasks (facility_id, move_id, kind, subject, number)
        SELECT ${facilityId}, m.id, ${kind}, ${subject}, ${number} FROM membership_moves m
        WHERE m.id::text = ${moveId} AND m.facility_id = ${facilityId} AND m.after IN ('suspended', 'closed', 'merged') ON CONFLICT DO NOTHING`);
    if (added > 0)
      await notifyOffice(tx, "case-coordinator", "facility-task", `facility:${facilityId}`);
    return ok(null);
  });
}

export async function settleTask(
  office: Office,
  taskId: string,
): Promise<Result<null, MemberReason>> {
  if (!settlesTasks(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, MemberReason>> => {
    const done = await tx.row<{ facilityId: number }>(sql`
      UPDATE membership_tasks SET done_at = now(), done_by = ${office.personId} WHERE id::text = ${taskId} AND done_at IS NULL RETURNING facility_id AS "facilityId"`);
    if (!done) return no("stale");
    await record(tx, {
      actor: office,
      action: "facility-task.done",
      subject: `facility:${done.facilityId}`,
    });
    return ok(null);
  });
}
