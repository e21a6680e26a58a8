import { expect, test } from "vitest";
import { workdaysAfter } from "./rules";

test.each([
  ["a Monday", "2026-11-30T09:00:00Z", "2026-12-02"],
  ["a Friday, over the weekend", "2026-11-27T09:00:00Z", "2026-12-01"],
  ["before the Immaculate Conception", "2026-12-07T09:00:00Z", "2026-12-10"],
  ["before Easter Monday", "2027-03-26T09:00:00Z", "2027-03-31"],
  ["before Christmas", "2026-12-24T09:00:00Z", "2026-12-29"],
])("two working days after %s", (_, from, day) => {
  expect(workdaysAfter(new Date(from), 2).toISOString().slice(0, 10)).toBe(day);
});
