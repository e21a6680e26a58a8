import type { QueryResultRow } from "pg";
import { pool } from "./pool";

/** A piece of SQL with its values apart. Pieces nest; values never become part of the text. */
export type Sql = { readonly strings: readonly string[]; readonly values: readonly unknown[] };

const isSql = (value: unknown): value is Sql =>
  typeof value === "object" && value !== null && "strings" in value && "values" in value;

/** ``sql`… ${value} … ${anotherPiece} …` `` */
export function sql(parts: TemplateStringsArray, ...inserts: unknown[]): Sql {
  const strings = [parts[0] ?? ""];
  const values: unknown[] = [];
  const append = (text: string) => {
    strings[strings.length - 1] += text;
  };
  inserts.forEach((insert, at) => {
    if (isSql(insert)) {
      append(insert.strings[0] ?? "");
      insert.values.forEach((value, inner) => {
        values.push(value);
        strings.push(insert.strings[inner + 1] ?? "");
      });
    } else {
      values.push(insert);
      strings.push("");
    }
    append(parts[at + 1] ?? "");
  });
  return { strings, values };
}

export const none: Sql = sql``;

export function join(pieces: readonly Sql[], between: Sql): Sql {
  return pieces.reduce(
    (all, piece, at) => (at === 0 ? piece : sql`${all}${between}${piece}`),
    none,
  );
}

export const textOf = (query: Sql) =>
  query.strings.reduce((text, part, at) => (at === 0 ? part : `${text}$${at}${part}`), "");

/**
 * Reads rows with plain SQL: the hot paths, where Prisma costs three times the query.
 * The caller states the row's shape; a test of each query holds it to that. A query with a name, whose text is
 * always the same, is planned once for each connection.
 */
export async function rows<Row extends QueryResultRow>(query: Sql, name?: string): Promise<Row[]> {
  const answer = await pool().query<Row>({
    text: textOf(query),
    values: [...query.values],
    ...(name ? { name } : {}),
  });
  return answer.rows;
}

export async function row<Row extends QueryResultRow>(query: Sql): Promise<Row | null> {
  return (await rows<Row>(query))[0] ?? null;
}
