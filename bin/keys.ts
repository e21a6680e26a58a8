import { createHmac } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { newKeyFile, openKeyring } from "../src/platform/security/keyring";
import { dataFolder } from "./database";
import { PlainFailure } from "./steps";

/**
 * Says where the keys are, and makes a first set where there is none. A production keeps them outside the data folder,
 * so that a copy of the one is nothing without the other: it must name KEY_FILE or KMS_URL.
 */
export function prepareKeys(isDemo: boolean): string {
  if (process.env.KMS_URL) return "from the key service";
  if (!process.env.KEY_FILE) {
    if (!isDemo)
      throw new PlainFailure(
        "Settings: KEY_FILE must name the file of the keys, outside DATA_DIR (or KMS_URL a key service). It is made if it is new.",
      );
    process.env.KEY_FILE = join(dataFolder(), "keys.json");
  }
  if (existsSync(process.env.KEY_FILE)) return "nothing to do";
  try {
    writeFileSync(process.env.KEY_FILE, newKeyFile(), { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw new PlainFailure(
      `The key file ${process.env.KEY_FILE} can't be written: ${(error as Error).message}`,
    );
  }
  return isDemo
    ? "made"
    : `made: ${process.env.KEY_FILE}. Keep a copy of it apart from the database; without it nothing personal can be read`;
}

/** A database whose people were sealed under other keys is refused, before anything is written that nobody could read. */
export async function assertKeysFit(url: string): Promise<void> {
  const { lookup } = await openKeyring().catch((error: Error) => {
    throw new PlainFailure(error.message);
  });
  const mark = createHmac("sha256", lookup).update("which keys").digest("hex").slice(0, 32);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      "INSERT INTO loaded_contents (name, hash) VALUES ('keys', $1) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING hash",
      [mark],
    );
    if (rows[0]?.hash !== mark)
      throw new PlainFailure(
        "These are not the keys that this database was filled under. Set KEY_FILE to the right file; nothing was changed.",
      );
  } finally {
    await client.end();
  }
}
