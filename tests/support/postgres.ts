import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../../bin/migrate";
import { startPostgres } from "../../bin/postgres";
import { loadReference } from "../../prisma/seed/load";

declare module "vitest" {
  interface ProvidedContext {
    templateUrl: string;
  }
}

/** A PostgreSQL for this run alone, with one migrated and filled database to copy from. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "portal-test-"));
  chmodSync(folder, 0o755);
  const server = await startPostgres(folder, { isFast: true });
  await migrate(server.url);
  await loadReference(server.url);
  process.env.DATABASE_URL = server.url;
  const { refreshSearch } = await import("../../src/catalogue/search/commands");
  await refreshSearch(null);
  await (await import("../../src/platform/db/pool")).closePool();
  project.provide("templateUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
