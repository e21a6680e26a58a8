import { afterEach, describe, expect, test, vi } from "vitest";
import { type Calendar, colourOf, dueAt, type Limit, type Stay, timesOf } from "./rules";

const national = [
  "2026-12-08",
  "2026-12-25",
  "2026-12-26",
  "2027-01-01",
  "2027-01-06",
  "2027-03-29",
];
const holidays = [
  ...national,
  "2027-04-25",
  "2027-05-01",
  "2027-06-02",
  "2027-08-15",
  "2027-11-01",
];
const milan: Calendar = {
  timeZone: "Europe/Rome",
  days: [1, 2, 3, 4, 5],
  from: "08:00",
  to: "18:00",
  holidays,
};
const minute = 60_000;
const hour = 60 * minute;

const limit = (amount: number, unit: Limit["unit"]): Limit => ({ amount, unit });
const at = (text: string) => new Date(text);

afterEach(() => vi.unstubAllEnvs());

describe("colourOf", () => {
  const shares = [
    [0, "green"],
    [49.9, "green"],
    [50, "yellow"],
    [80, "yellow"],
    [80.1, "orange"],
    [100, "orange"],
    [100.1, "red"],
  ] as const;
  const starts = {
    minutes: "2026-12-05T23:58Z",
    hours: "2027-03-27T20:00Z",
    days: "2027-03-15T10:00Z",
    "working-hours": "2026-12-04T15:00Z",
  };

  test.each(shares)("at %s per cent is %s", (percent, colour) => {
    for (const [unit, start] of Object.entries({
      ...starts,
      "working-days": "2026-12-22T13:00Z",
    })) {
      const whole = limit(20, unit as Limit["unit"]);
      const entered = at(start);
      const length = unit.startsWith("working")
        ? 0
        : dueAt(entered, whole, milan).getTime() - entered.getTime();
      const now = length
        ? new Date(entered.getTime() + (length * percent) / 100)
        : dueAt(entered, limit(20 * (percent / 100), whole.unit), milan);
      expect(colourOf(entered, whole, milan, now), unit).toBe(colour);
    }
  });

  test("of a working limit stands still at night; one used up is red from the next working moment", () => {
    const of = (now: string) =>
      colourOf(at("2026-12-04T16:00+01:00"), limit(2, "working-hours"), milan, at(now));
    expect(of("2026-12-04T18:00+01:00")).toBe("orange");
    expect(of("2026-12-07T08:00+01:00")).toBe("orange");
    expect(of("2026-12-07T08:00:00.001+01:00")).toBe("red");
  });

  test("before it was entered is green", () => {
    expect(
      colourOf(at("2026-12-04T09:00Z"), limit(5, "minutes"), milan, at("2026-12-04T08:00Z")),
    ).toBe("green");
  });
});

describe("timesOf", () => {
  const stay = (from: string, to: string | null, isPaused = false): Stay => ({
    state: from,
    enteredAt: at(from),
    leftAt: to ? at(to) : null,
    isPaused,
  });
  const [one, two, three, four] = [
    "2026-12-01T09:00Z",
    "2026-12-01T10:00Z",
    "2026-12-01T12:00Z",
    "2026-12-02T12:00Z",
  ] as const;

  test("runs until now, or until the last stay was left", () => {
    expect(timesOf([stay(one, two), stay(two, three, true), stay(three, null)], at(four))).toEqual({
      running: 25 * hour,
      paused: 2 * hour,
      total: 27 * hour,
    });
    expect(timesOf([stay(one, two), stay(two, three, true)], at(four))).toEqual({
      running: hour,
      paused: 2 * hour,
      total: 3 * hour,
    });
    expect(timesOf([], at(four))).toEqual({ running: 0, paused: 0, total: 0 });
  });

  test.each<[string, Stay[]]>([
    ["overlap", [stay(one, three), stay(two, four)]],
    ["leave a gap", [stay(one, two), stay(three, four)]],
    ["are out of order", [stay(two, three), stay(one, two)]],
    ["go on after one that was never left", [stay(one, null), stay(two, three)]],
    ["end before they begin", [stay(two, one), stay(one, three)]],
    ["begin after now", [stay("2026-12-03T00:00Z", null)]],
  ])("throws when stays %s", (_, stays) => {
    expect(() => timesOf(stays, at(four))).toThrow(RangeError);
  });
});
