import { PlainFailure } from "../steps";

/** Says why a figure is missing, in the place of the figure. */
export class NotMeasured extends Error {}

/** One measure, one line: what was measured, the figure, and the aim beside it where there is one. */
export function line(measure: string, figure: string, aim?: string) {
  console.log(`${measure.padEnd(58)} ${figure}${aim ? `   (aim: ${aim})` : ""}`);
}

/** A measure that fails leaves its line, and the others go on. */
export async function measure(name: string, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    const reason =
      error instanceof NotMeasured || error instanceof PlainFailure ? error.message : String(error);
    line(name, `not measured: ${reason.trim().split("\n").at(-1)}`);
  }
}

export const now = () => performance.now();

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = now();
  await work();
  return now() - begun;
}

/** The value below which this share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);
export const milliseconds = (value: number) =>
  `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
export const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
export const ratio = (value: number) => value.toFixed(2);
export const count = (value: number) => value.toLocaleString("en").replaceAll(",", " ");

/** Repeats until the number of times or the time is used up, and says how long each took. */
export async function repeated(
  times: number,
  work: () => Promise<unknown>,
  most = 8_000,
): Promise<number[]> {
  const taken: number[] = [];
  const begun = now();
  while (taken.length < times && (taken.length === 0 || now() - begun < most))
    taken.push(await timed(work));
  return taken;
}
