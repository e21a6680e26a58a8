import type pg from "pg";

type Row = Record<string, unknown>;

/**
 * Inserts rows given as objects whose keys are the columns, or brings those with the same key up to date.
 * `unless` is a condition on the row that is there already (under the table's name) that keeps it as it is.
 */
export async function upsert(
  client: pg.ClientBase,
  table: string,
  key: readonly string[],
  rows: readonly Row[],
  unless = "false",
) {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first);
  const rest = columns.filter((column) => !key.includes(column));
  const list = columns.map((column) => `"${column}"`).join(", ");
  const update =
    rest.length === 0
      ? "NOTHING"
      : `UPDATE SET ${rest.map((column) => `"${column}" = excluded."${column}"`).join(", ")} WHERE NOT (${unless}) AND (${rest.map((column) => `"${table}"."${column}"`).join(", ")}) IS DISTINCT FROM (${rest.map((column) => `excluded."${column}"`).join(", ")})`;
  await client.query(
    `INSERT INTO "${table}" (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::"${table}", $1) ON CONFLICT (${key.map((column) => `"${column}"`).join(", ")}) DO ${update}`,
    [JSON.stringify(rows)],
  );
}

/** Deletes rows of `table` that are not among `rows` by their key. `among` limits what is looked at. */
export async function deleteOthers(
  client: pg.ClientBase,
  table: string,
  key: readonly string[],
  rows: readonly Row[],
  among = "true",
) {
  await client.query(
    `DELETE FROM "${table}" t WHERE (${among}) AND NOT EXISTS (SELECT 1 FROM jsonb_populate_recordset(NULL::"${table}", $1) k WHERE ${key.map((column) => `k."${column}" = t."${column}"`).join(" AND ")})`,
    [JSON.stringify(rows)],
  );
}
