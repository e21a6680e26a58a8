import { afterEach, describe, expect, test, vi } from "vitest";
import { type Calendar, colourOf, dueAt, type Limit, workingBetween } from "./rules";

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

/** Works through the nights on which the clocks change. */
const always: Calendar = {
  ...milan,
  days: [1, 2, 3, 4, 5, 6, 7],
  from: "00:00",
  to: "24:00",
  holidays: [],
};

/** Opens in an hour that is left out in March, and closes in one that is repeated in October. */
const nights: Calendar = { ...always, from: "02:10", to: "02:50" };

const minute = 60_000;
const hour = 60 * minute;

const limit = (amount: number, unit: Limit["unit"]): Limit => ({ amount, unit });
const due = (from: string, amount: number, unit: Limit["unit"], calendar = milan) =>
  dueAt(new Date(from), limit(amount, unit), calendar);
const at = (text: string) => new Date(text);

afterEach(() => vi.unstubAllEnvs());

describe("dueAt in working time", () => {
  test.each([
    ["within a day", "2026-12-03T09:00+01:00", 2, "2026-12-03T11:00+01:00"],
    [
      "from Friday to Monday, which is only Milan's holiday",
      "2026-12-04T17:00+01:00",
      2,
      "2026-12-07T09:00+01:00",
    ],
    ["over the Immaculate Conception", "2026-12-07T17:00+01:00", 2, "2026-12-09T09:00+01:00"],
    ["over Christmas", "2026-12-24T17:00+01:00", 2, "2026-12-28T09:00+01:00"],
    ["over New Year", "2026-12-31T17:00+01:00", 2, "2027-01-04T09:00+01:00"],
    ["over Epiphany", "2027-01-05T17:00+01:00", 2, "2027-01-07T09:00+01:00"],
    ["over Easter, when summer time begins", "2027-03-26T17:00+01:00", 2, "2027-03-30T09:00+02:00"],
    [
      "over the weekend on which summer time ends",
      "2026-10-23T17:00+02:00",
      2,
      "2026-10-26T09:00+01:00",
    ],
    ["begun on a Sunday", "2026-11-29T12:00+01:00", 1, "2026-11-30T09:00+01:00"],
    ["begun before the day", "2026-12-03T05:00+01:00", 1, "2026-12-03T09:00+01:00"],
    ["begun at 18:00 exactly", "2026-12-03T18:00+01:00", 1, "2026-12-04T09:00+01:00"],
    ["ending at 18:00 exactly", "2026-12-03T16:00+01:00", 2, "2026-12-03T18:00+01:00"],
    [
      "ending at 18:00 exactly, a day of hours later",
      "2026-12-03T18:00+01:00",
      10,
      "2026-12-04T18:00+01:00",
    ],
    ["of nothing, begun at night", "2026-12-04T23:00+01:00", 0, "2026-12-07T08:00+01:00"],
    ["of nothing, begun at 18:00 exactly", "2026-12-03T18:00+01:00", 0, "2026-12-04T08:00+01:00"],
    ["of half an hour", "2026-12-04T17:45+01:00", 0.5, "2026-12-07T08:15+01:00"],
  ])("hours %s", (_, from, amount, expected) => {
    expect(due(from, amount, "working-hours")).toEqual(at(expected));
  });

  test.each([
    ["of ten hours", "2026-12-03T10:00+01:00", 1, "2026-12-04T10:00+01:00"],
    ["over Christmas and Epiphany", "2026-12-23T12:00+01:00", 10, "2027-01-11T12:00+01:00"],
    ["halved", "2026-12-03T10:00+01:00", 0.5, "2026-12-03T15:00+01:00"],
    ["into summer time", "2027-03-25T10:00+01:00", 5, "2027-04-02T10:00+02:00"],
    ["out of summer time", "2026-10-21T10:00+02:00", 5, "2026-10-28T10:00+01:00"],
    ["begun on a holiday", "2026-12-08T10:00+01:00", 1, "2026-12-09T18:00+01:00"],
  ])("days %s", (_, from, amount, expected) => {
    expect(due(from, amount, "working-days")).toEqual(at(expected));
  });
});

describe("dueAt in plain time", () => {
  test.each([
    [
      "5 minutes on a Saturday night",
      "2026-12-05T23:58+01:00",
      5,
      "minutes",
      "2026-12-06T00:03+01:00",
    ],
    [
      "5 minutes as summer time begins",
      "2027-03-28T01:58+01:00",
      5,
      "minutes",
      "2027-03-28T03:03+02:00",
    ],
    [
      "24 hours as summer time begins",
      "2027-03-27T12:00+01:00",
      24,
      "hours",
      "2027-03-28T13:00+02:00",
    ],
    ["1 day as summer time begins", "2027-03-27T12:00+01:00", 1, "days", "2027-03-28T12:00+02:00"],
    ["21 days into summer time", "2027-03-15T10:00+01:00", 21, "days", "2027-04-05T10:00+02:00"],
    ["21 days out of summer time", "2026-10-10T10:00+02:00", 21, "days", "2026-10-31T10:00+01:00"],
    ["half of 21 days", "2027-03-20T10:00+01:00", 10.5, "days", "2027-03-30T22:00+02:00"],
    [
      "a day into the hour left out, due at the change",
      "2027-03-27T02:17+01:00",
      1,
      "days",
      "2027-03-28T03:00+02:00",
    ],
    [
      "a day into the repeated hour, due in its first pass",
      "2026-10-24T02:30+02:00",
      1,
      "days",
      "2026-10-25T02:30+02:00",
    ],
    [
      "a day from the repeated hour's first pass",
      "2026-10-25T02:30+02:00",
      1,
      "days",
      "2026-10-26T02:30+01:00",
    ],
    [
      "a day from its second pass, due at its end",
      "2026-10-25T02:30+01:00",
      1,
      "days",
      "2026-10-26T03:00+01:00",
    ],
  ] as const)("%s", (_, from, amount, unit, expected) => {
    expect(due(from, amount, unit)).toEqual(at(expected));
  });
});

test.each(["UTC", "Asia/Dubai", "America/Los_Angeles"])(
  "a reader in %s does not matter",
  (zone) => {
    vi.stubEnv("TZ", zone);
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
    expect(due("2026-12-04T17:00+01:00", 2, "working-hours").toISOString()).toBe(
      "2026-12-07T08:00:00.000Z",
    );
    expect(due("2027-03-15T10:00+01:00", 21, "days").toISOString()).toBe(
      "2027-04-05T08:00:00.000Z",
    );
    expect(workingBetween(at("2027-03-26T00:00Z"), at("2027-03-30T08:00Z"), milan)).toBe(12 * hour);
  },
);

describe("calendars and limits that cannot be", () => {
  test.each<[string, Partial<Calendar>]>([
    ["no day", { days: [] }],
    ["no such weekday", { days: [0, 8] }],
    ["no hour", { to: "08:00" }],
    ["hours over midnight", { from: "22:00", to: "06:00" }],
    ["a time past the day", { to: "24:30" }],
    ["no time", { from: "8" }],
    ["no such zone", { timeZone: "Europe/Milan" }],
  ])("%s", (_, change) => {
    expect(() => due("2026-12-03T09:00Z", 1, "working-hours", { ...milan, ...change })).toThrow(
      RangeError,
    );
    expect(() =>
      workingBetween(at("2026-12-03T09:00Z"), at("2026-12-04T09:00Z"), { ...milan, ...change }),
    ).toThrow(RangeError);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("a limit of %s", (amount) => {
    expect(() => due("2026-12-03T09:00Z", amount, "minutes")).toThrow(RangeError);
  });

  test("an instant that is none", () => {
    const never = new Date(Number.NaN);
    expect(() => dueAt(never, limit(5, "minutes"), milan)).toThrow(RangeError);
    expect(() =>
      colourOf(at("2026-12-03T09:00Z"), limit(5, "working-hours"), milan, never),
    ).toThrow(RangeError);
  });
});

describe("workingBetween", () => {
  test.each([...holidays, "2026-12-05", "2026-12-06"])("nobody works on %s", (date) => {
    const noon = at(`${date}T12:00Z`).getTime();
    expect(workingBetween(new Date(noon - 12 * hour), new Date(noon + 11 * hour), milan)).toBe(0);
  });

  test("a week is fifty hours, Milan's patron included", () => {
    expect(workingBetween(at("2026-11-30T00:00Z"), at("2026-12-07T00:00Z"), milan)).toBe(50 * hour);
    expect(workingBetween(at("2026-12-07T00:00Z"), at("2026-12-08T00:00Z"), milan)).toBe(10 * hour);
  });

  test("days on which the clocks change are an hour shorter and longer", () => {
    expect(workingBetween(at("2027-03-28T00:00+01:00"), at("2027-03-29T00:00+02:00"), always)).toBe(
      23 * hour,
    );
    expect(workingBetween(at("2026-10-25T00:00+02:00"), at("2026-10-26T00:00+01:00"), always)).toBe(
      25 * hour,
    );
    expect(workingBetween(at("2027-03-28T00:00+01:00"), at("2027-03-29T00:00+02:00"), nights)).toBe(
      0,
    );
  });

  test("is nothing backwards", () => {
    expect(workingBetween(at("2026-12-04T12:00Z"), at("2026-12-03T12:00Z"), milan)).toBe(0);
  });
});
