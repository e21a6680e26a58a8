import pg from "pg";
import { env } from "../env";

declare global {
  var portalPool: pg.Pool | undefined;
}

/** One pool a process; kept on globalThis because a development server loads modules again. */
export function pool(): pg.Pool {
  globalThis.portalPool ??= makePool(env().DATABASE_URL);
  return globalThis.portalPool;
}

function makePool(connectionString: string) {
  const made = new pg.Pool({
    connectionString,
    max: Number(process.env.DATABASE_POOL ?? 10),
    connectionTimeoutMillis: 3000,
    statement_timeout: 15_000,
    application_name: process.env.PORTAL_PROCESS ?? "portal",
  });
  // A connection that breaks while idle is replaced at the next query; it must not end the process.
  made.on("error", () => undefined);
  return made;
}

export async function closePool() {
  await globalThis.portalPool?.end();
  globalThis.portalPool = undefined;
}
