import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { dataFolder } from "./database";

/** Tables that the web may add to and read, and never change or shorten. */
const addOnly = [
  "audit_entries",
  "consent_texts",
  "retention_runs",
  "proposals",
  "translation_texts",
  "releases",
];
/** Tables that the web only reads. */
const readOnly = [
  "audit_chain",
  "audit_checks",
  "retention_rules",
  "care_rules",
  "care_moves",
  "_prisma_migrations",
];

/**
 * The address of the database for the web's own role, which owns nothing: it reads and writes rows, adds to the record
 * but can't change it, and reaches the queue and the rules of the care path through functions. Made and granted anew
 * at each start.
 * `WEB_DATABASE_URL` names a role of the operator's own instead, which gets the same grants.
 */
export async function prepareWebRole(url: string): Promise<string> {
  const address = new URL(process.env.WEB_DATABASE_URL || url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (!process.env.WEB_DATABASE_URL) {
      const database = new URL(url).pathname.slice(1);
      address.username = `${database}_web`.replaceAll(/\W/g, "_");
      address.password = await ownPassword();
      const role = client.escapeIdentifier(address.username);
      const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [
        address.username,
      ]);
      await client.query(
        `${rowCount ? "ALTER" : "CREATE"} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(address.password)}`,
      );
    }
    await grant(client, client.escapeIdentifier(decodeURIComponent(address.username)));
    return address.href;
  } finally {
    await client.end();
  }
}

async function ownPassword(): Promise<string> {
  const file = join(dataFolder(), "web-password");
  if (!existsSync(file))
    writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

async function grant(client: pg.Client, role: string) {
  await client.query(`
    BEGIN;
    SELECT pg_advisory_xact_lock(720321);
    GRANT USAGE ON SCHEMA public TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${addOnly.join(", ")} FROM ${role};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${readOnly.join(", ")} FROM ${role};
    GRANT EXECUTE ON FUNCTION enqueue_job(text, json, timestamptz, integer, text), dead_jobs(), run_job_again(bigint), publish_care_path(jsonb, text, uuid) TO ${role};
    COMMIT`);
}
