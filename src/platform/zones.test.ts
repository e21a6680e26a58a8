import { describe, expect, it } from "vitest";
import { dayIn, instantOf, instantOfForm, milan, offsetAt, wallLater } from "./zones";

const hour = 3_600_000;
const utc = (text: string) => Date.parse(`${text}Z`);
const shown = (instant: number | null | undefined) =>
  new Date(instant ?? Number.NaN).toISOString().slice(0, 16);

describe("the time that a form gives", () => {
  it.each([
    ["in winter", "2026-12-03T15:30", "2026-12-03T14:30"],
    ["in summer", "2026-07-03T15:30", "2026-07-03T13:30"],
    ["an hour before the clocks go forward", "2027-03-28T01:30", "2027-03-28T00:30"],
    ["in the hour that is left out", "2027-03-28T02:30", "2027-03-28T01:00"],
    ["as that hour ends", "2027-03-28T03:00", "2027-03-28T01:00"],
    ["an hour before the clocks go back", "2026-10-25T01:30", "2026-10-24T23:30"],
    ["in the hour that comes twice", "2026-10-25T02:30", "2026-10-25T00:30"],
    ["as that hour has come twice", "2026-10-25T03:00", "2026-10-25T02:00"],
    ["on the evening before", "2026-10-24T23:30", "2026-10-24T21:30"],
    ["on the 29th of February", "2028-02-29T00:15", "2028-02-28T23:15"],
    ["in the first minute of the year", "2027-01-01T00:00", "2026-12-31T23:00"],
  ])("%s is an instant", (_, wall, instant) => {
    expect(shown(instantOfForm(milan, wall)?.getTime())).toBe(instant);
  });

  it.each([
    ["a day that the year doesn't have", "2027-02-29T10:00"],
    ["an hour that the day doesn't have", "2027-02-28T24:00"],
    ["a month that there is not", "2027-13-01T10:00"],
    ["no date", "tomorrow"],
    ["seconds too", "2027-01-01T10:00:00"],
    ["nothing", ""],
  ])("is none when it is %s", (_, wall) => expect(instantOfForm(milan, wall)).toBeNull());
});

describe("a day of Milan", () => {
  it.each([
    ["2026-12-01T22:59:59", "2026-12-01"],
    ["2026-12-01T23:30:00", "2026-12-02"],
    ["2026-07-01T21:59:59", "2026-07-01"],
    ["2026-07-01T22:00:00", "2026-07-02"],
    ["2028-02-28T23:00:00", "2028-02-29"],
    ["2028-02-29T23:00:00", "2028-03-01"],
    ["2026-12-24T23:30:00", "2026-12-25"],
    ["2026-12-31T23:00:00", "2027-01-01"],
  ])("at %s UTC is %s", (at, day) => expect(dayIn(milan, new Date(utc(at)))).toBe(day));

  it("is another one elsewhere", () => {
    const at = new Date(utc("2026-12-01T23:30:00"));
    expect(dayIn("America/New_York", at)).toBe("2026-12-01");
    expect(dayIn("Pacific/Kiritimati", at)).toBe("2026-12-02");
  });
});

describe("the same time later", () => {
  const later = (from: string, hours: number) => shown(wallLater(milan, utc(from), hours * hour));

  it("is an hour of the sun away where the clocks changed between", () => {
    expect(later("2026-10-24T10:00:00", 24)).toBe("2026-10-25T11:00");
    expect(later("2027-03-27T11:00:00", 24)).toBe("2027-03-28T10:00");
  });

  it("begun in the second pass of an hour never comes before one begun in the first", () => {
    const first = wallLater(milan, utc("2026-10-25T00:59:00"), 24 * hour);
    const second = wallLater(milan, utc("2026-10-25T01:01:00"), 24 * hour);
    expect(second).toBeGreaterThanOrEqual(first);
    expect(shown(second)).toBe("2026-10-26T02:00");
  });
});

it("the clocks of Milan are one hour ahead in winter and two in summer, to the second of the change", () => {
  expect(offsetAt(milan, utc("2026-10-25T00:59:59"))).toBe(2 * hour);
  expect(offsetAt(milan, utc("2026-10-25T01:00:00"))).toBe(hour);
  expect(offsetAt(milan, utc("2027-03-28T00:59:59"))).toBe(hour);
  expect(offsetAt(milan, utc("2027-03-28T01:00:00"))).toBe(2 * hour);
});

it("every quarter of an hour of the clocks is an instant at which they show it, but for the hour left out", () => {
  for (const begin of ["2026-10-24T00:00:00", "2027-03-27T00:00:00"])
    for (let wall = utc(begin); wall < utc(begin) + 72 * hour; wall += hour / 4) {
      const instant = instantOf(milan, wall);
      const isLeftOut = wall >= utc("2027-03-28T02:00:00") && wall < utc("2027-03-28T03:00:00");
      expect(instant + offsetAt(milan, instant)).toBe(
        isLeftOut ? utc("2027-03-28T03:00:00") : wall,
      );
    }
});
