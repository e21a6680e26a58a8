import { migrate } from "../../bin/migrate";
import { loadReference } from "../../prisma/seed/load";

/** Migrates and fills the database that each test file copies. */
export async function fillTemplate(url: string) {
  await migrate(url);
  await loadReference(url);
  process.env.DATABASE_URL = url;
  const { refreshSearch } = await import("../../src/catalogue/search/commands");
  await refreshSearch(null);
  await (await import("../../src/platform/db/pool")).closePool();
}
