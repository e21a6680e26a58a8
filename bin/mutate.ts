import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fillTemplate } from "../tests/support/template";
import { choose, isMutable } from "./mutate/choice";
import { type Fault, faultsOf, withFault } from "./mutate/faults";
import { probeName, withProbes } from "./mutate/probes";
import { copyTree, runTests } from "./mutate/runs";
import { startPostgres } from "./postgres";
import { main, PlainFailure, step } from "./steps";

/**
 * npm run mutate [-- --only src/accounts --count 60 --seed 2 --list --again]
 * Puts small faults into copies of the tree, one at a time, and runs the tests that come by its line.
 * What no test notices is printed with its line; above one in twenty it fails. `--again` tries the last survivors.
 */
const { values: asked } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: ["src"] },
    count: { type: "string", default: "240" },
    seed: { type: "string", default: "1" },
    slots: { type: "string", default: "2" },
    list: { type: "boolean", default: false },
    again: { type: "boolean", default: false },
  },
});

const root = join(import.meta.dirname, "..");
const kept = join(root, "node_modules", ".cache", "mutate");
const last = join(kept, "survivors.json");
const texts = new Map<string, string>();

/** The text as it stood when the run began: one may go on writing meanwhile. */
function textOf(file: string): string {
  const text = texts.get(file) ?? readFileSync(join(root, file), "utf8");
  texts.set(file, text);
  return text;
}

/** Which test files come by each probe, and how long each takes. */
type Reached = { by: Record<string, string[]>; ms: Record<string, number> };
type Tried = { fault: Fault; caughtBy: string | null };

function hashOfTree(): string {
  const hash = createHash("sha256").update(asked.only.join());
  for (const file of globSync("{src,tests,prisma,messages,bin}/**/*", { cwd: root }).sort())
    if (/\.(tsx?|json|sql|prisma)$/.test(file)) hash.update(file).update(textOf(file));
  return hash.digest("hex").slice(0, 16);
}

/** One run of the tests with a probe at every line that could be faulty. Kept until anything changes. */
async function findReached(tree: string, all: Fault[], databaseUrl: string): Promise<Reached> {
  const memory = join(kept, `${hashOfTree()}.json`);
  if (existsSync(memory)) return JSON.parse(readFileSync(memory, "utf8"));
  const folder = join(tree, ".reached");
  mkdirSync(folder, { recursive: true });
  const files = [...Map.groupBy(all, (fault) => fault.file)];
  for (const [file, faults] of files)
    writeFileSync(join(tree, file), withProbes(file, textOf(file), faults, folder));
  const ran = await runTests(tree, ["related", ...files.map(([file]) => file)], {
    databaseUrl,
    workers: Number(asked.slots),
  });
  for (const [file] of files) writeFileSync(join(tree, file), textOf(file));
  const failed = ran.files.filter(({ isGood }) => !isGood).map(({ file }) => file);
  if (ran.files.length === 0) throw new PlainFailure(`No test ran.\n${ran.said}`);
  if (failed.length > 0)
    console.log(`\n  left out, as they fail without any fault: ${failed.join(", ")}`);
  const by: Record<string, string[]> = {};
  for (const name of readdirSync(folder))
    by[name] = [...new Set(readFileSync(join(folder, name), "utf8").trim().split("\n"))]
      .map((test) => test.slice(tree.length + 1))
      .filter((test) => !failed.includes(test));
  const reached = { by, ms: Object.fromEntries(ran.files.map(({ file, ms }) => [file, ms])) };
  mkdirSync(kept, { recursive: true });
  if (failed.length === 0) writeFileSync(memory, JSON.stringify(reached));
  return reached;
}

/** The tests that come by a fault, those that are likeliest to notice it first. */
function testsFor(fault: Fault, { by, ms }: Reached): string[] {
  const folder = fault.file.slice(0, fault.file.lastIndexOf("/"));
  const words = new Set(fault.file.split(/[/.-]/));
  const likeness = (test: string) =>
    (test.startsWith(`${folder}/`) ? 4 : 0) +
    test
      .slice(test.lastIndexOf("/") + 1)
      .split(/[.-]/)
      .filter((word) => words.has(word)).length -
    (ms[test] ?? 0) / 30_000;
  return (by[probeName(fault.file, fault)] ?? []).toSorted((a, b) => likeness(b) - likeness(a));
}

/** The name of the test file that noticed, "time" where the tests did not end, or null. */
async function tryFault(tree: string, fault: Fault, reached: Reached, databaseUrl: string) {
  const tests = testsFor(fault, reached);
  const text = textOf(fault.file);
  writeFileSync(join(tree, fault.file), withFault(text, fault));
  try {
    for (const wave of [tests.slice(0, 1), tests.slice(1, 3), tests.slice(3)]) {
      if (wave.length === 0) continue;
      const usual = wave.reduce((sum, test) => sum + (reached.ms[test] ?? 0), 0);
      const ran = await runTests(tree, [...wave, "--bail", "1"], {
        databaseUrl,
        workers: 1,
        ms: 90_000 + 3 * usual,
      });
      if (ran.isLate) return "time";
      if (!ran.isGood) return ran.files.find(({ isGood }) => !isGood)?.file ?? "a crash";
    }
    return null;
  } finally {
    writeFileSync(join(tree, fault.file), text);
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").slice(0, 140);

function difference({ file, line, kind, start, end, put }: Fault): string {
  const text = textOf(file);
  const from = text.lastIndexOf("\n", start) + 1;
  const until = text.indexOf("\n", end);
  const before = oneLine(text.slice(from, until));
  const after = oneLine(text.slice(from, start) + put + text.slice(end, until));
  return `${file}:${line}  ${kind}\n    - ${before}\n    + ${after}`;
}

function report(tried: Tried[], seconds: number) {
  const survivors = tried.filter(({ caughtBy }) => caughtBy === null).map(({ fault }) => fault);
  const domains = Map.groupBy(tried, ({ fault }) => fault.file.split("/")[1]);
  console.log("");
  for (const [domain, ofDomain] of domains) {
    const lost = ofDomain.filter(({ caughtBy }) => caughtBy === null).length;
    console.log(`  ${domain}: ${ofDomain.length - lost} of ${ofDomain.length} noticed`);
  }
  if (survivors.length > 0)
    console.log(`\nNobody noticed:\n${survivors.map(difference).join("\n")}`);
  mkdirSync(kept, { recursive: true });
  writeFileSync(last, JSON.stringify(survivors.map(({ id }) => id)));
  const share = (100 * survivors.length) / Math.max(1, tried.length);
  console.log(
    `\n${tried.length} faults, ${survivors.length} unnoticed (${share.toFixed(1)} %), in ${Math.round(seconds / 60)} minutes`,
  );
  process.exitCode = share > 5 ? 1 : 0;
}

await main(async () => {
  const files = globSync("src/**/*.ts", { cwd: root })
    .filter(isMutable)
    .filter((file) => asked.only.some((part) => file.startsWith(part)))
    .sort();
  const all = files.flatMap((file) => faultsOf(file, textOf(file)));
  const survived: string[] = asked.again ? JSON.parse(readFileSync(last, "utf8")) : [];
  const chosen = asked.again
    ? all.filter(({ id }) => survived.includes(id))
    : choose(all, Number(asked.count), Number(asked.seed));
  console.log(`${chosen.length} of ${all.length} faults in ${files.length} files`);
  if (asked.list) {
    for (const fault of chosen) console.log(difference(fault));
    return;
  }

  const folder = realpathSync(mkdtempSync(join(tmpdir(), "portal-mutate-")));
  chmodSync(folder, 0o755);
  const server = await startPostgres(folder, { isFast: true });
  const begun = performance.now();
  const giveUp = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void giveUp().then(() => process.exit(1)));
  try {
    const trees = Array.from({ length: Number(asked.slots) }, (_, at) => join(folder, `tree${at}`));
    await step("copies and a database", async () => {
      for (const tree of trees) copyTree(tree);
      await fillTemplate(server.url);
    });
    let reached: Reached = { by: {}, ms: {} };
    await step("which tests come by which line", async () => {
      reached = await findReached(trees[0] ?? "", all, server.url);
    });
    const waiting = [...chosen];
    const tried: Tried[] = [];
    await Promise.all(
      trees.map(async (tree) => {
        for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
          const from = performance.now();
          const caughtBy = await tryFault(tree, fault, reached, server.url);
          tried.push({ fault, caughtBy });
          const took = ((performance.now() - from) / 1000).toFixed(0);
          const known = testsFor(fault, reached).length;
          console.log(
            `${tried.length}/${chosen.length} ${caughtBy ? "noticed " : "UNNOTICED"} ${fault.file}:${fault.line} ${fault.kind} (${caughtBy ?? `${known} test files`}, ${took} s)`,
          );
        }
      }),
    );
    report(tried, (performance.now() - begun) / 1000);
  } finally {
    await giveUp();
  }
});
