import "server-only";
import { row, sql } from "@/platform/db/sql";
import { MembershipList } from "./schema";

type Row = { body: unknown };
const read = (found: Row | null, which: string): MembershipList => {
  if (!found) throw new Error(`the checklist for facilities ${which} is missing`);
  return MembershipList.parse(found.body);
};

/** What is asked of facilities whose admission begins from now on. */
export const currentList = async (): Promise<MembershipList> =>
  read(
    await row<Row>(sql`
      SELECT body FROM membership_checklists WHERE published_on <= (now() AT TIME ZONE 'Europe/Rome')::date ORDER BY version DESC LIMIT 1`),
    "in force",
  );

/** The version that an admission began under. */
export const listOf = async (version: number): Promise<MembershipList> =>
  read(
    await row<Row>(sql`SELECT body FROM membership_checklists WHERE version = ${version}`),
    String(version),
  );
