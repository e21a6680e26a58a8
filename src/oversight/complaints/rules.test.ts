import { expect, test } from "vitest";
import { dueNext, lateIn } from "./rules";

const calendar = {
  timeZone: "Europe/Rome",
  days: [1, 2, 3, 4, 5],
  from: "08:00",
  to: "18:00",
  holidays: [],
};
const limits = {
  calendar,
  complaint: {
    acknowledge: { amount: 2, unit: "working-days" },
    answer: { amount: 20, unit: "working-days" },
  },
} as const;
const at = (day: string) => new Date(`${day}T10:00:00Z`);
const complaint = {
  state: "open",
  createdAt: at("2026-12-01"),
  acknowledgeBy: at("2026-12-03"),
  answerBy: at("2026-12-29"),
} as const;

test("a complaint waits first to be acknowledged, then to be answered, and then for nothing", () => {
  expect(dueNext(complaint, limits, at("2026-12-01"))).toEqual({
    by: complaint.acknowledgeBy,
    colour: "green",
  });
  expect(dueNext(complaint, limits, at("2026-12-04"))).toEqual({
    by: complaint.acknowledgeBy,
    colour: "red",
  });
  expect(dueNext({ ...complaint, state: "acknowledged" }, limits, at("2026-12-04"))).toEqual({
    by: complaint.answerBy,
    colour: "green",
  });
  expect(dueNext({ ...complaint, state: "answered" }, limits, at("2027-12-04"))).toBeNull();
});

test("what is late is told once of each kind", () => {
  expect(lateIn({ ...complaint, told: [] }, at("2026-12-02"))).toEqual([]);
  expect(lateIn({ ...complaint, told: [] }, at("2026-12-04"))).toEqual(["acknowledge"]);
  expect(lateIn({ ...complaint, told: ["acknowledge"] }, at("2026-12-30"))).toEqual(["answer"]);
  expect(lateIn({ ...complaint, state: "acknowledged", told: [] }, at("2026-12-30"))).toEqual([
    "answer",
  ]);
  expect(lateIn({ ...complaint, state: "answered", told: [] }, at("2026-12-30"))).toEqual([]);
});
