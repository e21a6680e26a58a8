import { expect, test } from "vitest";
import { canMove, decisionsAt, hasPage, moves, type PartnerState } from "./rules";

const states: PartnerState[] = [
  "draft",
  "submitted",
  "returned",
  "refused",
  "admitted",
  "suspended",
  "ended",
];

test("every state but the first can be reached, and the refused and the ended stay what they are", () => {
  const reached = new Set(Object.values(moves).map(({ to }) => to));
  expect([...reached].sort()).toEqual(states.filter((state) => state !== "draft").sort());
  for (const state of ["refused", "ended"] as const)
    expect(Object.keys(moves).filter((key) => canMove(key as "end", state))).toEqual([]);
});

test("the association decides only what stands before it", () => {
  expect(decisionsAt("draft")).toEqual([]);
  expect(decisionsAt("submitted")).toEqual(["admit", "return", "refuse"]);
  expect(decisionsAt("admitted")).toEqual(["suspend", "end"]);
  expect(decisionsAt("suspended")).toEqual(["resume", "end"]);
});

test("a firm has a page from its admission on, also when it is suspended", () => {
  expect(states.filter(hasPage)).toEqual(["admitted", "suspended", "ended"]);
});
