import "server-only";
import type { Actor } from "@/platform/actor";
import { row, type Sql, sql } from "@/platform/db/sql";
import {
  byName,
  facilityWide,
  openAssignments,
  openReferrals,
  type Sight,
  wholeSight,
} from "./policy";

/** Whether the patient of a row of requests called r agrees to the use of health data. */
export const isAgreed = sql`EXISTS (SELECT FROM consents c WHERE c.person_id = r.patient_id AND c.kind = 'health-data' AND c.withdrawn_at IS NULL)`;

/** Whether somebody is the person of a column, or stands in for them today. */
export const isOrStandsInFor = (
  personId: string,
  column: Sql,
): Sql => sql`(${column} = ${personId} OR EXISTS (
  SELECT FROM absences b WHERE b.person_id = ${column} AND b.deputy_id = ${personId} AND b.ended_at IS NULL
    AND (now() AT TIME ZONE 'Europe/Rome')::date BETWEEN b.from_on AND b.until_on))`;

/** The same sentence as `canReadRequest`, said to the database about a row of requests called r. */
export function requestsReadableBy(actor: Actor): Sql {
  switch (actor.kind) {
    case "patient":
      return sql`r.patient_id = ${actor.personId}`;
    case "relative":
      return actor.actsInFull || actor.rights.includes("see-requests")
        ? sql`r.patient_id = ${actor.patientId}`
        : sql`false`;
    case "office":
      return actor.role === "case-coordinator"
        ? sql`r.state <> 'draft' AND ${isAgreed}`
        : sql`false`;
    case "staff": {
      const isOpen = sql`${isAgreed} AND EXISTS (SELECT FROM referrals f WHERE f.request_id = r.id AND f.facility_id = ${actor.facilityId} AND f.state = ANY(${[...openReferrals]}::text[]))`;
      if (facilityWide.includes(actor.role)) return isOpen;
      if (!byName.includes(actor.role)) return sql`false`;
      return sql`${isOpen} AND EXISTS (SELECT FROM assignments a WHERE a.request_id = r.id AND ${isOrStandsInFor(actor.personId, sql`a.person_id`)} AND a.role = ${actor.role} AND a.state = ANY(${[...openAssignments]}::text[]))`;
    }
    case "linguist":
    case "partner":
    case "holder":
      return sql`false`;
  }
}

/** What somebody who may read a request sees of it. */
export async function sightOf(actor: Actor, requestId: string): Promise<Sight> {
  if (actor.kind !== "staff") return wholeSight;
  const found = await row<{ groups: string[]; isJudged: boolean }>(sql`
    SELECT f.groups, EXISTS (SELECT FROM opinions o WHERE o.referral_id = f.id AND o.first_judgement_at IS NOT NULL) AS "isJudged"
    FROM referrals f WHERE f.request_id = ${requestId} AND f.facility_id = ${actor.facilityId} AND f.state = ANY(${[...openReferrals]}::text[])`);
  return { groups: found?.groups ?? [], isBlind: actor.role === "specialist" && !found?.isJudged };
}
