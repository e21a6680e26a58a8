import "server-only";
import type { Holder, Office } from "@/platform/actor";
import { record } from "@/platform/audit";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { ok } from "@/platform/result";
import { milan } from "@/platform/zones";
import { pageSize, type RecordedAction } from "./rules";
import type { RecordSearch } from "./schema";

export type Entry = {
  id: number;
  at: Date;
  role: string;
  facility: string | null;
  action: RecordedAction;
  subject: string;
  network: string | null;
  detail: string | null;
  isOwn: boolean;
  personId: string | null;
  about: string | null;
};

const entries = (own: string, where: Sql, limit: number) =>
  rows<Entry>(sql`
  SELECT e.id::int AS id, e.at, e.role, f.common_name AS facility, e.action, e.subject, e.network, e.detail, e.person_id = ${own} AS "isOwn", e.person_id AS "personId", e.about
  FROM audit_entries e LEFT JOIN facilities f ON f.id = e.facility_id WHERE ${where} ORDER BY e.id DESC LIMIT ${limit}`);

/** Who did what with what is somebody's own, the newest first. */
export async function entriesAbout(holder: Holder, before: number | undefined): Promise<Entry[]> {
  return entries(
    holder.personId,
    sql`e.about = ${holder.personId} AND e.id < ${before ?? 2_147_483_647}`,
    pageSize + 1,
  );
}

/** Everything the record says about somebody, for their own copy. */
export async function allEntriesAbout(personId: string): Promise<Entry[]> {
  return entries(personId, sql`e.about = ${personId}`, 100_000);
}

/** The record, for the privacy officer; the search itself stands in it too. */
export async function searchRecord(office: Office, search: RecordSearch): Promise<Entry[]> {
  if (office.role !== "privacy-officer") return [];
  await inTransaction(async (tx) =>
    ok(
      await record(tx, {
        actor: office,
        action: "record.searched",
        subject: search.person ? `person:${search.person}` : "record",
        about: search.person ?? null,
      }),
    ),
  );
  const { person, action, from, to, before } = search;
  const where = sql`e.id < ${before ?? 2_147_483_647}
    AND (${person ?? null}::uuid IS NULL OR e.person_id = ${person ?? null}::uuid OR e.about = ${person ?? null}::uuid)
    AND (${action ?? null}::text IS NULL OR e.action = ${action ?? null})
    AND (${from ?? null}::date IS NULL OR e.at >= ${from ?? null}::timestamp AT TIME ZONE ${milan}) AND (${to ?? null}::date IS NULL OR e.at < (${to ?? null}::timestamp + interval '1 day') AT TIME ZONE ${milan})`;
  return entries(office.personId, where, pageSize + 1);
}

export type ChainCheck = { at: Date; entries: number; brokenAt: number | null };

export async function lastCheck(): Promise<ChainCheck | null> {
  return row<ChainCheck>(
    sql`SELECT at, entries::int AS entries, broken_at::int AS "brokenAt" FROM audit_checks ORDER BY id DESC LIMIT 1`,
  );
}
