import "server-only";
import type { Holder } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { ok } from "@/platform/result";
import { emailHash } from "@/platform/security/keyring";
import { newPersonKey, personKey, seal } from "@/platform/security/sealing";

type NewPerson = {
  email: string;
  name: string;
  country: string | null;
  language: Language;
  passwordHash: string | null;
  isDemo?: boolean;
};

/** Makes a person, whose address is proven, with a key of their own. Answers their id. */
export async function createPerson(
  tx: Tx,
  { email, name, country, language, passwordHash, isDemo = false }: NewPerson,
): Promise<string> {
  const id = crypto.randomUUID();
  await tx.run(sql`
    INSERT INTO people (id, country, language, password_hash, password_changed_at, is_demo)
    VALUES (${id}, ${country}, ${language}, ${passwordHash}, ${passwordHash ? new Date() : null}, ${isDemo})`);
  const key = await newPersonKey(tx, id);
  await tx.run(sql`
    UPDATE people SET email_hash = ${emailHash(email)}, email = ${seal(key, `people.email:${id}`, email)}, name = ${seal(key, `people.name:${id}`, name)}
    WHERE id = ${id}`);
  return id;
}

export async function correctProfile(
  holder: Holder,
  { name, country, language }: { name: string; country: string | null; language: Language },
) {
  return inTransaction(async (tx) => {
    const key = await personKey(tx, holder.personId);
    await tx.run(sql`
      UPDATE people SET name = ${seal(key, `people.name:${holder.personId}`, name)}, country = ${country}, language = ${language}
      WHERE id = ${holder.personId} AND erased_at IS NULL`);
    await record(tx, {
      actor: holder,
      action: "profile.corrected",
      subject: `person:${holder.personId}`,
      about: holder.personId,
    });
    return ok(null);
  });
}
