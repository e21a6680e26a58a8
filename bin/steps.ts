import { performance } from "node:perf_hooks";

/** A failure that a person can mend; it is shown as one line, without a stack. */
export class PlainFailure extends Error {}

/** Runs one step and prints its name and how long it took. The work may return a remark. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  process.stdout.write(`  ${name} … `);
  const outcome = await work();
  const remark = typeof outcome === "string" ? ` (${outcome})` : "";
  console.log(`${((performance.now() - begun) / 1000).toFixed(1)} s${remark}`);
  return outcome;
}

/** Runs a program to its end; a plain failure prints one line, anything else its stack. */
export async function main(program: () => Promise<void>) {
  try {
    await program();
  } catch (error) {
    console.error(error instanceof PlainFailure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
  // Idle connections of pools that a library keeps would hold the process for another ten seconds.
  process.exit();
}
