import "server-only";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { personKey, seal } from "@/platform/security/sealing";
import { newFormat, type Stored } from "@/platform/storage/files";

type NewFile = {
  ownerId: string;
  purpose: "proof" | "export" | "paper" | "image" | "opinion";
  name: string;
  type: string;
  stored: Stored;
};

/** Writes the row of a file that lies in the store, its name and key sealed under its owner's key. */
export async function writeFile(
  tx: Tx,
  { ownerId, purpose, name, type, stored }: NewFile,
): Promise<string> {
  const id = crypto.randomUUID();
  const key = await personKey(tx, ownerId);
  await tx.run(sql`
    INSERT INTO stored_files (id, owner_id, purpose, name, type, size, sha256, key, place, format)
    VALUES (${id}, ${ownerId}, ${purpose}, ${seal(key, `stored_files.name:${id}`, name)}, ${type}, ${stored.size}, ${stored.sha256},
      ${seal(key, `stored_files.key:${id}`, stored.key.toString("base64"))}, ${stored.place}, ${newFormat})`);
  return id;
}
