import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { ChecklistFile } from "../../src/partners/categories/schema";

/** Adds versions of the partners' checklist that are new. One that stands with other content is a mistake, and is refused. */
export async function insertPartnerChecklists(client: pg.Client, files: readonly unknown[]) {
  for (const file of files) {
    const { version, publishedOn } = ChecklistFile.parse(file);
    const { rows } = await client.query("SELECT body FROM partner_checklists WHERE version = $1", [
      version,
    ]);
    if (rows[0] && !isDeepStrictEqual(rows[0].body, file))
      throw new Error(
        `The partners' checklist ${version} was published with other items: give it a new version.`,
      );
    if (!rows[0])
      await client.query(
        "INSERT INTO partner_checklists (version, published_on, body) VALUES ($1, $2, $3)",
        [version, publishedOn, JSON.stringify(file)],
      );
  }
}
