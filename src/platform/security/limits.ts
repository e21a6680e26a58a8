import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "../db/pool";
import { log } from "../log";
import { requiredNumber } from "../settings";

const limiters = new Map<string, RateLimiterPostgres>();

async function limiter(name: string): Promise<RateLimiterPostgres> {
  const [points, duration] = await Promise.all([
    requiredNumber("limits", `${name}.tries`),
    requiredNumber("limits", `${name}.seconds`),
  ]);
  const id = `${name}:${points}:${duration}`;
  const known = limiters.get(id);
  if (known) return known;
  const made = new RateLimiterPostgres({
    storeClient: pool(),
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration,
  });
  limiters.set(id, made);
  return made;
}

/**
 * Counts one try of each limit, a name among the settings and whom it counts for. Answers the minutes to wait when one
 * of them is used up, else null. All instances count together.
 */
export async function minutesToWait(
  tries: readonly (readonly [name: string, of: string])[],
): Promise<number | null> {
  const answers = await Promise.all(
    tries.map(async ([name, of]) => {
      try {
        await (await limiter(name)).consume(of);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
        throw refusal;
      }
    }),
  );
  const longest = Math.max(0, ...answers);
  if (longest > 0)
    log.warn("tries were used up", {
      tag: tries
        .filter((_, at) => (answers[at] ?? 0) > 0)
        .map(([name]) => name)
        .join(" "),
    });
  return longest > 0 ? Math.ceil(longest / 60_000) : null;
}

/** Gives one try back, after it turned out to be right: whoever does their work from one network does not use it up. */
export async function giveBack(
  tries: readonly (readonly [name: string, of: string])[],
): Promise<void> {
  await Promise.all(tries.map(async ([name, of]) => (await limiter(name)).reward(of)));
}

/** Takes back what was counted, after it turned out to be right. */
export async function forgiveTries(
  tries: readonly (readonly [name: string, of: string])[],
): Promise<void> {
  await Promise.all(tries.map(async ([name, of]) => (await limiter(name)).delete(of)));
}
