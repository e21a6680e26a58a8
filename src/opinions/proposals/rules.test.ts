import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../../../tests/support/properties";
import { ageOn, type Candidate, fits, proposalOf, putFirst } from "./rules";

const candidate = (change: Partial<Candidate> = {}): Candidate => ({
  facilityId: 1,
  name: "A house",
  fit: "condition",
  isOffered: true,
  isConfirmed: true,
  nextCheckOn: "2027-06-01",
  pausedUntil: null,
  openCases: 0,
  capacity: 3,
  feeCents: 30_000,
  teamFeeCents: null,
  currency: "EUR",
  days: 5,
  minAge: 0,
  maxAge: 120,
  families: [],
  languages: ["it"],
  withInterpreter: true,
  countriesNotServed: [],
  share: 0,
  isDemo: false,
  ...change,
});
const need = { family: "cancer", age: 40, language: "ar", country: "EG", today: "2026-12-03" };
const order = (...candidates: Candidate[]) =>
  proposalOf(need, candidates).lines.map((line) => line.facilityId);

describe("a facility is left out", () => {
  test.each<[string, Partial<Candidate>, string]>([
    ["that offers no second opinions", { isOffered: false }, "not-offered"],
    ["whose terms nobody has confirmed", { isConfirmed: false }, "not-confirmed"],
    ["whose confirmation has run out", { nextCheckOn: "2026-12-02" }, "not-confirmed"],
    ["of another field", { fit: null }, "discipline"],
    ["that takes other kinds of cases", { families: ["eye"] }, "discipline"],
    ["for older patients", { minAge: 41 }, "age"],
    ["for children", { maxAge: 17 }, "age"],
    ["that cannot take the country", { countriesNotServed: ["EG"] }, "country"],
    ["without the language and without interpreters", { withInterpreter: false }, "language"],
    ["that is full", { openCases: 3 }, "full"],
    ["that pauses today", { pausedUntil: "2026-12-03" }, "full"],
  ])("%s", (_, change, code) => {
    const { lines, leftOut } = proposalOf(need, [candidate(change)]);
    expect([lines, leftOut]).toEqual([[], [{ facilityId: 1, name: "A house", code }]]);
  });

  test("for none of these when they do not hold", () => {
    expect(
      order(
        candidate({
          nextCheckOn: "2026-12-03",
          pausedUntil: "2026-12-02",
          minAge: 40,
          maxAge: 40,
          families: ["cancer"],
          openCases: 2,
        }),
      ),
    ).toEqual([1]);
    expect(proposalOf({ ...need, age: null }, [candidate({ minAge: 41 })]).lines).toHaveLength(1);
    expect(order(candidate({ withInterpreter: false, languages: ["ar"] }))).toEqual([1]);
  });
});

describe("the order", () => {
  test("follows fit, then days, then language, then fee, then who was asked less", () => {
    expect(
      order(
        candidate({ facilityId: 1, fit: "specialty", days: 1 }),
        candidate({ facilityId: 2, days: 5 }),
      ),
    ).toEqual([2, 1]);
    expect(
      order(candidate({ facilityId: 1, feeCents: 0 }), candidate({ facilityId: 2, days: 4 })),
    ).toEqual([2, 1]);
    expect(
      order(
        candidate({ facilityId: 1, feeCents: 0 }),
        candidate({ facilityId: 2, languages: ["ar"] }),
      ),
    ).toEqual([2, 1]);
    expect(
      order(candidate({ facilityId: 1 }), candidate({ facilityId: 2, feeCents: 29_999, share: 9 })),
    ).toEqual([2, 1]);
    expect(
      order(candidate({ facilityId: 1, share: 2 }), candidate({ facilityId: 2, share: 1 })),
    ).toEqual([2, 1]);
  });

  const some = fc.array(
    fc.record({
      facilityId: fc.integer({ min: 1, max: 500 }),
      fit: fc.constantFrom(...fits, null),
      days: fc.integer({ min: 1, max: 5 }),
      feeCents: fc.integer({ min: 0, max: 3 }),
      share: fc.integer({ min: 0, max: 2 }),
      isOffered: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  const distinct = (list: { facilityId: number }[]) =>
    new Set(list.map((one) => one.facilityId)).size === list.length;

  test("does not hang on the order in which facilities are looked at, and loses none", async () => {
    await holds(
      fc.property(some.filter(distinct), (changes) => {
        const candidates = changes.map((change) => candidate(change));
        const one = proposalOf(need, candidates);
        expect(proposalOf(need, candidates.toReversed()).lines).toEqual(one.lines);
        expect(one.lines.length + one.leftOut.length).toBe(candidates.length);
        expect(one.lines.every((line) => line.fit !== null)).toBe(true);
      }),
    );
  });
});

test("putting one first moves no other", () => {
  const { lines } = proposalOf(
    need,
    [1, 2, 3].map((facilityId) => candidate({ facilityId })),
  );
  expect(putFirst(lines, 3).map((line) => line.facilityId)).toEqual([3, 1, 2]);
});

test("an age is in whole years, up on the birthday itself", () => {
  expect([
    ageOn("1980-12-03", "2026-12-02"),
    ageOn("1980-12-03", "2026-12-03"),
    ageOn("", "2026-12-03"),
  ]).toEqual([45, 46, null]);
});
