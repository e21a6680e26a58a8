import pg from "pg";
import { env } from "../env";

declare global {
  var portalPool: pg.Pool | undefined;
  var portalSidePool: pg.Pool | undefined;
  var portalWatchPool: pg.Pool | undefined;
}

/** One pool a process; kept on globalThis because a development server loads modules again. */
export function pool(): pg.Pool {
  globalThis.portalPool ??= makePool(env().DATABASE_URL);
  return globalThis.portalPool;
}

/**
 * For what is looked up while a transaction is open: a second connection of the same pool could be waited for by all of
 * its transactions at once, for ever.
 */
export function sidePool(): pg.Pool {
  globalThis.portalSidePool ??= makePool(env().DATABASE_URL, 2);
  return globalThis.portalSidePool;
}

/** One connection kept for asking whether the database is there: readiness waits behind nobody's work. */
export function watchPool(): pg.Pool {
  globalThis.portalWatchPool ??= makePool(env().DATABASE_URL, 1);
  return globalThis.portalWatchPool;
}

function makePool(connectionString: string, max = Number(process.env.DATABASE_POOL ?? 10)) {
  const made = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 3000,
    statement_timeout: 15_000,
    application_name: process.env.PORTAL_PROCESS ?? "portal",
  });
  // A connection that breaks while idle is replaced at the next query; it must not end the process.
  made.on("error", () => undefined);
  return made;
}

export async function closePool() {
  await Promise.all(
    [globalThis.portalPool, globalThis.portalSidePool, globalThis.portalWatchPool].map((one) =>
      one?.end(),
    ),
  );
  globalThis.portalPool = undefined;
  globalThis.portalSidePool = undefined;
  globalThis.portalWatchPool = undefined;
}
