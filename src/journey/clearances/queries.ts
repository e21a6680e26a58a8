import "server-only";
import { nameOf } from "@/accounts/people/queries";
import type { Staff } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import { keyColumns, type WrappedKey } from "@/platform/security/sealing";
import { clearsToFly } from "../access/policy";

export type FlyRule = {
  key: string;
  minDays: number;
  maxDays: number;
  needsForm: boolean;
  source: string;
  readOn: string;
};

/** What sources say of days before flying, by what was done. */
export async function flyRules(): Promise<FlyRule[]> {
  return rows<FlyRule>(sql`
    SELECT key, min_days AS "minDays", max_days AS "maxDays", needs_form AS "needsForm", source, read_on::text AS "readOn" FROM fly_rules ORDER BY position`);
}

export type ToClear = {
  id: string;
  code: string;
  version: number;
  patient: string;
  operation: Date | null;
  discharge: Date | null;
  planned: Date | null;
  isSigned: boolean;
};

/** Patients of a facility whose operation has taken place, for the doctors who sign from which day they may fly: the unsigned first. */
export async function toClear(staff: Staff): Promise<ToClear[]> {
  if (!clearsToFly(staff)) return [];
  const at = (kind: string) =>
    sql`(SELECT m.starts_at FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = ${kind})`;
  const found = await rows<
    Omit<ToClear, "patient"> & WrappedKey & { patientId: string; name: string | null }
  >(sql`
    SELECT j.id, j.code, j.version, j.patient_id AS "patientId", p.name, ${keyColumns}, ${at("operation")} AS operation, ${at("discharge")} AS discharge, ${at("fit-to-fly")} AS planned, f.journey_id IS NOT NULL AS "isSigned"
    FROM journeys j JOIN people p ON p.id = j.patient_id JOIN data_keys k ON k.person_id = j.patient_id LEFT JOIN flight_clearances f ON f.journey_id = j.id
    WHERE j.facility_id = ${staff.facilityId} AND j.state = 'open'
      AND EXISTS (SELECT FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = 'operation' AND m.certainty = 'done')
    ORDER BY f.journey_id IS NOT NULL, ${at("discharge")} LIMIT 200`);
  return found.map(({ patientId, name, keyId, masterKey, wrapped, ...line }) => ({
    ...line,
    patient: nameOf({ id: patientId, name, keyId, masterKey, wrapped }) ?? "",
  }));
}

export type Clearance = { rule: FlyRule; fitOn: string; signedAt: Date };

/** The day that was signed, for a page whose reader may read the journey; null before. */
export async function clearanceOf(journeyId: string): Promise<Clearance | null> {
  const found = await row<FlyRule & { fitOn: string; signedAt: Date }>(sql`
    SELECT r.key, r.min_days AS "minDays", r.max_days AS "maxDays", r.needs_form AS "needsForm", r.source, r.read_on::text AS "readOn", f.fit_on::text AS "fitOn", f.signed_at AS "signedAt"
    FROM flight_clearances f JOIN fly_rules r ON r.key = f.rule_key WHERE f.journey_id = ${journeyId}`);
  if (!found) return null;
  const { fitOn, signedAt, ...rule } = found;
  return { rule, fitOn, signedAt };
}
