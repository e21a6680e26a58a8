import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { inDatabase } from "../support/browser";
import {
  cleanUp,
  fetchStatus,
  freePort,
  isAlive,
  newFolder,
  postmaster,
  start,
} from "../support/portals";

test.afterAll(cleanUp);

test.describe("what cannot work is said in one line, with an exit code", () => {
  const refused = async (env: Record<string, string>, line: RegExp) => {
    const { ended, said } = start(env);
    expect(await ended).not.toBe(0);
    expect(said()).toMatch(line);
    expect(said()).not.toMatch(/\n\s+at /);
  };

  test("a port in use", async () => {
    await refused({ DATA_DIR: newFolder(), PORT: process.env.PORT ?? "" }, /Port \d+ is in use/);
  });
  test("a port that is none", async () => {
    await refused({ DATA_DIR: newFolder(), PORT: "many" }, /PORT must be a number/);
  });
  test("a folder that can't be written", async () => {
    await refused(
      { DATA_DIR: "/dev/null/data", PORT: String(await freePort()) },
      /can't be written/,
    );
  });
  test("a database that can't be reached", async () => {
    await refused(
      {
        DATA_DIR: newFolder(),
        PORT: String(await freePort()),
        DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/none",
      },
      /database can't be reached/,
    );
  });
  test("a portal that runs in the same folder already", async () => {
    await refused(
      { DATA_DIR: process.env.DATA_DIR ?? "", PORT: String(await freePort()) },
      /already runs/,
    );
  });
  test("a database that a newer version has been at", async () => {
    const { databaseUrl } = JSON.parse(
      readFileSync(join(process.env.DATA_DIR ?? "", "running.json"), "utf8"),
    );
    await inDatabase("DROP DATABASE IF EXISTS newer");
    await inDatabase("CREATE DATABASE newer");
    const url = databaseUrl.replace(/\/portal$/, "/newer");
    const pg = await import("pg");
    const client = new pg.default.Client({ connectionString: url });
    await client.connect();
    await client.query(
      "CREATE TABLE _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz); INSERT INTO _prisma_migrations VALUES ('29990101000000_future', now(), NULL)",
    );
    await client.end();
    await refused(
      { DATA_DIR: newFolder(), PORT: String(await freePort()), DATABASE_URL: url },
      /made by a newer version/,
    );
    await inDatabase("DROP DATABASE newer");
  });
});

test("on SIGTERM under load nothing accepted is lost, and no process is left after ten seconds", async () => {
  const folder = newFolder();
  const port = await freePort();
  const { portal, ready, ended } = start({ DATA_DIR: folder, PORT: String(port) });
  await ready;
  const database = postmaster(folder);
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  let lost = 0;
  let answered = 0;
  let isOver = false;
  const one = (path: string) =>
    new Promise<void>((resolve) => {
      let wasAccepted = false;
      const asked = get({ port, path, agent }, (answer) => {
        wasAccepted = true;
        answer.on("data", () => undefined);
        answer.on("end", () => {
          answered++;
          resolve();
        });
        answer.on("aborted", () => lost++);
      });
      asked.on("error", () => {
        if (wasAccepted) lost++;
        resolve();
      });
    });
  const readers = Array.from({ length: 20 }, async (_, at) => {
    while (!isOver) {
      await one(at % 3 === 0 ? `/en/search?q=heart${at}` : "/en/facilities/niguarda");
      if (at % 5 === 0) await wait(5);
    }
  });
  await wait(1000);
  const begun = Date.now();
  portal.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(Date.now() - begun).toBeLessThan(10_000);
  isOver = true;
  await Promise.all(readers);
  agent.destroy();
  expect([lost, answered > 100]).toEqual([0, true]);
  expect(isAlive(database)).toBe(false);
});

test("after kill -9 of everything's parent the next start recovers, and an unchanged start takes under 15 seconds", async () => {
  const folder = newFolder();
  const port = await freePort();
  const env = { DATA_DIR: folder, PORT: String(port) };
  const first = start(env);
  await first.ready;
  expect(await fetchStatus(`http://localhost:${port}/en/facilities/niguarda`)).toBe(200);
  const supervisor = JSON.parse(readFileSync(join(folder, "running.json"), "utf8")).pid;
  process.kill(supervisor, "SIGKILL");
  await first.ended;
  await wait(1500);

  const second = start(env);
  expect(await second.ready).toBeLessThan(15_000);
  expect(second.said()).toContain("nothing to do");
  expect(await fetchStatus(`http://localhost:${port}/en/facilities/niguarda`)).toBe(200);

  // The database hangs: what was published is served, what was not says sorry in the reader's language.
  const database = postmaster(folder);
  expect(await fetchStatus(`http://localhost:${port}/ar/conditions/stroke`)).toBe(200);
  const children = readFileSync(`/proc/${database}/task/${database}/children`, "utf8")
    .trim()
    .split(" ")
    .filter(Boolean)
    .map(Number);
  for (const pid of [database, ...children]) process.kill(pid, "SIGSTOP");
  try {
    expect(await fetchStatus(`http://localhost:${port}/ar/conditions/stroke`)).toBe(200);
    const sorry = await fetch(`http://localhost:${port}/ar/conditions/melanoma`);
    expect([sorry.status, await sorry.text()]).toEqual([503, expect.stringContaining('dir="rtl"')]);
    expect(await fetchStatus(`http://localhost:${port}/api/ready`)).toBe(503);
    expect(await fetchStatus(`http://localhost:${port}/api/health`)).toBe(200);
  } finally {
    for (const pid of [...children, database]) process.kill(pid, "SIGCONT");
  }
  // The database is killed: it comes back by itself, and the pages with it.
  process.kill(database, "SIGKILL");
  await expect
    .poll(() => fetchStatus(`http://localhost:${port}/ar/conditions/melanoma`), {
      timeout: 30_000,
      intervals: [500],
    })
    .toBe(200);

  // The web process dies: it is started again.
  second.portal.kill("SIGTERM");
  expect(await second.ended).toBe(0);
});
