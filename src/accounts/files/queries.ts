import "server-only";
import { row, rows, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";

export type OwnFile = {
  id: string;
  purpose: string;
  name: string;
  type: string;
  size: number;
  place: string;
  key: Buffer;
  createdAt: Date;
};

type Row = WrappedKey & {
  id: string;
  ownerId: string;
  purpose: string;
  name: string;
  type: string;
  size: string;
  place: string;
  key: string;
  createdAt: Date;
};

const columns = sql`f.id, f.owner_id AS "ownerId", f.purpose, f.name, f.type, f.size::text, f.place, f.key, f.created_at AS "createdAt", ${keyColumns}`;

function opened(found: Row): OwnFile {
  const secret = openPersonKey(found.ownerId, found);
  const { id, purpose, type, place, createdAt } = found;
  const key = Buffer.from(unseal(secret, `stored_files.key:${id}`, found.key), "base64");
  return {
    id,
    purpose,
    type,
    place,
    createdAt,
    key,
    size: Number(found.size),
    name: unseal(secret, `stored_files.name:${id}`, found.name),
  };
}

/** For commands that have asked a policy first: whoever calls this decides who may have the file. */
export async function storedFile(id: string): Promise<OwnFile | null> {
  const found = await row<Row>(
    sql`SELECT ${columns} FROM stored_files f JOIN data_keys k ON k.person_id = f.owner_id WHERE f.id::text = ${id}`,
  );
  return found ? opened(found) : null;
}

/** Whatever somebody has here, but for what the scanner called a virus: that comes back to nobody. */
export async function filesOf(ownerId: string): Promise<OwnFile[]> {
  return (
    await rows<Row>(
      sql`SELECT ${columns} FROM stored_files f JOIN data_keys k ON k.person_id = f.owner_id WHERE f.owner_id = ${ownerId} AND f.scan_why IS DISTINCT FROM 'virus' ORDER BY f.created_at`,
    )
  ).map(opened);
}
