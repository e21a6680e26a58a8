import { ask } from "./people";

type Column = { table: string; column: string; type: string };

/** How a word can stand somewhere without being sealed: as it is, in hex, or in base64 at each of its three places. */
function formsOf(word: string): string[] {
  const bytes = Buffer.from(word);
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replaceAll("=", "");
    return text.slice(
      before === 0 ? 0 : before + 1,
      bytes.length % 3 === (3 - before) % 3 ? undefined : -1,
    );
  });
  return [
    word.toLowerCase(),
    bytes.toString("hex"),
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

/** The columns, "table.column", in which one of these words can be read, in whatever form. All of the public tables unless told. */
export async function whereItStands(
  words: readonly string[],
  tables?: readonly string[],
): Promise<string[]> {
  const columns = await ask<Column>(`
    SELECT c.table_name AS "table", c.column_name AS "column", c.data_type AS type FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1, 2`);
  const forms = words.flatMap(formsOf);
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    if (tables && !tables.includes(table)) continue;
    const cells = await ask<{ text: string; bytes: Buffer | null }>(
      `SELECT "${column}"::text AS text, ${type === "bytea" ? `"${column}"` : "NULL::bytea"} AS bytes FROM "${table}" WHERE "${column}" IS NOT NULL`,
    );
    const isThere = cells.some(({ text, bytes }) => {
      const all = [
        text,
        text.toLowerCase(),
        ...(bytes ? [bytes.toString("utf8"), bytes.toString("utf8").toLowerCase()] : []),
      ];
      return forms.some((form) => all.some((one) => one.includes(form)));
    });
    if (isThere) found.push(`${table}.${column}`);
  }
  return found;
}
