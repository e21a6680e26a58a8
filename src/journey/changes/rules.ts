import type { MilestoneKind } from "../templates/rules";
import type { Effect, MoveOf } from "../windows/rules";

/** What the record and the patient's page keep of one move. Times are ISO instants. */
export type StoredMove = { kind: MilestoneKind; before: string | null; after: string };
export type StoredEffect = {
  leg: string;
  does: Effect["does"];
  /** The times before, where they were known, and those that are asked for: from and to. */
  before: readonly [string, string] | null;
  after: readonly [string, string];
};

export const storedMoves = (moves: readonly MoveOf[]): StoredMove[] =>
  moves.map(({ kind, before, after }) => ({
    kind,
    before: before && new Date(before.start).toISOString(),
    after: new Date(after.start).toISOString(),
  }));
