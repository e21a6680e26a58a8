import { pool } from "../../src/platform/db/pool";

type Statement = { text: string; values: unknown[] };

/** The statements that some work sends to the database, in their order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const watched = pool();
  const query = watched.query.bind(watched) as (
    text: string,
    values: unknown[],
  ) => Promise<unknown>;
  const before = watched.query;
  const seen: Statement[] = [];
  watched.query = ((text: string, values: unknown[]) => {
    seen.push({ text, values });
    return query(text, values);
  }) as typeof watched.query;
  try {
    await work();
  } finally {
    watched.query = before;
  }
  return seen;
}

export async function replay(statements: readonly Statement[]) {
  for (const { text, values } of statements) await pool().query(text, values);
}
