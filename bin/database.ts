import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isAlive, startPostgres } from "./postgres";

type Run = { pid: number; databaseUrl: string };

export const dataFolder = () => resolve(process.env.DATA_DIR || ".data");
const runFile = () => join(dataFolder(), "running.json");

/** The portal that runs in the data folder now, if one does. What a killed start left is no running portal. */
export function runningPortal(): Run | null {
  if (!existsSync(runFile())) return null;
  const run: Run = JSON.parse(readFileSync(runFile(), "utf8"));
  const command = existsSync(`/proc/${run.pid}/cmdline`)
    ? readFileSync(`/proc/${run.pid}/cmdline`, "utf8")
    : "portal.ts";
  return isAlive(run.pid) && command.includes("portal.ts") ? run : null;
}

export function noteRunning(databaseUrl: string) {
  writeFileSync(runFile(), JSON.stringify({ pid: process.pid, databaseUrl } satisfies Run), {
    mode: 0o600,
  });
}

export const noteStopped = () => rmSync(runFile(), { force: true });

/** The database of DATABASE_URL, of the running portal, or else one started in the data folder while `work` runs. */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const url = process.env.DATABASE_URL || runningPortal()?.databaseUrl;
  if (url) return work(url);
  const server = await startPostgres(dataFolder());
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}
