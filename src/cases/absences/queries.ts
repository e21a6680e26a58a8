import "server-only";
import type { Actor, Office, Staff } from "@/platform/actor";
import { rows, type Sql, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { canBeAway } from "./policy";

/** The grants g of others that hold the same role at the same place. */
export const sameRole = (actor: Staff | Office): Sql =>
  sql`g.role = ${actor.role} AND g.ended_at IS NULL AND g.person_id <> ${actor.personId} AND g.facility_id IS NOT DISTINCT FROM ${actor.kind === "staff" ? actor.facilityId : null}::integer`;

export type Deputy = { personId: string; name: string };

/** Who can stand in for somebody. */
export async function deputiesOf(actor: Actor): Promise<Deputy[]> {
  if (!canBeAway(actor)) return [];
  const found = await rows<WrappedKey & { personId: string; name: string | null }>(sql`
    SELECT DISTINCT g.person_id AS "personId", p.name, ${keyColumns}
    FROM role_grants g JOIN people p ON p.id = g.person_id AND p.erased_at IS NULL JOIN data_keys k ON k.person_id = p.id WHERE ${sameRole(actor)} ORDER BY 1`);
  return found.map(({ personId, name, ...key }) => ({
    personId,
    name: named(personId, name, key),
  }));
}

const named = (personId: string, name: string | null, key: WrappedKey) =>
  name ? unseal(openPersonKey(personId, key), `people.name:${personId}`, name) : "";

/** Days as the database says them: "2027-01-06". */
export type Absence = { id: string; fromOn: string; untilOn: string; deputy: string };

/** When somebody is away now or will be, the next first. */
export async function ownAbsences(actor: Actor): Promise<Absence[]> {
  if (!canBeAway(actor)) return [];
  const found = await rows<
    WrappedKey & Omit<Absence, "deputy"> & { deputyId: string; name: string | null }
  >(sql`
    SELECT b.id, b.from_on::text AS "fromOn", b.until_on::text AS "untilOn", b.deputy_id AS "deputyId", p.name, ${keyColumns}
    FROM absences b JOIN people p ON p.id = b.deputy_id JOIN data_keys k ON k.person_id = p.id
    WHERE b.person_id = ${actor.personId} AND b.ended_at IS NULL AND b.until_on >= (now() AT TIME ZONE 'Europe/Rome')::date ORDER BY b.from_on`);
  return found.map(({ id, fromOn, untilOn, deputyId, name, ...key }) => ({
    id,
    fromOn,
    untilOn,
    deputy: named(deputyId, name, key),
  }));
}
