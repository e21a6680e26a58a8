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
  project.provide("templateUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
