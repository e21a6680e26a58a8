import { seedDemonstration } from "../prisma/seed/demo/people";
import { closePool } from "../src/platform/db/pool";

/** Fills a demonstration with its invented people. The seed speaks through the portal's own commands, on the owner's address. */
export async function prepareDemonstration(url: string): Promise<string> {
  process.env.DATABASE_URL = url;
  try {
    return await seedDemonstration();
  } finally {
    await closePool();
  }
}
