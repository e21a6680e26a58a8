import "server-only";
import { row, sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { MembershipList } from "./schema";

type Row = { body: unknown };
/** Inside of a transaction, its own connection: a second one could wait for ever. */
type Reader = Pick<Tx, "row">;
const plain: Reader = { row };
const read = (found: Row | null, which: string): MembershipList => {
  if (!found) throw new Error(`the checklist for facilities ${which} is missing`);
  return MembershipList.parse(found.body);
};

/** What is asked of facilities whose admission begins from now on. */
export const currentList = async (reader: Reader = plain): Promise<MembershipList> =>
  read(
    await reader.row<Row>(sql`
      SELECT body FROM membership_checklists WHERE published_on <= (now() AT TIME ZONE 'Europe/Rome')::date ORDER BY version DESC LIMIT 1`),
    "in force",
  );

/** The version that an admission began under. */
export const listOf = async (version: number, reader: Reader = plain): Promise<MembershipList> =>
  read(
    await reader.row<Row>(sql`SELECT body FROM membership_checklists WHERE version = ${version}`),
    String(version),
  );
