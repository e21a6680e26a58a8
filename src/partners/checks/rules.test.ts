import { expect, test } from "vitest";
import { dayAfter } from "../categories/rules";
import { endOf, isSettled, reminderDue } from "./rules";

const now = new Date("2026-12-01T09:00:00Z");
const withEnd = { ends: "needed", holds: null } as const;
const forAYear = { ends: "none", holds: 365 } as const;

test("a paper with an end of its own needs it, and not one that is past or today", () => {
  expect(endOf(withEnd, "checked", null, now)).toEqual({ reason: "needsEnd" });
  expect(endOf(withEnd, "checked", "2026-12-01", now)).toEqual({ reason: "endPast" });
  expect(endOf(withEnd, "checked", "2027-06-30", now)).toEqual({ endsOn: "2027-06-30" });
});

test("what has no end of its own holds as the list says, or shorter, never longer", () => {
  expect(endOf(forAYear, "checked", null, now)).toEqual({ endsOn: "2027-12-01" });
  expect(endOf(forAYear, "checked", "2027-01-15", now)).toEqual({ endsOn: "2027-01-15" });
  expect(endOf(forAYear, "checked", "2030-01-01", now)).toEqual({ endsOn: "2027-12-01" });
});

test("a waiver ends too, and a failure holds nothing", () => {
  expect(endOf(withEnd, "waived", null, now)).toEqual({ endsOn: "2027-12-01" });
  expect(endOf(forAYear, "failed", null, now)).toEqual({ endsOn: null });
  expect((["open", "checked", "failed", "waived", "expired"] as const).filter(isSettled)).toEqual([
    "checked",
    "waived",
  ]);
});

test("the day of Milan counts, also late in the evening", () => {
  expect(dayAfter(1, new Date("2026-12-01T23:30:00Z"))).toBe("2026-12-03");
});

test.each([
  [61, [], null],
  [60, [], 60],
  [59, [60], null],
  [30, [60], 30],
  [7, [60, 30], 7],
  [0, [60, 30, 7], null],
  [5, [], 7],
  [-1, [], null],
] as const)("with %i days left and %j told, the reminder is %s", (left, told, due) => {
  expect(reminderDue(left, told, [60, 30, 7])).toBe(due);
});
