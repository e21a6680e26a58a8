import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "../../../tests/support/properties";
import { pagesIn, untranslated, workingDaysFor } from "./rules";

test.each<[string, number, number[] | null]>([
  ["", 3, [1, 2, 3]],
  ["2", 3, [2]],
  ["1-3", 3, [1, 2, 3]],
  ["3, 1", 3, [1, 3]],
  ["1–2,2-3", 3, [1, 2, 3]],
  ["0", 3, null],
  ["4", 3, null],
  ["3-1", 3, null],
  ["1-", 3, null],
  ["one", 3, null],
  ["1;2", 3, null],
])("pages said as %j of %i are %j", (said, count, pages) =>
  expect(pagesIn(said, count)).toEqual(pages),
);

test("no pages outside of the paper are ever named", async () => {
  await holds(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."0123456789,- "), maxLength: 12 }),
      fc.integer({ min: 0, max: 40 }),
      (said, count) => {
        expect(pagesIn(said, count)?.every((page) => page >= 1 && page <= count) ?? true).toBe(
          true,
        );
      },
    ),
  );
});

test("twenty pages take two working days, each fifteen more a day", () => {
  expect([1, 20, 21, 35, 36].map(workingDaysFor)).toEqual([2, 2, 3, 3, 4]);
});

test("what is blank is not translated", () => {
  expect(untranslated({ a: "x", b: "y", c: "z" }, { a: "1", b: " \n" })).toEqual(["b", "c"]);
});
