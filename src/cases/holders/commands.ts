import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import type { NoticeKind } from "@/accounts/notices/rules";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import type { HolderRole } from "../course/rules";

export type Holder = HolderRole | "nobody";
type Held = { id: string; ownerId: string | null };

/** Who has the ball by name, with whoever stands in for those who are away; a patient and the portal are not among them. */
export async function peopleWith(
  tx: Tx,
  { id, ownerId }: Held,
  holder: Holder,
  now = new Date(),
): Promise<string[]> {
  const held = {
    "case-coordinator": sql`SELECT ${ownerId}::uuid AS id WHERE ${ownerId}::uuid IS NOT NULL`,
    "facility-coordinator": sql`
      SELECT g.person_id AS id FROM role_grants g JOIN referrals f ON f.facility_id = g.facility_id AND f.request_id = ${id} AND f.state IN ('offered', 'accepted', 'done')
      WHERE g.role = 'facility-coordinator' AND g.ended_at IS NULL`,
    translator: sql`
      SELECT DISTINCT coalesce(t.translator_id, g.person_id) AS id FROM translations t, role_grants g
      WHERE t.request_id = ${id} AND t.state IN ('ordered', 'machine', 'taken') AND g.role = 'translator' AND g.ended_at IS NULL`,
    "medical-triage": assigned(id, "medical-triage"),
    specialist: assigned(id, "specialist"),
    "second-reader": assigned(id, "second-reader"),
    patient: sql`SELECT NULL::uuid AS id WHERE false`,
    system: sql`SELECT NULL::uuid AS id WHERE false`,
    nobody: sql`SELECT NULL::uuid AS id WHERE false`,
  }[holder];
  const found = await tx.rows<{ id: string }>(sql`
    WITH held AS (${held})
    SELECT id FROM held UNION
    SELECT b.deputy_id FROM absences b JOIN held ON held.id = b.person_id
    WHERE b.ended_at IS NULL AND (${now} AT TIME ZONE 'Europe/Rome')::date BETWEEN b.from_on AND b.until_on`);
  return found.map((one) => one.id);
}

const assigned = (requestId: string, role: string) =>
  sql`SELECT person_id AS id FROM assignments WHERE request_id = ${requestId} AND role = ${role} AND state IN ('offered', 'accepted')`;

/** The notice that leads each to the page where they do their part. */
const noticeFor = (holder: Holder): NoticeKind =>
  holder === "translator"
    ? "translation-waiting"
    : holder === "case-coordinator"
      ? "request-waiting-you"
      : "case-waiting";

/** Tells whoever has the ball now, but for the one who has just acted. A case that nobody of the office has is told to all of it. */
export async function tellHolder(
  tx: Tx,
  request: Held,
  holder: Holder,
  by?: string,
): Promise<void> {
  const people = await peopleWith(tx, request, holder);
  for (const personId of people)
    if (personId !== by)
      await notify(tx, { personId, kind: noticeFor(holder), subject: request.id });
  if (holder === "case-coordinator" && people.length === 0)
    await notifyOffice(tx, "case-coordinator", "request-new", request.id);
}
