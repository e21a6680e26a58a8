import type pg from "pg";
import { CarePath } from "../../src/cases/care-path/schema";

/**
 * Adds versions of the care path that are new. One that stands with other content is a mistake, and is refused; where the
 * association has published its own under that number, that one stands.
 */
export async function insertCarePaths(client: pg.Client, files: readonly unknown[]) {
  for (const file of files) {
    const rules = CarePath.parse(file);
    const body = JSON.stringify(file);
    const { rows } = await client.query(
      `SELECT body = $2::jsonb AS same, published_by IS NOT NULL AS "isOwn" FROM care_rules WHERE version = $1`,
      [rules.version, body],
    );
    if (rows[0]?.isOwn) {
      console.log(
        `The care path ${rules.version} of the reference data is left out: the association has published a version ${rules.version} of its own.`,
      );
      continue;
    }
    if (rows[0]?.same === false)
      throw new Error(
        `The care path ${rules.version} was published with other rules: give it a new version.`,
      );
    if (rows[0]) continue;
    await client.query("INSERT INTO care_rules (version, published_on, body) VALUES ($1, $2, $3)", [
      rules.version,
      rules.publishedOn,
      body,
    ]);
    const moves = rules.states.flatMap((state) => state.next.map((next) => [state.key, next]));
    await client.query(
      "INSERT INTO care_moves (version, before, after) SELECT $1, * FROM unnest($2::text[], $3::text[])",
      [rules.version, moves.map(([before]) => before), moves.map(([, after]) => after)],
    );
  }
}
