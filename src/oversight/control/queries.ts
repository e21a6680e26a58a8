import "server-only";
import type { StateKey } from "@/cases/care-path/rules";
import type { HolderRole } from "@/cases/course/rules";
import type { Office } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";

/** A case behind its time: with whom it lies and since when it is late. Nothing in it tells of anybody's health. */
export type LateCase = {
  id: string;
  number: string;
  state: StateKey;
  holder: HolderRole | "nobody";
  facility: string | null;
  dueAt: Date;
};

/** A facility that takes cases, with how many it has open and was offered of late: the next should go to the first. */
export type Turn = { facility: string; open: number; share: number; capacity: number };

const seesAll = (office: Office) =>
  office.role === "administrator" || office.role === "case-coordinator";
const ended = ["draft", "closed", "withdrawn", "not-possible"];
const most = 50;

/** The cases behind their time, the latest first, and how many there are in all. */
export async function lateCases(office: Office): Promise<{ cases: LateCase[]; total: number }> {
  if (!seesAll(office)) return { cases: [], total: 0 };
  const late = sql`r.due_at < now() AND r.state <> ALL(${ended}::text[])`;
  const [cases, count] = await Promise.all([
    rows<LateCase>(sql`
      SELECT r.id, r.number, r.state, r.holder, r.due_at AS "dueAt",
        (SELECT f.common_name FROM referrals x JOIN facilities f ON f.id = x.facility_id WHERE x.request_id = r.id AND x.state IN ('offered', 'accepted') ORDER BY x.offered_at DESC LIMIT 1) AS facility
      FROM requests r WHERE ${late} ORDER BY r.due_at LIMIT ${most}`),
    row<{ total: number }>(sql`SELECT count(*)::int AS total FROM requests r WHERE ${late}`),
  ]);
  return { cases, total: count?.total ?? 0 };
}

/** Whose turn it is among the facilities that can take another case, by what they had in the last ninety days. */
export async function turnsOf(office: Office): Promise<Turn[]> {
  if (!seesAll(office)) return [];
  return rows<Turn>(sql`
    SELECT * FROM (
      SELECT f.common_name AS facility, t.capacity,
        (SELECT count(*)::int FROM referrals x WHERE x.facility_id = f.id AND x.state IN ('offered', 'accepted')) AS open,
        (SELECT count(*)::int FROM referrals x WHERE x.facility_id = f.id AND x.offered_at > now() - interval '90 days') AS share
      FROM opinion_terms t JOIN facilities f ON f.id = t.facility_id
      WHERE f.closed_on IS NULL AND f.suspended_at IS NULL AND t.is_offered AND t.confirmed_at IS NOT NULL AND coalesce(t.paused_until, '-infinity') < CURRENT_DATE) x
    WHERE x.open < x.capacity ORDER BY x.share, x.open, x.facility LIMIT 10`);
}

/** How many cases lie with the coordinators themselves. */
export async function waitingAtDesk(office: Office): Promise<number> {
  if (office.role !== "case-coordinator") return 0;
  const found = await row<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM requests r WHERE r.holder = 'case-coordinator' AND r.state <> ALL(${ended}::text[])`,
  );
  return found?.count ?? 0;
}
