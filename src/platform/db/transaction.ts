import type { ClientBase, QueryResultRow } from "pg";
import { no, ok, type Result } from "../result";
import { pool } from "./pool";
import { type Sql, sql, textOf } from "./sql";

/** Statements of one transaction. */
export type Tx = {
  rows<Row extends QueryResultRow>(query: Sql): Promise<Row[]>;
  row<Row extends QueryResultRow>(query: Sql): Promise<Row | null>;
  /** Runs a statement and says how many rows it touched. */
  run(query: Sql): Promise<number>;
};

/** The statements of a transaction that somebody else began on this connection and ends. */
export const over = (client: ClientBase): Tx => {
  const ask = <Row extends QueryResultRow>(query: Sql) =>
    client.query<Row>({ text: textOf(query), values: [...query.values] });
  return {
    rows: async <Row extends QueryResultRow>(query: Sql) => (await ask<Row>(query)).rows,
    row: async <Row extends QueryResultRow>(query: Sql) => (await ask<Row>(query)).rows[0] ?? null,
    run: async (query) => (await ask(query)).rowCount ?? 0,
  };
};

class Refusal<Reason extends string> extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super("refused");
    this.reason = reason;
  }
}

/** All or nothing. A refusal (`no(…)`) undoes what was done before it, like an error does. */
export async function inTransaction<T, Reason extends string>(
  work: (tx: Tx) => Promise<Result<T, Reason>>,
): Promise<Result<T, Reason>> {
  const client = await pool().connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(over(client));
    if (!result.ok) throw new Refusal(result.reason);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    if (error instanceof Refusal) return no(error.reason as Reason);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The key a form was rendered with, and a hash of what was posted with it. */
export type Once = { key: string; hash: Buffer };

/**
 * As `inTransaction`, at most once for each form rendered. The same form posted again gets the answer it got; the twin
 * of one being worked on is told so; the same key with other content is refused. A refused form may be posted again.
 */
export async function onceInTransaction<T, Reason extends string>(
  once: Once,
  work: (tx: Tx) => Promise<Result<T, Reason>>,
): Promise<Result<T, Reason | "twin" | "otherContent">> {
  return inTransaction(async (tx): Promise<Result<T, Reason | "twin" | "otherContent">> => {
    const turn = await tx.row<{ mine: boolean }>(
      sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${once.key}, 7)) AS mine`,
    );
    if (!turn?.mine) return no("twin");
    const before = await tx.row<{ hash: Buffer; outcome: T }>(
      sql`SELECT hash, outcome FROM form_keys WHERE key = ${once.key}`,
    );
    if (before) return before.hash.equals(once.hash) ? ok(before.outcome) : no("otherContent");
    const result = await work(tx);
    if (result.ok)
      await tx.run(
        sql`INSERT INTO form_keys (key, hash, outcome) VALUES (${once.key}, ${once.hash}, ${JSON.stringify(result.value ?? null)})`,
      );
    return result;
  });
}
