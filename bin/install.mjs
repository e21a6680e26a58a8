import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const windows = process.platform === "win32";
const stamp = join(root, "node_modules", ".installed-for");

/** Installs what the lock file names, if that is not what is installed already. */
function install() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const begun = performance.now();
  process.stdout.write("  installing packages … ");
  // Not `npm ci`: it refuses a lock file made where a registry lacks some other system's optional binaries.
  // The versions are the lock file's either way, and --no-save leaves that file alone.
  // The browser that the tests use is looked for by the tests; the schema engine is the WebAssembly one.
  const env = {
    ...process.env,
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    npm_config_audit: "false",
    npm_config_fund: "false",
  };
  const done = spawnSync("npm", ["install", "--no-save", "--no-progress", "--loglevel=error"], {
    cwd: root,
    env,
    shell: windows,
    encoding: "utf8",
  });
  if (done.status !== 0) {
    console.error(`failed\n${done.stderr || done.stdout || done.error}`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
  console.log(`${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

/** Runs one of the TypeScript programs of this folder with the Node that the project brings. */
export async function handOver(program, args) {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major < 20) {
    console.error(`Node 20 or newer is needed; this is ${process.version}.`);
    process.exit(1);
  }
  install();
  const bundled = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");
  const node = existsSync(bundled) ? bundled : process.execPath;
  const child = spawn(
    node,
    ["--conditions=react-server", "--import", "tsx", join(root, "bin", program), ...args],
    { cwd: root, stdio: "inherit" },
  );
  // The terminal signals the whole group; what is sent to this process alone is passed on.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  const [code, signal] = await new Promise((resolve) => child.on("exit", (...how) => resolve(how)));
  process.exit(code ?? (signal ? 1 : 0));
}
