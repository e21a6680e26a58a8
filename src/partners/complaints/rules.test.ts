import { expect, test } from "vitest";
import { dueBy, lateIn, stepsAt } from "./rules";

const [soon, later] = [new Date("2026-12-06"), new Date("2026-12-31")];
const timed = { acknowledgeBy: soon, answerBy: later };

test("an answer ends a complaint, and mediation is a step on the way that need not be taken", () => {
  expect(stepsAt("open")).toEqual(["acknowledge", "mediate", "answer"]);
  expect(stepsAt("acknowledged")).toEqual(["mediate", "answer"]);
  expect(stepsAt("mediation")).toEqual(["answer"]);
  expect(stepsAt("answered")).toEqual([]);
});

test("what is due next follows from where it stands", () => {
  expect(dueBy({ ...timed, state: "open" })).toBe(soon);
  expect(dueBy({ ...timed, state: "mediation" })).toBe(later);
  expect(dueBy({ ...timed, state: "answered" })).toBeNull();
});

test("each lateness is told once", () => {
  const now = new Date("2027-01-01");
  expect(lateIn({ ...timed, state: "open", told: [] }, now)).toEqual(["acknowledge", "answer"]);
  expect(lateIn({ ...timed, state: "open", told: ["acknowledge"] }, now)).toEqual(["answer"]);
  expect(lateIn({ ...timed, state: "answered", told: [] }, now)).toEqual([]);
  expect(lateIn({ ...timed, state: "acknowledged", told: [] }, soon)).toEqual([]);
});
