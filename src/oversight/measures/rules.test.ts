import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../../../tests/support/properties";
import {
  type Case,
  changedIn,
  countOf,
  fewest,
  lostByState,
  measureOf,
  type Stay,
  shareAmong,
  shareOf,
  shares,
  stateOf,
  summaryOf,
} from "./rules";

const stay = (state: Stay["state"], change: Partial<Stay> = {}): Stay => ({
  state,
  isPaused: false,
  isWithPatient: false,
  hours: 1,
  days: 1,
  isInTime: true,
  isTheirs: true,
  isCounted: true,
  ...change,
});
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const timed = fc.record({
  time: fc.double({ min: 0, max: 1000, noNaN: true }),
  isInTime: fc.constantFrom(true, false, null),
});
const isGroupOfAFew = (count: number) => count > 0 && count < fewest;

const states = [
  "sent",
  "first-contact",
  "waiting-documents",
  "complete",
  "offered-facility",
  "reading",
  "signed",
  "declined-by-all",
  "withdrawn",
] as const;
const oneCase = fc.record({
  state: fc.constantFrom("reading", "withdrawn", "closed", "not-possible"),
  stays: fc.array(
    fc.record({
      state: fc.constantFrom(...states),
      isPaused: fc.boolean(),
      isWithPatient: fc.boolean(),
      hours: fc.nat(500),
      days: fc.nat(50),
      isInTime: fc.constantFrom(true, false, null),
      isTheirs: fc.boolean(),
      isCounted: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  opinion: fc.option(
    fc.record({ isDiagnosisChanged: fc.boolean(), isTreatmentChanged: fc.boolean() }),
  ),
}) as fc.Arbitrary<Case>;

describe("no number tells of fewer than five", () => {
  test("a measure is shown of five cases or more, and its share only with none or five on each side", async () => {
    await holds(
      fc.property(fc.array(timed, { maxLength: 30 }), (cases) => {
        const shown = summaryOf(cases);
        expect(shown === null).toBe(cases.length < fewest);
        if (!shown) return;
        expect(shown.cases % fewest).toBe(0);
        expect(shown.cases).toBeGreaterThanOrEqual(fewest);
        const known = cases.filter((one) => one.isInTime !== null);
        const late = known.filter((one) => !one.isInTime).length;
        if (shown.inTime !== null)
          expect([
            known.length < fewest,
            isGroupOfAFew(late),
            isGroupOfAFew(known.length - late),
          ]).toEqual([false, false, false]);
        if (shown.ninety !== null) expect(cases.length).toBeGreaterThanOrEqual(10);
      }),
    );
  });

  test("a share and its rest are each of nobody or of five or more, whatever the numbers", async () => {
    await holds(
      fc.property(fc.nat(40), fc.nat(40), (part, rest) => {
        const shown = shareOf(part, part + rest);
        if (shown !== null)
          expect([part + rest < fewest, isGroupOfAFew(part), isGroupOfAFew(rest)]).toEqual([
            false,
            false,
            false,
          ]);
        else expect(part + rest < fewest || isGroupOfAFew(part) || isGroupOfAFew(rest)).toBe(true);
        const medical = shareOf(part, part + rest, true);
        expect(medical !== null).toBe(part >= fewest && rest >= fewest);
      }),
    );
  });

  test("of two counts the difference never tells of a few, because both are told to the nearest five", async () => {
    await holds(
      fc.property(fc.integer({ min: 5, max: 500 }), fc.nat(500), (some, more) => {
        const difference = (countOf(some + more) ?? 0) - (countOf(some) ?? 0);
        expect(difference % fewest).toBe(0);
      }),
    );
  });

  test("four cases, however they went, leave every page as empty as none", async () => {
    await holds(
      fc.property(fc.array(oneCase, { maxLength: 4 }), (cases) => {
        const told = [
          ...states.map((state) => stateOf(cases, state)),
          ...shares.map((share) => shareAmong(cases, share)),
        ];
        expect(told.filter((one) => one !== null)).toEqual([]);
        expect(measureOf(cases, "opinion")).toBeNull();
        expect(lostByState(cases).filter((one) => one.cases !== null)).toEqual([]);
      }),
    );
  });

  test("one case that came to a state often counts once: its times do not stand for others", () => {
    const often: Case = {
      state: "reading",
      stays: times(50, stay("reading", { hours: 999 })),
      opinion: null,
    };
    expect(stateOf([often], "reading")).toBeNull();
    const others = times(5, {
      state: "reading",
      stays: [stay("reading", { hours: 2 })],
      opinion: null,
    } as Case);
    expect(stateOf([often, ...others], "reading")).toMatchObject({ cases: 5, median: 2 });
  });
});

describe("measures", () => {
  test("the time to the signed opinion leaves out what was paused, and begins with the complete file", () => {
    const one: Case = {
      state: "signed",
      opinion: null,
      stays: [
        stay("first-contact", { hours: 9 }),
        stay("complete", { hours: 1 }),
        stay("choice", { hours: 100, isPaused: true, isWithPatient: true, days: 4 }),
        stay("reading", { hours: 12 }),
        stay("signed", { isCounted: false }),
      ],
    };
    expect(measureOf(times(10, one), "opinion")).toEqual({
      cases: 10,
      median: 13,
      ninety: 13,
      inTime: null,
    });
    expect(measureOf(times(10, one), "paused")).toMatchObject({ median: 4 });
    expect(measureOf(times(10, one), "first-contact")).toMatchObject({ median: 9 });
  });

  test("the middle and nine of ten lie between the cases, in whole hours", () => {
    const hours = Array.from({ length: 11 }, (_, at) => ({ time: at * 10, isInTime: at < 6 }));
    expect(summaryOf(hours)).toEqual({ cases: 10, median: 50, ninety: 90, inTime: 0.55 });
  });

  test("files complete at first sending are those that waited for no paper before", () => {
    const first: Case = {
      state: "choice",
      stays: [stay("first-contact"), stay("complete")],
      opinion: null,
    };
    const later: Case = {
      state: "choice",
      stays: [stay("waiting-documents"), stay("complete")],
      opinion: null,
    };
    expect(shareAmong([...times(15, first), ...times(5, later)], "complete-first")).toBe(0.75);
  });

  test("a request that ended without an opinion is counted where it was, and one with an opinion is not", () => {
    const lost: Case = {
      state: "withdrawn",
      stays: [stay("choice"), stay("withdrawn")],
      opinion: null,
    };
    const done: Case = {
      state: "closed",
      stays: [stay("signed"), stay("delivered"), stay("closed")],
      opinion: null,
    };
    expect(lostByState([...times(7, lost), ...times(9, done)])).toEqual([
      { state: "choice", cases: 5 },
    ]);
    expect(shareAmong([...times(7, lost), ...times(9, done)], "withdrawn")).toBe(0.44);
  });

  test("what opinions changed is told as a share of them, and not where it is the same for all", () => {
    const opinion = (isDiagnosisChanged: boolean): Case => ({
      state: "closed",
      stays: [],
      opinion: { isDiagnosisChanged, isTreatmentChanged: true },
    });
    const cases = [...times(15, opinion(false)), ...times(5, opinion(true))];
    expect([
      shareAmong(cases, "diagnosis-changed"),
      shareAmong(cases, "treatment-changed"),
    ]).toEqual([0.25, null]);
  });

  test("an opinion changed something where its form says so", () => {
    expect(changedIn({ verdict: "agree", "verdict-1": "agree" })).toEqual({
      isDiagnosisChanged: false,
      isTreatmentChanged: false,
    });
    expect(changedIn({ verdict: "refine", "verdict-3": "not-needed" })).toEqual({
      isDiagnosisChanged: true,
      isTreatmentChanged: true,
    });
  });
});
