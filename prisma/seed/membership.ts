import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { MembershipList } from "../../src/listings/member-lists/schema";

/** Adds versions of what is asked of facilities that are new. One that stands with other content is a mistake, and is refused. */
export async function insertMembershipChecklists(client: pg.Client, files: readonly unknown[]) {
  for (const file of files) {
    const { version, publishedOn } = MembershipList.parse(file);
    const { rows } = await client.query(
      "SELECT body FROM membership_checklists WHERE version = $1",
      [version],
    );
    if (rows[0] && !isDeepStrictEqual(rows[0].body, file))
      throw new Error(
        `The checklist ${version} for facilities was published with other items: give it a new version.`,
      );
    if (!rows[0])
      await client.query(
        "INSERT INTO membership_checklists (version, published_on, body) VALUES ($1, $2, $3)",
        [version, publishedOn, JSON.stringify(file)],
      );
  }
}
