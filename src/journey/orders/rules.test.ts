import { expect, test } from "vitest";
import { afterStep, feeOf, stepKinds, stepsFrom } from "./rules";

const startsAt = new Date("2027-03-22T12:00:00Z");
const before = (hours: number) => new Date(startsAt.getTime() - hours * 3_600_000);
const order = {
  state: "confirmed",
  cents: 12_345,
  startsAt,
  cancellation: [
    { hours: 48, percent: 30 },
    { hours: 24, percent: 100 },
  ],
};

test("ending an order costs more the nearer it is, to the hour of its steps and the rounded cent", () => {
  const fee = (hours: number) => feeOf(order, "patient", before(hours));
  expect(fee(200)).toBe(0);
  expect(fee(48)).toBe(0);
  expect(fee(47.9)).toBe(3704);
  expect(fee(24)).toBe(3704);
  expect(fee(23.9)).toBe(12_345);
  expect(fee(-5)).toBe(12_345);
  expect(feeOf({ ...order, cancellation: [] }, "patient", before(1))).toBe(0);
});

test("nothing is owed where the partner ends it, or never said yes", () => {
  expect(feeOf(order, "partner", before(1))).toBe(0);
  expect(feeOf({ ...order, state: "sent" }, "patient", before(1))).toBe(0);
});

test("a step can be tapped only while it makes sense, and each leads to a state from which the rest follow", () => {
  expect(stepsFrom("confirmed")).toEqual(["on-the-way", "late", "arrived", "started", "no-show"]);
  expect(stepsFrom("under-way")).toEqual(["late", "arrived", "started", "finished", "no-show"]);
  for (const state of ["sent", "done", "no-show", "disputed", "refused", "lapsed", "cancelled"])
    expect(stepsFrom(state)).toEqual([]);
  expect(Object.fromEntries(stepKinds.map((kind) => [kind, afterStep(kind)]))).toEqual({
    "on-the-way": "under-way",
    arrived: "under-way",
    started: "under-way",
    late: "confirmed",
    finished: "done",
    "no-show": "no-show",
  });
});
