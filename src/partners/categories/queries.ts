import "server-only";
import { row, sql } from "@/platform/db/sql";
import type { Checklist } from "./rules";
import { ChecklistFile } from "./schema";

type Row = { body: unknown };
const read = (found: Row | null, which: string): Checklist => {
  if (!found) throw new Error(`the checklist ${which} is missing`);
  return ChecklistFile.parse(found.body);
};

/** What is asked of those who apply from now on. */
export const currentChecklist = async (): Promise<Checklist> =>
  read(
    await row<Row>(sql`
      SELECT body FROM partner_checklists WHERE published_on <= (now() AT TIME ZONE 'Europe/Rome')::date ORDER BY version DESC LIMIT 1`),
    "in force",
  );

/** The version that an application began under. */
export const checklistOf = async (version: number): Promise<Checklist> =>
  read(
    await row<Row>(sql`SELECT body FROM partner_checklists WHERE version = ${version}`),
    String(version),
  );
