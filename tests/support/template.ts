import { migrate } from "../../bin/migrate";
import { loadReference } from "../../prisma/seed/load";

/** Migrates and fills the database that each test file copies. */
export async function fillTemplate(url: string) {
  await migrate(url);
  await loadReference(url);
}
