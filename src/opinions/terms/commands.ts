import "server-only";
import type { Office, Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { env } from "@/platform/env";
import { no, ok, type Result } from "@/platform/result";
import { dayIn, milan } from "@/platform/zones";
import type { TermsReason } from "./rules";
import type { TermsInput } from "./schema";

/** What the facility offers from now on. Nobody is proposed it before the association has confirmed it anew. */
export async function changeTerms(
  staff: Staff,
  { version, ...terms }: TermsInput,
): Promise<Result<null, TermsReason>> {
  if (staff.role !== "facility-coordinator") return no("notAllowed");
  const values = sql`${terms.isOffered}, ${terms.pausedUntil}::date, ${terms.capacity}, ${terms.feeCents}, ${terms.teamFeeCents}, ${terms.days}, ${terms.teamDays}, ${terms.minAge}, ${terms.maxAge},
    ${terms.families}, ${terms.languages}, ${terms.withInterpreter}, ${terms.countriesNotServed}, ${terms.sourceUrl}`;
  return inTransaction(async (tx): Promise<Result<null, TermsReason>> => {
    const changed =
      version === 0
        ? await tx.run(sql`
            INSERT INTO opinion_terms (is_offered, paused_until, capacity, fee_cents, team_fee_cents, days, team_days, min_age, max_age, families, languages, with_interpreter,
              countries_not_served, source_url, facility_id, next_check_on, is_demo)
            VALUES (${values}, ${staff.facilityId}, ${dayIn(milan, new Date())}::date, ${env().DEMO}) ON CONFLICT (facility_id) DO NOTHING`)
        : await tx.run(sql`
            UPDATE opinion_terms SET (is_offered, paused_until, capacity, fee_cents, team_fee_cents, days, team_days, min_age, max_age, families, languages, with_interpreter,
              countries_not_served, source_url) = (${values}), confirmed_at = NULL, confirmed_by = NULL, version = version + 1, updated_at = now()
            WHERE facility_id = ${staff.facilityId} AND version = ${version}`);
    if (changed !== 1) return no("stale");
    await record(tx, {
      actor: staff,
      action: "terms.changed",
      subject: `facility:${staff.facilityId}`,
    });
    return ok(null);
  });
}

type Confirming = { facilityId: number; version: number; nextCheckOn: string };

/** The association confirms what it has read, and no later change: patients are proposed it until the day of the next check. */
export async function confirmTerms(
  office: Office,
  { facilityId, version, nextCheckOn }: Confirming,
): Promise<Result<null, TermsReason>> {
  if (office.role !== "administrator") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, TermsReason>> => {
    const confirmed = await tx.run(sql`
      UPDATE opinion_terms SET confirmed_at = now(), confirmed_by = ${office.personId}, next_check_on = ${nextCheckOn}::date, version = version + 1
      WHERE facility_id = ${facilityId} AND version = ${version}`);
    if (confirmed !== 1) return no("stale");
    await record(tx, {
      actor: office,
      action: "terms.confirmed",
      subject: `facility:${facilityId}`,
      detail: nextCheckOn,
    });
    return ok(null);
  });
}
