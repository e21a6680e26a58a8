import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

const root = process.cwd().endsWith("tests") ? join(process.cwd(), "..") : process.cwd();
const folders: string[] = [];
const portals: ChildProcess[] = [];

export function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "portal-process-"));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export type Started = {
  portal: ChildProcess;
  said: () => string;
  ended: Promise<number | null>;
  ready: Promise<number>;
};

export function start(env: Record<string, string>): Started {
  const begun = Date.now();
  const { DATABASE_URL: _own, ...rest } = process.env;
  const portal = spawn(process.execPath, ["bin/start.mjs"], {
    cwd: root,
    env: { ...rest, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  portals.push(portal);
  let text = "";
  const ready = Promise.withResolvers<number>();
  ready.promise.catch(() => undefined);
  for (const stream of [portal.stdout, portal.stderr])
    stream.on("data", (chunk) => {
      text += chunk;
      if (text.includes("Ready after")) ready.resolve(Date.now() - begun);
    });
  const ended = new Promise<number | null>((resolve) =>
    portal.once("exit", (code) => {
      ready.reject(new Error(text));
      resolve(code);
    }),
  );
  return { portal, said: () => text, ended, ready: ready.promise };
}

export const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
export const postmaster = (folder: string) =>
  Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
export const fetchStatus = async (url: string) => (await fetch(url)).status;

/** Ends whatever a test has left running, and removes its folders. */
export function cleanUp() {
  for (const portal of portals) if (portal.exitCode === null) portal.kill("SIGKILL");
  for (const folder of folders) {
    try {
      process.kill(postmaster(folder), "SIGKILL");
    } catch {
      /* It ended with its portal. */
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The process of the portal in `folder` that has this name: web, worker or mail. */
function processNamed(name: string, supervisor: number): number | undefined {
  const children = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, "utf8")
    .trim()
    .split(" ")
    .map(Number);
  return children.find((pid) =>
    readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`PORTAL_PROCESS=${name}`),
  );
}
const runOf = (folder: string): { pid: number; databaseUrl: string } =>
  JSON.parse(readFileSync(join(folder, "running.json"), "utf8"));

export async function query(folder: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: runOf(folder).databaseUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Kills the programs of a portal one after the other, each time when it is ready again. */
export async function killAgainAndAgain(folder: string, base: string, victims: readonly string[]) {
  for (const victim of victims) {
    await wait(1500);
    const pid =
      victim === "database" ? postmaster(folder) : processNamed(victim, runOf(folder).pid);
    if (pid) process.kill(pid, "SIGKILL");
    const end = Date.now() + 30_000;
    while ((await fetchStatus(`${base}/api/ready`).catch(() => 0)) !== 200) {
      if (Date.now() > end)
        throw new Error(`the portal did not come back after the ${victim} was killed`);
      await wait(200);
    }
  }
}
