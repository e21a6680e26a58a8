import { expect, test } from "vitest";
import { isOld, sourceName } from "./rules";

const now = new Date("2026-11-22T00:00:00Z");

test.each([
  ["2026-01", false],
  ["2024", false],
  ["2023-12-31", true],
  ["2019-09", true],
  [null, false],
])("what was said in %s is old after three years: %s", (date, old) => {
  expect(isOld(date, now, 3)).toBe(old);
});

test("a source is named by its site", () => {
  expect(sourceName("https://www.example.org/a/b")).toBe("example.org");
  expect(sourceName("not an address")).toBe("not an address");
  expect(sourceName("https://www.dati.salute.gov.it/it/dataset/x/")).toBe("Ministero della Salute");
});
