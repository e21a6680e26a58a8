import { createHash } from "node:crypto";
import type { Fault } from "./faults";

/** Whole folders, and roles, whose faults the tests of rules and of the database are to find. */
const left = [
  /\.(test|d)\.ts$/,
  /\/generated\//,
  /^src\/app\//,
  /\/components\//,
  /\/(actions|guards|main)\.ts$/,
  /^src\/(instrumentation|worker|jobs|mail-sink|proxy)\.ts$/,
  /\/(environment|log|pool|prisma)\.ts$/,
];

export const isMutable = (file: string) =>
  /^src\/.+\.ts$/.test(file) && !left.some((pattern) => pattern.test(file));

/**
 * A number of faults over all files, each file's share by the root of how many it offers, twice that where a promise is kept, of as many kinds as can be.
 * The same seed chooses the same faults, and goes on choosing them while their line stands as it is.
 */
export function choose(all: Fault[], count: number, seed: number): Fault[] {
  const files = Map.groupBy(all, (fault) => fault.file);
  const weights = [...files].map(([file, faults]) => ({
    file,
    weight:
      Math.sqrt(faults.length) * (/\/(commands|policy|rules)\.ts$|^src\/front/.test(file) ? 2 : 1),
  }));
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  return weights.flatMap(({ file, weight }) =>
    // A file with less than half a fault's share has one when the dice of its name say so.
    mixed(files.get(file) ?? [], Math.floor((count * weight) / sum + dice(file, seed)), seed),
  );
}

/** A number from 0 to 1 that is the same for the same words. */
function dice(words: string, seed: number): number {
  return createHash("sha256").update(`${seed}\0${words}`).digest().readUInt32BE() / 2 ** 32;
}

function mixed(faults: Fault[], most: number, seed: number): Fault[] {
  const kinds = [...Map.groupBy(faults, (fault) => fault.kind).values()]
    .map((ofKind) => ofKind.toSorted((a, b) => dice(a.id, seed) - dice(b.id, seed)))
    .sort((a, b) => dice(a[0]?.id ?? "", seed) - dice(b[0]?.id ?? "", seed));
  const chosen: Fault[] = [];
  for (let round = 0; chosen.length < most && kinds.some((one) => one[round]); round++)
    for (const ofKind of kinds) {
      const next = ofKind[round];
      if (next && chosen.length < most) chosen.push(next);
    }
  return chosen.sort((a, b) => a.start - b.start);
}
