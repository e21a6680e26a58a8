import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

export const migrationsFolder = join(import.meta.dirname, "..", "prisma", "migrations");
const models = join(import.meta.dirname, "..", "prisma");

/**
 * Prisma's own schema engine, the WebAssembly build from the registry: it does what `prisma migrate`
 * does, and unlike the native one nothing has to be downloaded for it.
 */
export async function schemaEngine(url: string) {
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const { instance } = await WebAssembly.instantiate(
    readFileSync(join(folder, "schema_engine_bg.wasm")),
    { "./schema_engine_bg.js": glue } as never,
  );
  (glue as unknown as { __wbg_set_wasm(exports: unknown): void }).__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start?: () => void }).__wbindgen_start?.();
  const factory = Object.assign(new PrismaPg({ connectionString: url }), {
    connect: () => connect(url),
    connectToShadowDb: () => shadowDatabase(url),
  });
  return glue.SchemaEngine.new(
    { datamodels: datamodels() },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/**
 * The engine asks the system catalogue for columns of the one-byte type "char" (18), which the adapter
 * has no word for. It is let through as text (25), and named a character again in the answer.
 */
async function connect(url: string) {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    idleTimeoutMillis: 100,
    allowExitOnIdle: true,
  });
  const query = pool.query.bind(pool) as (...words: unknown[]) => Promise<pg.QueryResult>;
  let characters: number[] = [];
  pool.query = (async (...words: unknown[]) => {
    const result = await query(...words);
    const fields = result.fields ?? [];
    characters = fields.flatMap((field, at) => (field.dataTypeID === 18 ? [at] : []));
    for (const at of characters) Object.assign(fields[at] ?? {}, { dataTypeID: 25 });
    return result;
  }) as typeof pool.query;
  const connection = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (params) => {
    const answer = await queryRaw(params);
    for (const at of characters) answer.columnTypes[at] = ColumnTypeEnum.Character;
    return answer;
  };
  // Whole, as psql would run it: the adapter's own cuts a script at every semicolon, also inside a function.
  connection.executeScript = async (script) => {
    await query(script);
  };
  return connection;
}

/** A database of its own for a moment. The adapter's ignores the name and drops before it has let go. */
async function shadowDatabase(url: string) {
  const name = `shadow_${process.pid}_${Date.now()}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`CREATE DATABASE "${name}"`);
  const shadowUrl = new URL(url);
  shadowUrl.pathname = `/${name}`;
  const connection = await connect(shadowUrl.href);
  const dispose = connection.dispose.bind(connection);
  connection.dispose = async () => {
    await dispose();
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await admin.end();
  };
  return connection;
}

function datamodels(): [string, string][] {
  const files = [
    join(models, "schema.prisma"),
    ...readdirSync(join(models, "models"))
      .sort()
      .map((name) => join(models, "models", name)),
  ];
  return files.map((path) => [path, readFileSync(path, "utf8")]);
}

export const schemaFiles = () => ({
  files: datamodels().map(([path, content]) => ({ path, content })),
});

export const migrationNames = () =>
  readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

export function migrationList() {
  const lockfile = join(migrationsFolder, "migration_lock.toml");
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: "migration_lock.toml",
      content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(join(migrationsFolder, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}

export const noFilters = { externalTables: [], externalEnums: [] };
