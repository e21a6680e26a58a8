import { expect, test } from "vitest";
import { barsOf, type Measure, type Statement } from "./rules";

const measure = (value: number, more: Partial<Measure> = {}): Measure => ({
  count: "operations",
  value,
  bound: null,
  who: null,
  topicId: "D07-C01",
  topic: "Breast cancer",
  per: "year",
  year: 2024,
  from: null,
  until: null,
  origin: null,
  edition: null,
  label: null,
  ...more,
});
const said = (...measures: Measure[]): Statement => ({
  id: 1,
  kind: "volume",
  strength: 2,
  unit: null,
  since: null,
  marks: [],
  features: [],
  measures,
  text: null,
  topics: ["D07-C01"],
  isSourced: true,
  sourceUrl: "https://example.org",
  sourceDate: "2025",
  readOn: "2026-11-21",
  confirmedBy: null,
  confirmedOn: null,
});
const bars = (...facilities: [string, Statement[]][]) =>
  barsOf(
    "D07-C01",
    facilities.map(([key, statements]) => ({ key, statements })),
  ).map((bar) => [bar.key, bar.measure.value]);

test("each facility has one bar, its newest count, in the order of the page", () => {
  expect(
    bars(
      ["a", [said(measure(80)), said(measure(500, { year: 2019 }))]],
      ["b", [said(measure(2662))]],
    ),
  ).toEqual([
    ["a", 80],
    ["b", 2662],
  ]);
});

test("totals, parts of a year, children only and other topics stand in no bar", () => {
  expect(
    bars(
      ["a", [said(measure(1000, { per: "total", year: null }))]],
      ["b", [said(measure(29, { who: "children" }))]],
      ["c", [said(measure(40, { per: "part" }))]],
      ["d", [said(measure(7, { topicId: "S37" }))]],
      ["e", [said(measure(300))]],
      ["f", [said(measure(400))]],
    ),
  ).toEqual([
    ["e", 300],
    ["f", 400],
  ]);
});

test("one number alone is compared with nothing", () => {
  expect(bars(["a", [said(measure(300))]], ["b", [said()]])).toEqual([]);
});

test("operations are not set beside patients", () => {
  expect(
    bars(
      ["a", [said(measure(300))]],
      ["b", [said(measure(400))]],
      ["c", [said(measure(9000, { count: "patients" }))]],
    ),
  ).toEqual([
    ["a", 300],
    ["b", 400],
  ]);
});
