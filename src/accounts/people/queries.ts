import "server-only";
import type { Holder } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";

type Sealed = WrappedKey & { id: string; name: string | null; email: string | null };

/** Opens a name where its person and key are still there. */
export const nameOf = (person: Omit<Sealed, "email">): string | null =>
  person.name
    ? unseal(openPersonKey(person.id, person), `people.name:${person.id}`, person.name)
    : null;

export const emailOf = (person: Omit<Sealed, "name">): string | null =>
  person.email
    ? unseal(openPersonKey(person.id, person), `people.email:${person.id}`, person.email)
    : null;

export type Profile = {
  name: string;
  email: string;
  country: string | null;
  language: Language;
  createdAt: Date;
  isDemo: boolean;
};

export async function ownProfile(holder: Holder): Promise<Profile> {
  const found = await row<Sealed & Omit<Profile, "name" | "email">>(sql`
    SELECT p.id, p.name, p.email, p.country, p.language, p.created_at AS "createdAt", p.is_demo AS "isDemo", ${keyColumns}
    FROM people p JOIN data_keys k ON k.person_id = p.id WHERE p.id = ${holder.personId}`);
  if (!found) throw new Error("a session without its person");
  const { country, language, createdAt, isDemo } = found;
  return {
    name: nameOf(found) ?? "",
    email: emailOf(found) ?? "",
    country,
    language,
    createdAt,
    isDemo,
  };
}

/** The name of a patient, for somebody who helps them: their own tie is the proof. */
export async function namesOfMyPatients(holder: Holder): Promise<Map<string, string>> {
  const found = await rows<Sealed & { relationId: string }>(sql`
    SELECT r.id AS "relationId", p.id, p.name, p.email, ${keyColumns} FROM relations r JOIN people p ON p.id = r.patient_id JOIN data_keys k ON k.person_id = p.id
    WHERE r.relative_id = ${holder.personId} AND r.ended_at IS NULL`);
  return new Map(found.map((one) => [one.relationId, nameOf(one) ?? ""]));
}
