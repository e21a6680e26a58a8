import { expect, test } from "vitest";
import { nextHappening } from "../milestones/rules";
import { type MilestoneKind, milestoneKinds } from "../templates/rules";
import type { Certainty, Milestone } from "../windows/rules";
import { phaseOf } from "./rules";

const stones = (done: readonly MilestoneKind[], but: readonly MilestoneKind[] = []) =>
  new Map(
    milestoneKinds
      .filter((kind) => !but.includes(kind))
      .map((kind): [MilestoneKind, Milestone] => [
        kind,
        { start: 0, end: 0, certainty: done.includes(kind) ? "done" : "fixed" },
      ]),
  );

test("the phase follows the last thing that happened, and nothing that is only planned or fixed", () => {
  const happened: MilestoneKind[] = [];
  const phases = [phaseOf(stones([]))];
  for (const kind of [
    "visa",
    "arrival",
    "admission",
    "operation",
    "discharge",
    "departure",
    "home",
  ] as const) {
    happened.push(kind);
    phases.push(phaseOf(stones(happened)));
  }
  expect(phases).toEqual([
    "visa",
    "planning",
    "on-the-way",
    "in-treatment",
    "in-treatment",
    "recovering",
    "recovering",
    "home",
  ]);
  expect(phaseOf(stones([], ["visa"]))).toBe("planning");
  expect(phaseOf(new Map())).toBe("planning");
});

test("what can be said to have happened is one thing at a time, by the one whose it is, in the order of the way", () => {
  const done: MilestoneKind[] = [];
  const said: [MilestoneKind, string][] = [];
  for (let next = nextHappening(stones(done)); next; next = nextHappening(stones(done))) {
    said.push([next.kind, next.by]);
    done.push(next.kind);
  }
  expect(said).toEqual([
    ["visa", "patient"],
    ["arrival", "patient"],
    ["admission", "facility"],
    ["operation", "facility"],
    ["discharge", "facility"],
    ["departure", "patient"],
    ["home", "patient"],
  ]);
  const certainty: Certainty = "planned";
  expect(nextHappening(new Map([["arrival", { certainty }]]))?.kind).toBe("arrival");
  expect(nextHappening(new Map())).toBeNull();
});
