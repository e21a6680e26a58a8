import pg from "pg";
import { env } from "./env";
import { log } from "./log";

type Follower = {
  /** The tags that changed since the last call, each once. When it throws, the same are told again. */
  changed: (tags: string[]) => Promise<void> | void;
  /** More may have changed than is still on record: everything is to be taken as changed. */
  lost: () => Promise<void> | void;
  /** Where reading left off, kept by the follower; null at the very first. */
  horizon: string | null;
  keepHorizon: (horizon: string) => Promise<void> | void;
};

/**
 * Follows what is published, whoever writes it. It wakes by notification, and looks again every few seconds in
 * case one was missed. Rows are asked for by transaction, because ids are handed out in another order than
 * transactions end. Ends when the signal does.
 */
export async function followChanges(follower: Follower, signal: AbortSignal): Promise<void> {
  let horizon = follower.horizon;
  let seen = new Set<string>();
  let wake: () => void = () => undefined;

  async function read(client: pg.Client) {
    const { rows: state } = await client.query(
      "SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, (SELECT min(xact)::text FROM published_changes) AS oldest",
    );
    const next: string = state[0].horizon;
    if (
      horizon === null ||
      (state[0].oldest !== null &&
        BigInt(state[0].oldest) > BigInt(horizon) &&
        seen.size === 0 &&
        horizon !== "0")
    ) {
      if (horizon !== null) await follower.lost();
      horizon ??= next;
    }
    const { rows } = await client.query<{ id: string; tag: string }>(
      "SELECT id::text, tag FROM published_changes WHERE xact >= $1::xid8 ORDER BY id",
      [horizon],
    );
    const fresh = rows.filter((row) => !seen.has(row.id));
    if (fresh.length > 0) await follower.changed([...new Set(fresh.map((row) => row.tag))]);
    seen = new Set(rows.map((row) => row.id));
    if (next !== horizon) {
      horizon = next;
      await follower.keepHorizon(next);
    }
  }

  while (!signal.aborted) {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: 3000,
      keepAlive: true,
      application_name: "follow-changes",
    });
    const broken = Promise.withResolvers<never>();
    broken.promise.catch(() => undefined);
    client.on("error", broken.reject);
    client.on("end", () => broken.reject(new Error("the connection ended")));
    client.on("notification", () => wake());
    try {
      await client.connect();
      await client.query("LISTEN published_changes");
      while (!signal.aborted) {
        await read(client);
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 5000).unref();
          signal.addEventListener("abort", () => resolve(), { once: true });
        });
        await Promise.race([woken, broken.promise]);
      }
    } catch (error) {
      if (!signal.aborted)
        log.warn("following changes was interrupted", {
          reason: error instanceof Error ? error.message.slice(0, 120) : "unknown",
        });
      await new Promise((resolve) => setTimeout(resolve, 1000).unref());
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
