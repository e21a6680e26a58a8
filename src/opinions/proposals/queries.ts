import "server-only";
import { canActForPatient, isCoordinator } from "@/cases/access/policy";
import { dueAt } from "@/cases/calendar/rules";
import { carePath } from "@/cases/care-path/queries";
import type { RequestCase } from "@/cases/requests/queries";
import type { Actor } from "@/platform/actor";
import { row, sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import type { Candidate, LeftOut, Line } from "./rules";

export type Proposal = {
  id: string;
  madeAt: Date;
  isByHand: boolean;
  lines: Line[];
  leftOut: LeftOut[];
  why: string | null;
};

/** The latest proposal for a request, for the patient's side and the coordinator. */
export async function proposalFor(actor: Actor, request: RequestCase): Promise<Proposal | null> {
  if (!isCoordinator(actor) && !canActForPatient(actor, request.patientId, "see-requests"))
    return null;
  type Row = Omit<Proposal, "isByHand"> & WrappedKey & { madeBy: string | null };
  const found = await row<Row>(sql`
    SELECT p.id, p.made_at AS "madeAt", p.made_by AS "madeBy", p.lines, p.left_out AS "leftOut", p.why, ${keyColumns}
    FROM proposals p, data_keys k WHERE p.request_id = ${request.id} AND k.person_id = ${request.patientId} ORDER BY p.made_at DESC LIMIT 1`);
  if (!found) return null;
  const { keyId, masterKey, wrapped, madeBy, why, ...proposal } = found;
  const key = openPersonKey(request.patientId, { keyId, masterKey, wrapped });
  return {
    ...proposal,
    isByHand: madeBy !== null,
    why: why ? unseal(key, `proposals.why:${proposal.id}`, why) : null,
  };
}

/** Every facility with terms of its own, with what is known of it for a topic. Cases of the last 90 days count as its share. */
export async function candidatesFor(
  tx: Tx,
  topicId: string | null,
  today: string,
): Promise<Candidate[]> {
  return tx.rows<Candidate>(sql`
    WITH wanted AS (SELECT id, coalesce(district_id, id) AS district FROM topics WHERE id = ${topicId})
    SELECT f.id AS "facilityId", f.common_name AS name, t.is_offered AS "isOffered", t.confirmed_at IS NOT NULL AS "isConfirmed", t.next_check_on::text AS "nextCheckOn",
      t.paused_until::text AS "pausedUntil", t.capacity, t.fee_cents AS "feeCents", t.team_fee_cents AS "teamFeeCents", t.currency, t.days, t.min_age AS "minAge", t.max_age AS "maxAge",
      t.families, t.languages, t.with_interpreter AS "withInterpreter", t.countries_not_served AS "countriesNotServed", t.is_demo AS "isDemo",
      (SELECT count(*)::int FROM referrals x WHERE x.facility_id = f.id AND x.state IN ('offered', 'accepted')) AS "openCases",
      (SELECT count(*)::int FROM referrals x WHERE x.facility_id = f.id AND x.offered_at > ${today}::date - 90) AS share,
      CASE
        WHEN EXISTS (SELECT FROM exclusions e JOIN wanted w ON w.id = e.topic_id WHERE e.facility_id = f.id) THEN NULL
        WHEN EXISTS (SELECT FROM offers o JOIN wanted w ON w.id = o.topic_id WHERE o.facility_id = f.id AND o.is_sourced) THEN 'condition'
        WHEN EXISTS (SELECT FROM offers o JOIN wanted w ON w.id = o.topic_id WHERE o.facility_id = f.id) THEN 'condition-listed'
        WHEN EXISTS (SELECT FROM offers o JOIN topic_specialties s ON s.specialty_id = o.topic_id JOIN wanted w ON w.id = s.topic_id WHERE o.facility_id = f.id) THEN 'specialty'
        WHEN EXISTS (SELECT FROM offers o JOIN topics n ON n.id = o.topic_id JOIN wanted w ON w.district = n.district_id WHERE o.facility_id = f.id) THEN 'district'
        WHEN NOT EXISTS (SELECT FROM wanted) THEN 'family' END AS fit
    FROM opinion_terms t JOIN facilities f ON f.id = t.facility_id WHERE f.closed_on IS NULL AND f.suspended_at IS NULL AND f.is_hospital ORDER BY f.id`);
}

/** When each facility of a proposal could have signed at the earliest, were it asked, paid and complete now. */
export async function earliestAnswers(
  request: RequestCase,
  { lines }: Proposal,
  now = new Date(),
): Promise<ReadonlyMap<number, Date>> {
  const { calendar } = await carePath(request.rulesVersion);
  return new Map(
    lines.map((line) => [
      line.facilityId,
      dueAt(now, { amount: line.days, unit: "working-days" }, calendar),
    ]),
  );
}
