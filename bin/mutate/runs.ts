import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const kept = [".git", ".next", ".data", ".test", "node_modules"];
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");

/** A copy of the tree to put faults into: the tree itself is never touched. */
export function copyTree(to: string) {
  mkdirSync(to, { recursive: true });
  cpSync(root, to, {
    recursive: true,
    filter: (path) => !kept.some((name) => path === join(root, name)),
  });
  symlinkSync(join(root, "node_modules"), join(to, "node_modules"));
}

type Ran = { file: string; isGood: boolean; ms: number };
export type Outcome = { files: Ran[]; isGood: boolean; isLate: boolean; said: string };

/** Runs test files in a copy. With `bail` it stops at the first test that fails. */
export async function runTests(
  tree: string,
  args: string[],
  options: { databaseUrl: string; workers: number; ms?: number },
): Promise<Outcome> {
  const report = join(tree, ".report.json");
  rmSync(report, { force: true });
  const run = spawn(
    process.execPath,
    [
      vitest,
      ...args,
      "--run",
      "--maxWorkers",
      String(options.workers),
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    {
      cwd: tree,
      env: { ...process.env, TEST_DATABASE_URL: options.databaseUrl, LOG_LEVEL: "silent" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  let said = "";
  for (const stream of [run.stdout, run.stderr])
    stream.on("data", (chunk) => {
      said = (said + chunk).slice(-4000);
    });
  let isLate = false;
  const clock = setTimeout(() => {
    isLate = true;
    if (run.pid) process.kill(-run.pid, "SIGKILL");
  }, options.ms ?? 3_600_000);
  const code = await new Promise<number | null>((resolve) => run.once("exit", resolve));
  clearTimeout(clock);
  return { files: read(report, tree), isGood: code === 0, isLate, said };
}

type Report = {
  testResults: { name: string; status: string; startTime: number; endTime: number }[];
};

function read(report: string, tree: string): Ran[] {
  if (!existsSync(report)) return [];
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  return testResults.map(({ name, status, startTime, endTime }) => ({
    file: name.slice(tree.length + 1),
    isGood: status === "passed",
    ms: endTime - startTime,
  }));
}
