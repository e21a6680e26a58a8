import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { withDatabase } from "./database";
import {
  migrationList,
  migrationNames,
  migrationsFolder,
  noFilters,
  schemaEngine,
  schemaFiles,
} from "./schema-engine";
import { main, PlainFailure } from "./steps";

// npm run db:diff -- --name add_something: writes the SQL from the migrations to the models.
await main(async () => {
  const { name } = parseArgs({ options: { name: { type: "string" } } }).values;
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name))
    throw new PlainFailure("Say what the migration does: npm run db:diff -- --name add_something");
  await withDatabase(async (url) => {
    const engine = await schemaEngine(url);
    const { stdout } = await engine.diff({
      from: migrationNames().length ? { tag: "migrations", ...migrationList() } : { tag: "empty" },
      to: { tag: "schemaDatamodel", ...schemaFiles() },
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    if (!stdout || /This is an empty migration/.test(stdout))
      return console.log("The migrations already say what the models say.");
    const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
    const folder = join(migrationsFolder, `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "migration.sql"), stdout);
    console.log(`Written: ${folder}/migration.sql`);
  });
});
