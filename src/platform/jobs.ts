import "server-only";
import { sql } from "./db/sql";
import type { Tx } from "./db/transaction";

type Options = { runAt?: Date /** One job of this key waits at a time. */; key?: string };

/** After this many tries, about a day, a job counts as failed for good and is shown to the association. */
const mostTries = 14;

/** Adds a job in the transaction that needs it. Its payload holds ids, never anybody's words. */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: Record<string, string>,
  { runAt, key }: Options = {},
): Promise<void> {
  await tx.run(sql`
    SELECT enqueue_job(${task}, ${JSON.stringify(payload)}::json, ${runAt ?? null}::timestamptz, ${mostTries}::int, ${key ?? null}::text)`);
}

/** What the worker runs, by name. Each may run twice. */
export type Jobs = Record<string, (payload: Record<string, string>) => Promise<void>>;
