import "server-only";
import type { Office, Staff } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";

export type Terms = {
  facilityId: number;
  facility: string;
  isOffered: boolean;
  /** ISO days. */
  pausedUntil: string | null;
  nextCheckOn: string;
  capacity: number;
  feeCents: number;
  teamFeeCents: number | null;
  currency: string;
  days: number;
  teamDays: number;
  minAge: number;
  maxAge: number;
  families: string[];
  languages: string[];
  withInterpreter: boolean;
  countriesNotServed: string[];
  sourceUrl: string | null;
  confirmedAt: Date | null;
  version: number;
  updatedAt: Date;
};

const columns = sql`t.facility_id AS "facilityId", f.common_name AS facility, t.is_offered AS "isOffered", t.paused_until::text AS "pausedUntil", t.next_check_on::text AS "nextCheckOn", t.capacity,
  t.fee_cents AS "feeCents", t.team_fee_cents AS "teamFeeCents", t.currency, t.days, t.team_days AS "teamDays", t.min_age AS "minAge", t.max_age AS "maxAge", t.families, t.languages,
  t.with_interpreter AS "withInterpreter", t.countries_not_served AS "countriesNotServed", t.source_url AS "sourceUrl", t.confirmed_at AS "confirmedAt", t.version, t.updated_at AS "updatedAt"`;

/** What the own facility offers; null where it has never said. */
export async function ownTerms(staff: Staff): Promise<Terms | null> {
  if (staff.role !== "facility-coordinator") return null;
  return row<Terms>(
    sql`SELECT ${columns} FROM opinion_terms t JOIN facilities f ON f.id = t.facility_id WHERE t.facility_id = ${staff.facilityId}`,
  );
}

/** What waits for the association: changed and not confirmed since, or to be checked again; the oldest first. */
export async function waitingTerms(office: Office): Promise<Terms[]> {
  if (office.role !== "administrator") return [];
  return rows<Terms>(sql`
    SELECT ${columns} FROM opinion_terms t JOIN facilities f ON f.id = t.facility_id
    WHERE t.confirmed_at IS NULL OR t.next_check_on <= (now() AT TIME ZONE 'Europe/Rome')::date ORDER BY t.updated_at`);
}
