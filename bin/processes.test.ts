import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { keepRunning } from "./processes";

/** A program that notes each start, and the words that it does then. */
function program(words: string) {
  const folder = mkdtempSync(join(tmpdir(), "program-"));
  const starts = join(folder, "starts");
  writeFileSync(starts, "");
  const path = join(folder, "program.ts");
  writeFileSync(
    path,
    `import { appendFileSync } from "node:fs"; appendFileSync(${JSON.stringify(starts)}, "x"); process.on("disconnect", () => process.exit()); ${words}`,
  );
  return {
    path: relative(join(import.meta.dirname, ".."), path),
    starts: () => readFileSync(starts, "utf8").length,
  };
}

test("a program that hangs after it was ready is ended and started again; one that beats is left alone", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  const hanging = program('process.send("ready"); setTimeout(() => { for (;;); }, 20);');
  const well = program('process.send("ready"); setInterval(() => process.send("alive"), 20);');
  const kept = [hanging, well].map(({ path }) => keepRunning("tried", path, process.env, 100));
  onTestFinished(() => Promise.all(kept.map((one) => one.stop(100))).then(() => undefined));
  await Promise.all(kept.map(({ ready }) => ready));
  while (hanging.starts() < 2) await wait(50);
  expect(well.starts()).toBe(1);
  expect(said.mock.calls.flat().join("\n")).toContain("says nothing any more");
  said.mockRestore();
});

test("a program that can't start says so once, and not when it dies later", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  const broken = program("process.exit(3);");
  const first = keepRunning("broken", broken.path, process.env);
  onTestFinished(() => first.stop(100));
  await expect(first.ready).rejects.toThrow("could not start (exit code 3)");
  said.mockRestore();
});
