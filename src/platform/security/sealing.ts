import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { sql } from "../db/sql";
import type { Tx } from "../db/transaction";
import { keyring, readKeyFileAgain } from "./keyring";

/** A key in use. Its name stands in every value it sealed. */
export type Secret = { readonly id: string; readonly bytes: Buffer };
export type WrappedKey = { keyId: string; masterKey: string; wrapped: Buffer };

const ivLength = 12;
const tagLength = 16;

/** AES-256-GCM: iv, text, tag. What is said of its place is bound to it, so that a value moved elsewhere won't open. */
function encrypt(key: Buffer, place: string, plain: Buffer): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, place: string, sealed: Buffer): Buffer {
  const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, ivLength), {
    authTagLength: tagLength,
  }).setAAD(Buffer.from(place));
  cipher.setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([cipher.update(sealed.subarray(ivLength, -tagLength)), cipher.final()]);
}

/** `place` names table, column and row: "people.name:ID". */
export const seal = (secret: Secret, place: string, text: string): string =>
  `${secret.id}.${encrypt(secret.bytes, place, Buffer.from(text)).toString("base64url")}`;

/** Throws where the value was not sealed by this key for this place. */
export function unseal(secret: Secret, place: string, sealed: string): string {
  const at = sealed.indexOf(".");
  if (sealed.slice(0, at) !== secret.id) throw new Error("the value was sealed by another key");
  return decrypt(secret.bytes, place, Buffer.from(sealed.slice(at + 1), "base64url")).toString();
}

function master(id: string): Secret {
  if (!keyring().master[id]) readKeyFileAgain();
  const bytes = keyring().master[id];
  if (!bytes) throw new Error("the master key is not in the key file");
  return { id, bytes };
}

/** For values that are no person's yet. */
export const sealByMaster = (place: string, text: string): string =>
  seal(master(keyring().current), place, text);
export const unsealByMaster = (place: string, sealed: string): string =>
  unseal(master(sealed.slice(0, sealed.indexOf("."))), place, sealed);
export const isByCurrentMaster = (sealed: string) => sealed.startsWith(`${keyring().current}.`);

/** Makes the key of a new person. Without its row nothing of theirs can be read, here or in a copy without it. */
export async function newPersonKey(tx: Tx, personId: string): Promise<Secret> {
  const secret = { id: crypto.randomUUID(), bytes: randomBytes(32) };
  const current = master(keyring().current);
  await tx.run(sql`
    INSERT INTO data_keys (id, person_id, master_key, wrapped)
    VALUES (${secret.id}, ${personId}, ${current.id}, ${encrypt(current.bytes, `data_keys:${secret.id}:${personId}`, secret.bytes)})`);
  return secret;
}

export const openPersonKey = (personId: string, key: WrappedKey): Secret => ({
  id: key.keyId,
  bytes: decrypt(master(key.masterKey).bytes, `data_keys:${key.keyId}:${personId}`, key.wrapped),
});

/** The same key under the current master key. */
export function wrapAgain(
  personId: string,
  key: WrappedKey,
): { masterKey: string; wrapped: Buffer } {
  const current = master(keyring().current);
  return {
    masterKey: current.id,
    wrapped: encrypt(
      current.bytes,
      `data_keys:${key.keyId}:${personId}`,
      openPersonKey(personId, key).bytes,
    ),
  };
}

/** The columns that `openPersonKey` takes, from a row of `data_keys` called k. */
export const keyColumns = sql`k.id AS "keyId", k.master_key AS "masterKey", k.wrapped`;

export async function personKey(tx: Tx, personId: string): Promise<Secret> {
  const found = await tx.row<WrappedKey>(
    sql`SELECT ${keyColumns} FROM data_keys k WHERE k.person_id = ${personId}`,
  );
  if (!found) throw new Error("the person has no key");
  return openPersonKey(personId, found);
}
