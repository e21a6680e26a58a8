import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findBrowser } from "./browser";
import { build, generateClient } from "./build";
import { clockAt } from "./clock";
import { freePort } from "./postgres";
import { main, PlainFailure, step } from "./steps";

const root = join(import.meta.dirname, "..");
const { values: asked } = parseArgs({
  options: {
    fast: { type: "boolean", default: false },
    at: { type: "string", multiple: true, default: [] },
  },
});
const reports = join(root, ".test");
const count = { passed: 0, failed: 0 };

/** The program a package names in its `bin`. */
function program(name: string, bin: string): string {
  const folder = join(root, "node_modules", name);
  const { bin: bins } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bins === "string" ? bins : bins[bin]);
}

function run(name: string, args: string[], env: Record<string, string | undefined> = {}): boolean {
  console.log(`\n— ${name}`);
  return (
    spawnSync(process.execPath, args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, ...env },
    }).status === 0
  );
}

function tool(name: string, args: string[]) {
  count[run(name, args) ? "passed" : "failed"]++;
}

function vitest(project: string, clock: Record<string, string> = {}) {
  const report = join(reports, `${project}.json`);
  const isGood = run(
    `tests: ${project}`,
    [
      program("vitest", "vitest"),
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    clock,
  );
  tally(isGood, report, (read: { numPassedTests: number; numFailedTests: number }) => [
    read.numPassedTests,
    read.numFailedTests,
  ]);
}

function tally<Report>(
  isGood: boolean,
  report: string,
  counts: (read: Report) => [number, number],
) {
  const [passed, failed] = existsSync(report)
    ? counts(JSON.parse(readFileSync(report, "utf8")) as Report)
    : [0, 0];
  count.passed += passed;
  // A runner that failed without a failed test failed all the same.
  count.failed += failed > 0 || isGood ? failed : 1;
}

/** Starts the portal as a person would, in a folder of its own, for the tests that need one running. */
async function withPortal(work: (env: NodeJS.ProcessEnv) => void) {
  const data = mkdtempSync(join(tmpdir(), "portal-"));
  chmodSync(data, 0o755);
  const port = await freePort();
  // Each test speaks as a client of its own, from behind a proxy that is believed.
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: data,
    TRUSTED_PROXIES: "127.0.0.1,::1",
    PORTAL_LOG: join(reports, "portal.log"),
  };
  const portal = spawn(process.execPath, [join(root, "bin", "start.mjs")], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(env.PORTAL_LOG);
  for (const stream of [portal.stdout, portal.stderr]) stream.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => portal.once("exit", () => resolve()));
  try {
    await new Promise<void>((resolve, reject) => {
      portal.stdout.on("data", (chunk) => String(chunk).includes("Ready after") && resolve());
      void ended.then(() => reject(new PlainFailure("The portal did not start for the tests.")));
    });
    work({ ...env, PORTAL_URL: `http://localhost:${port}` });
  } finally {
    portal.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

function sum() {
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
  process.exitCode = count.failed > 0 ? 1 : 0;
}

/** The tests of rules and of the database with the clock set to another instant, in place of everything else. */
function testAt(at: string) {
  const clock = clockAt(at);
  if (!clock) return console.log(`\n— ${at}: left out, libfaketime is not installed here`);
  console.log(`\n— the clock begins at ${at}`);
  for (const project of ["unit", "database"]) vitest(project, clock);
}

await main(async () => {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  generateClient();
  spawnSync(process.execPath, [program("next", "next"), "typegen"], { cwd: root, stdio: "ignore" });
  if (asked.at.length > 0) {
    for (const at of asked.at) testAt(at);
    return sum();
  }
  tool("types", [program("typescript", "tsc"), "--noEmit"]);
  tool("lint", [program("@biomejs/biome", "biome"), "check", "--error-on-warnings", "."]);
  tool("dead code", [program("knip", "knip")]);
  vitest("unit");
  if (!asked.fast) {
    const browser = findBrowser();
    vitest("database");
    await step("build", () => build());
    await withPortal((env) => {
      const report = join(reports, "browser.json");
      const isGood = run(
        "tests: access, accessibility, browser, process",
        [
          program("@playwright/test", "playwright"),
          "test",
          "--config",
          "tests/playwright.config.ts",
        ],
        { ...env, PLAYWRIGHT_CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      );
      tally(
        isGood,
        report,
        ({ stats }: { stats: { expected: number; flaky: number; unexpected: number } }) => {
          if (stats.flaky > 0) console.log(`${stats.flaky} passed only when tried again`);
          return [stats.expected + stats.flaky, stats.unexpected];
        },
      );
    });
  }
  sum();
});
