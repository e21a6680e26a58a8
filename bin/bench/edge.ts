import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort } from "../postgres";
import { NotMeasured } from "./report";
import { until, type Web } from "./web";

export type Edge = { address: string; stop: () => Promise<void> };

const root = join(import.meta.dirname, "..", "..");

function findProgram(name: string, flag: string): string {
  const found = [name, `/usr/sbin/${name}`].find((path) => !spawnSync(path, [flag]).error);
  if (!found) throw new NotMeasured(`${name} is not installed`);
  return found;
}

/** deploy/nginx.conf with its marked values filled in; one worker, so that the one measuring has a core too. */
export function portalConfiguration(web: Web, port: number): string {
  return readFileSync(join(root, "deploy", "nginx.conf"), "utf8")
    .replaceAll("listen __LISTEN__", `listen 127.0.0.1:${port}`)
    .replaceAll("server __FRONT__", `server 127.0.0.1:${web.port}`)
    .replaceAll("root __PAGES__", `root ${web.pages}`)
    .replaceAll("__PORTAL__/", `${root}/`)
    .replace("worker_processes auto", "worker_processes 1");
}

/** The least nginx can do: one file, sent as it lies, with no header that it does not need. */
export const plainConfiguration = (folder: string, port: number) => `worker_processes 1;
events { worker_connections 4096; }
http {
  default_type text/html;
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 10000;
  open_file_cache max=100;
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`;

export async function startNginx(
  folder: string,
  name: string,
  configuration: (port: number) => string,
): Promise<Edge> {
  const nginx = findProgram("nginx", "-v");
  const port = await freePort();
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `  ${kind}_temp_path ${own}/${kind};\n`)
    .join("");
  const file = join(own, "nginx.conf");
  writeFileSync(
    file,
    configuration(port).replace(/^http \{\n/m, (start) => start + temporary),
  );
  const options = ["-p", own, "-c", file, "-e", "stderr"];
  const checked = spawnSync(nginx, [...options, "-t", "-g", `pid ${own}/pid;`], {
    encoding: "utf8",
  });
  if (checked.status !== 0) throw new NotMeasured(`nginx does not take ${name}: ${checked.stderr}`);

  const server = spawn(nginx, [...options, "-g", `pid ${own}/pid; daemon off;`], {
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  await until(() => answers(port), 5_000, `nginx with ${name} does not answer`).catch(
    async (error) => {
      await stop();
      throw error;
    },
  );
  return { address: `http://localhost:${port}`, stop };
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () =>
      resolve(false),
    );
    socket.on("connect", () => socket.destroy());
  });

/** Requests a second over 32 kept connections. An answer that is not a page is no measure. */
export async function requestsPerSecond(address: string): Promise<number> {
  const wrk = findProgram("wrk", "-v");
  const measuring = spawn(wrk, [
    "-t1",
    "-c32",
    "-d4s",
    "-H",
    "Accept-Encoding: gzip",
    address.replace("localhost", "127.0.0.1"),
  ]);
  let said = "";
  measuring.stdout.on("data", (part) => {
    said += part;
  });
  await new Promise((resolve) => measuring.once("close", resolve));
  const found = /Requests\/sec:\s+([\d.]+)/.exec(said);
  if (!found || /Non-2xx|Socket errors/.test(said))
    throw new NotMeasured(`wrk said: ${said.trim() || "nothing"}`);
  return Number(found[1]);
}
