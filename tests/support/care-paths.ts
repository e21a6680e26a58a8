import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { StateKey } from "@/cases/care-path/rules";
import { insertCarePaths } from "../../prisma/seed/care-path";

export type CarePathFile = {
  version: number;
  states: { key: StateKey; [name: string]: unknown }[];
  [name: string]: unknown;
};

/** Publishes the shipped care path with something changed, as loading the reference data does. */
export async function publish(change: (file: CarePathFile) => void): Promise<void> {
  const file = JSON.parse(
    readFileSync(join(process.cwd(), "prisma/seed/reference/care-path/3.json"), "utf8"),
  ) as CarePathFile;
  change(file);
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await insertCarePaths(client, [file]).finally(() => client.end());
}
