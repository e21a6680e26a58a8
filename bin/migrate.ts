import { runMigrations } from "graphile-worker";
import pg from "pg";
import { migrationList, migrationNames, noFilters, schemaEngine } from "./schema-engine";
import { PlainFailure } from "./steps";

/**
 * Brings the database to this version's schema, and says what it did.
 * A database that a newer version has been at is refused: this version does not know its shape.
 */
export async function migrate(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
  } catch (error) {
    throw new PlainFailure(
      `The database can't be reached: ${(error as Error).message || "no answer"} (${withoutPassword(url)})`,
    );
  }
  try {
    // Two starts at once take turns.
    await client.query("SELECT pg_advisory_lock(720318)");
    const known = migrationNames();
    const applied = await appliedMigrations(client);
    const newer = applied.filter((name) => !known.includes(name));
    if (newer.length > 0)
      throw new PlainFailure(
        `The database was made by a newer version of the portal (it has ${newer.at(-1)}). Update this one, or use another DATA_DIR or DATABASE_URL.`,
      );

    const missing = known.filter((name) => !applied.includes(name));
    if (missing.length > 0) {
      const engine = await schemaEngine(url);
      await engine.applyMigrations({ migrationsList: migrationList(), filters: noFilters });
    }
    await runMigrations({ connectionString: url });
    return missing.length > 0 ? `${missing.length} applied` : "nothing to do";
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS has",
  );
  if (!rows[0].has) return [];
  const names = await client.query(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1",
  );
  return names.rows.map((row) => row.migration_name);
}

function withoutPassword(url: string) {
  try {
    const parsed = new URL(url);
    return `${parsed.hostname}:${parsed.port || 5432}${parsed.pathname}`;
  } catch {
    return "DATABASE_URL is not an address";
  }
}
