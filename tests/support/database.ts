import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closePool } from "@/platform/db/pool";
import { newKeyFile, openKeyring } from "@/platform/security/keyring";

/** Each test file gets a database of its own, copied from the template: real, filled, and nobody else's. */
const template = inject("templateUrl");
const name = `test_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
/** And a store for files, and keys, of its own. */
const folder = mkdtempSync(join(tmpdir(), "portal-test-data-"));

async function admin(statement: string) {
  const url = new URL(template);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Connections that were told to end take a moment; to throw them out would be an error of theirs, after the last test. */
async function drop(tries = 40): Promise<void> {
  await admin(`DROP DATABASE IF EXISTS "${name}"${tries === 0 ? " WITH (FORCE)" : ""}`).catch(
    async (error) => {
      if (tries === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await drop(tries - 1);
    },
  );
}

beforeAll(async () => {
  await admin(`CREATE DATABASE "${name}" TEMPLATE portal`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.href;
  process.env.DATA_DIR = folder;
  process.env.KEY_FILE = join(folder, "keys.json");
  writeFileSync(process.env.KEY_FILE, newKeyFile(), { mode: 0o600 });
  await openKeyring();
});

afterAll(async () => {
  await closePool();
  await drop();
  rmSync(folder, { recursive: true, force: true });
});
