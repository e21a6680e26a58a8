import "server-only";
import type { Urgency } from "@/cases/care-path/rules";
import type { RequestCase } from "@/cases/requests/queries";
import type { Staff } from "@/platform/actor";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import type { FacilityRole } from "@/platform/roles";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { dayIn, milan } from "@/platform/zones";
import { ageOn } from "../proposals/rules";
import { withoutIdentity } from "./rules";

export type Colleague = { personId: string; name: string; openCases: number; isAway: boolean };

/** Whether the holder of a grant g is away today. */
export const isAway = sql`EXISTS (SELECT FROM absences b WHERE b.person_id = g.person_id AND b.ended_at IS NULL AND (now() AT TIME ZONE 'Europe/Rome')::date BETWEEN b.from_on AND b.until_on)`;
const load = sql`(SELECT count(*)::int FROM assignments a WHERE a.person_id = g.person_id AND a.state IN ('offered', 'accepted'))`;

/** Who holds a role at a facility, with the load of each; whoever has least first, those away last. */
export async function colleagues(staff: Staff, role: FacilityRole): Promise<Colleague[]> {
  type Row = WrappedKey & {
    personId: string;
    name: string | null;
    openCases: number;
    isAway: boolean;
  };
  const found = await rows<Row>(sql`
    SELECT DISTINCT g.person_id AS "personId", p.name, ${load} AS "openCases", ${isAway} AS "isAway", ${keyColumns}
    FROM role_grants g JOIN people p ON p.id = g.person_id JOIN data_keys k ON k.person_id = p.id
    WHERE g.facility_id = ${staff.facilityId} AND g.role = ${role} AND g.ended_at IS NULL ORDER BY "isAway", "openCases", "personId"`);
  return found.map(({ keyId, masterKey, wrapped, name, ...one }) => ({
    ...one,
    name: name
      ? unseal(
          openPersonKey(one.personId, { keyId, masterKey, wrapped }),
          `people.name:${one.personId}`,
          name,
        )
      : "",
  }));
}

/** The specialist of a facility who is asked next: not asked before for this referral, not away, with the least open. */
export const nextSpecialist = (referralId: string): Sql => sql`
  SELECT g.person_id AS id FROM role_grants g JOIN referrals f ON f.facility_id = g.facility_id AND f.id = ${referralId}
  WHERE g.role = 'specialist' AND g.ended_at IS NULL AND NOT ${isAway} AND NOT EXISTS (SELECT FROM assignments x WHERE x.referral_id = f.id AND x.role = 'specialist' AND x.person_id = g.person_id)
  ORDER BY ${load}, g.person_id LIMIT 1`;

export type Offered = {
  assignmentId: string;
  requestId: string;
  number: string;
  urgency: Urgency | null;
  isTeam: boolean;
  offeredAt: Date;
  dueAt: Date | null;
  summary: string;
};

/** A case offered to a specialist, as far as it is shown before acceptance: a number, a summary without names, a time. */
export async function offeredTo(staff: Staff, assignmentId: string): Promise<Offered | null> {
  type Row = Offered & WrappedKey & { patientId: string; referralId: string };
  const found = await row<Row>(sql`
    SELECT a.id AS "assignmentId", r.id AS "requestId", r.number, r.urgency, f.is_team AS "isTeam", a.offered_at AS "offeredAt", r.due_at AS "dueAt", f.summary, f.id AS "referralId",
      r.patient_id AS "patientId", ${keyColumns}
    FROM assignments a JOIN requests r ON r.id = a.request_id JOIN referrals f ON f.id = a.referral_id JOIN data_keys k ON k.person_id = r.patient_id
    WHERE a.id::text = ${assignmentId} AND ${isOfferedTo(staff)}`);
  if (!found) return null;
  const { keyId, masterKey, wrapped, patientId, referralId, summary, ...offer } = found;
  return {
    ...offer,
    summary: summary
      ? unseal(
          openPersonKey(patientId, { keyId, masterKey, wrapped }),
          `referrals.summary:${referralId}`,
          summary,
        )
      : "",
  };
}

/** An assignment a of a request r by a referral f that waits for this specialist's answer. */
const isOfferedTo = (staff: Staff) => sql`
  a.person_id = ${staff.personId} AND a.role = ${staff.role} AND a.state = 'offered' AND f.facility_id = ${staff.facilityId} AND f.state = 'accepted' AND r.state = 'offered-specialist'
  AND EXISTS (SELECT FROM consents c WHERE c.person_id = r.patient_id AND c.kind = 'health-data' AND c.withdrawn_at IS NULL)`;

export type OfferLine = {
  assignmentId: string;
  number: string;
  urgency: Urgency | null;
  dueAt: Date | null;
  enteredAt: Date;
  rulesVersion: number;
};

export async function offersTo(staff: Staff): Promise<OfferLine[]> {
  return rows<OfferLine>(sql`
    SELECT a.id AS "assignmentId", r.number, r.urgency, r.due_at AS "dueAt", r.entered_at AS "enteredAt", r.rules_version AS "rulesVersion"
    FROM assignments a JOIN requests r ON r.id = a.request_id JOIN referrals f ON f.id = a.referral_id WHERE ${isOfferedTo(staff)} ORDER BY r.due_at`);
}

/** A first summary for a specialist, from the patient's own words, without what the portal knows of who it is. */
export function summaryFor({ answers, patient, family, sight }: RequestCase): string {
  const age = ageOn(answers.birth ?? "", dayIn(milan, new Date()));
  const parts = [
    [age === null ? "" : `${age}`, answers.sex ?? "", family].filter(Boolean).join(", "),
    answers.condition,
    answers.questions,
    ...(sight.groups.includes("story")
      ? [answers.story, answers.operations, answers.medicines, answers.allergies]
      : []),
  ];
  return withoutIdentity(parts.filter(Boolean).join("\n\n"), {
    name: patient,
    birth: answers.birth ?? "",
  }).slice(0, 4000);
}
