import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../bin/postgres";
import { fillTemplate } from "./template";

declare module "vitest" {
  interface ProvidedContext {
    templateUrl: string;
  }
}

/** A PostgreSQL for this run alone, with one migrated and filled database to copy from; or the one that is named. */
export default async function setup(project: TestProject) {
  if (process.env.TEST_DATABASE_URL) {
    project.provide("templateUrl", process.env.TEST_DATABASE_URL);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "portal-test-"));
  chmodSync(folder, 0o755);
  const server = await startPostgres(folder, { isFast: true });
  await fillTemplate(server.url);
  project.provide("templateUrl", server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
