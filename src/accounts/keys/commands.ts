import "server-only";
import { record, system } from "@/platform/audit";
import { type Sql, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { ok } from "@/platform/result";
import { keyring } from "@/platform/security/keyring";
import {
  isByCurrentMaster,
  keyColumns,
  sealByMaster,
  unsealByMaster,
  type WrappedKey,
  wrapAgain,
} from "@/platform/security/sealing";

const batch = 200;

/** A value of a table that is sealed under a master key itself, with the place it is bound to. */
export type SealedColumn = { table: Sql; column: Sql; place: string };

/**
 * Wraps every person's key under the current master key, and seals again what is under a master key itself, a batch a
 * transaction. Safe to run twice and to be cut off. Answers how many values were renewed.
 */
export async function renewKeys(more: readonly SealedColumn[] = []): Promise<number> {
  const { current } = keyring();
  let renewed = 0;
  for (;;) {
    const done = await inTransaction(async (tx) => {
      const old = await tx.rows<WrappedKey & { personId: string }>(sql`
        SELECT k.person_id AS "personId", ${keyColumns} FROM data_keys k WHERE k.master_key <> ${current} LIMIT ${batch} FOR UPDATE SKIP LOCKED`);
      for (const key of old) {
        const { masterKey, wrapped } = wrapAgain(key.personId, key);
        await tx.run(
          sql`UPDATE data_keys SET master_key = ${masterKey}, wrapped = ${wrapped} WHERE id = ${key.keyId}`,
        );
      }
      return ok(old.length);
    });
    const count = done.ok ? done.value : 0;
    renewed += count;
    if (count === 0) break;
  }
  for (const { table, column, place } of [
    { table: sql`email_links`, column: sql`email`, place: "email_links.email" },
    { table: sql`invitations`, column: sql`email`, place: "invitations.email" },
    { table: sql`letters`, column: sql`address`, place: "letters.address" },
    ...more,
  ]) {
    const done = await inTransaction(async (tx) => {
      const values = await tx.rows<{ id: string; sealed: string }>(
        sql`SELECT id, ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL FOR UPDATE`,
      );
      const old = values.filter(({ sealed }) => !isByCurrentMaster(sealed));
      for (const { id, sealed } of old)
        await tx.run(
          sql`UPDATE ${table} SET ${column} = ${sealByMaster(`${place}:${id}`, unsealByMaster(`${place}:${id}`, sealed))} WHERE id = ${id}`,
        );
      return ok(old.length);
    });
    renewed += done.ok ? done.value : 0;
  }
  if (renewed > 0)
    await inTransaction(async (tx) =>
      ok(await record(tx, { actor: system, action: "keys.rotated", subject: `key:${current}` })),
    );
  return renewed;
}
