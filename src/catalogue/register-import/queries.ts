import "server-only";
import { row, rows, sql } from "@/platform/db/sql";
import type { Known } from "../register-towns/rules";

/** Every facility with what the importer compares. One that a register brought has no name anybody gave it. */
export async function knownFacilities(): Promise<Known[]> {
  return rows<Known>(sql`
    SELECT f.id, f.slug, f.ministry_code AS code, f.common_name AS name, f.comune, f.province, f.lat, f.lon, f.closed_on::text AS "closedOn",
      coalesce((SELECT jsonb_object_agg(c.field, jsonb_build_object('isConfirmed', c.confirmed_by IS NOT NULL, 'sourceDate', c.source_date)) FROM facility_facts c WHERE c.facility_id = f.id), '{}') AS facts,
      jsonb_build_object('beds', f.beds, 'bedsYear', f.beds_year, 'discharges', f.discharges, 'dischargesYear', f.discharges_year, 'street', f.street, 'ministryName', f.ministry_name) AS values,
      NOT EXISTS (SELECT 1 FROM facility_facts c WHERE c.facility_id = f.id AND c.field = 'commonName') AS "isFromRegister"
    FROM facilities f ORDER BY f.id`);
}

/** Which specialty the beds of a ministerial discipline are evidence for, by discipline code. */
export async function disciplineSpecialties(): Promise<Record<string, string>> {
  const found = await row<{ value: Record<string, string> }>(
    sql`SELECT value FROM settings WHERE key = 'register.discipline-specialties'`,
  );
  return found?.value ?? {};
}
