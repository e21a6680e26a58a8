import "server-only";
import { nameOf } from "@/accounts/people/queries";
import type { Actor } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import { keyColumns, type WrappedKey } from "@/platform/security/sealing";
import type { MemberState } from "./rules";

/** How a facility f stands, with its membership m where it has one: a register can close it too. */
export const memberState = sql`(CASE WHEN m.state = 'merged' THEN 'merged' WHEN f.closed_on IS NOT NULL THEN 'closed' ELSE coalesce(m.state, 'listed') END)`;

export type PastMemberMove = {
  id: string;
  before: MemberState;
  after: MemberState;
  reason: string;
  role: string;
  /** Who did it: named to the association alone. */
  name: string;
  at: Date;
};

/** What happened to a facility, the newest first: for the association, and for the facility's own people without names. */
export async function memberMovesOf(actor: Actor, facilityId: number): Promise<PastMemberMove[]> {
  const isOwn = actor.kind === "staff" && actor.facilityId === facilityId;
  if (actor.kind !== "office" && !isOwn) return [];
  type Row = Omit<PastMemberMove, "name"> & WrappedKey & { personId: string; sealed: string };
  const found = await rows<Row>(sql`
    SELECT v.id, v.before, v.after, v.reason, v.role, v.at, p.id AS "personId", p.name AS sealed, ${keyColumns}
    FROM membership_moves v LEFT JOIN people p ON p.id = v.moved_by LEFT JOIN data_keys k ON k.person_id = p.id
    WHERE v.facility_id = ${facilityId} ORDER BY v.at DESC, v.id LIMIT 100`);
  return found.map(({ id, before, after, reason, role, at, personId, sealed, ...key }) => ({
    id,
    before,
    after,
    reason,
    role,
    at,
    name:
      actor.kind === "office" && key.keyId
        ? (nameOf({ ...key, id: personId, name: sealed }) ?? "")
        : "",
  }));
}

/** How a facility stands, with the version that an act on it names: for its people and the association. */
export async function standingOf(
  actor: Actor,
  facilityId: number,
): Promise<{ state: MemberState; version: number } | null> {
  if (actor.kind !== "office" && !(actor.kind === "staff" && actor.facilityId === facilityId))
    return null;
  return row(sql`
    SELECT ${memberState} AS state, coalesce(m.version, 0) AS version FROM facilities f LEFT JOIN memberships m ON m.facility_id = f.id WHERE f.id = ${facilityId}`);
}
