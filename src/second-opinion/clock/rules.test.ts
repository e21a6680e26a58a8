import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  type Calendar,
  colourOf,
  dueAt,
  halved,
  type Limit,
  type Stay,
  timesOf,
  workingBetween,
} from "./rules";

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
const day = 24 * hour;

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

  test("20 days take less than a millisecond", () => {
    const took = Array.from({ length: 300 }, (_, index) => {
      const from = new Date(Date.UTC(2030, 0, 1 + index * 40));
      const began = performance.now();
      dueAt(from, limit(20, "working-days"), milan);
      return performance.now() - began;
    });
    expect(took.sort((a, b) => a - b)[150]).toBeLessThan(1);
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

describe("whatever the instants", () => {
  const changes = ["2026-10-25T01:00Z", "2027-03-28T01:00Z", "2027-10-31T01:00Z"].map((text) =>
    at(text).getTime(),
  );
  const anyDate = fc.date({
    min: at("2026-09-01T00:00Z"),
    max: at("2028-03-01T00:00Z"),
    noInvalidDate: true,
  });
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * day, max: 2 * day }))
    .map(([change, off]) => new Date(change + off));
  const inFold = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -90, max: 90 }))
    .map(([change, off]) => new Date(change + off * minute));
  const date = fc.oneof(anyDate, nearChange, inFold);
  const calendar = fc.constantFrom(milan, always, nights, {
    ...milan,
    timeZone: "Australia/Lord_Howe",
  });
  const amount = fc.oneof(
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 0, max: 160 }).map((quarters) => quarters / 4),
  );
  const working = fc.record({
    amount,
    unit: fc.constantFrom<Limit["unit"]>("working-hours", "working-days"),
  });
  const any = fc.record({
    amount,
    unit: fc.constantFrom<Limit["unit"]>(
      "minutes",
      "hours",
      "days",
      "working-hours",
      "working-days",
    ),
  });
  const holds = <T>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: 500 });

  test("who begins later is not due earlier, and nobody is due before beginning", () => {
    holds(
      fc.property(
        date,
        date,
        fc.integer({ min: 0, max: 3 * hour }),
        any,
        calendar,
        (a, b, step, whole, calendar) => {
          for (const later of [b, new Date(a.getTime() + step)]) {
            const [first, second] = a <= later ? [a, later] : [later, a];
            expect(dueAt(first, whole, calendar).getTime()).toBeLessThanOrEqual(
              dueAt(second, whole, calendar).getTime(),
            );
          }
          expect(dueAt(a, whole, calendar).getTime()).toBeGreaterThanOrEqual(a.getTime());
        },
      ),
    );
  });

  test("a longer limit is not due earlier", () => {
    holds(
      fc.property(date, any, amount, calendar, (from, whole, more, calendar) => {
        const longer = { ...whole, amount: whole.amount + more };
        expect(dueAt(from, whole, calendar).getTime()).toBeLessThanOrEqual(
          dueAt(from, longer, calendar).getTime(),
        );
      }),
    );
  });

  test("until it is due exactly the limit is worked, and it is due in working time", () => {
    const clock = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Rome",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    holds(
      fc.property(date, working, calendar, (from, whole, calendar) => {
        const end = dueAt(from, whole, calendar);
        const [opens = 0, closes = 0] = [calendar.from, calendar.to].map(
          (time) => Number(time.slice(0, 2)) * hour + Number(time.slice(3)) * minute,
        );
        expect(workingBetween(from, end, calendar)).toBe(
          whole.amount * (whole.unit === "working-hours" ? hour : closes - opens),
        );
        if (calendar === milan)
          expect(clock.format(end)).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? (0[89]:|1[0-7]:|18:00:00)/);
        if (whole.amount > 0)
          expect(workingBetween(new Date(end.getTime() - 1), end, calendar)).toBe(1);
      }),
    );
  });

  test("working time adds up", () => {
    holds(
      fc.property(date, date, date, calendar, (x, y, z, calendar) => {
        const [a, b, c] = [x, y, z].sort((one, other) => one.getTime() - other.getTime()) as [
          Date,
          Date,
          Date,
        ];
        expect(workingBetween(a, b, calendar) + workingBetween(b, c, calendar)).toBe(
          workingBetween(a, c, calendar),
        );
      }),
    );
  });

  test("working time is what one counts by the clock on the wall", () => {
    const wall = (time: number, timeZone: string) =>
      new Date(time)
        .toLocaleString("en-GB", {
          timeZone,
          weekday: "short",
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
        })
        .replace(",", "");
    const isOpen = [
      [{ ...milan, holidays: [] }, /^(Mon|Tue|Wed|Thu|Fri) (0[89]|1[0-7]):/],
      [
        { ...milan, holidays: [], days: [7], from: "00:30", to: "07:00" },
        /^Sun (00:[345]|0[1-6]:)/,
      ],
    ] as const;
    for (const timeZone of [
      "Europe/Rome",
      "Asia/Dubai",
      "America/Los_Angeles",
      "Australia/Lord_Howe",
    ])
      for (const [calendar, open] of isOpen)
        for (const [from, to] of [...changes, at("2026-11-01T09:00Z").getTime()].map(
          (change) => [change - 3 * day - 30 * minute, change + 2 * day] as const,
        )) {
          let counted = 0;
          for (let time = from; time < to; time += 30 * minute)
            if (open.test(wall(time, timeZone))) counted += 30 * minute;
          expect(workingBetween(new Date(from), new Date(to), { ...calendar, timeZone })).toBe(
            counted,
          );
        }
  });

  test("running and paused time are the whole time", () => {
    const lengths = fc.array(fc.record({ length: fc.nat(30 * day), isPaused: fc.boolean() }), {
      minLength: 1,
    });
    holds(
      fc.property(date, lengths, fc.boolean(), (start, lengths, isOpen) => {
        let end = start;
        const stays = lengths.map(({ length, isPaused }, index): Stay => {
          const enteredAt = end;
          end = new Date(end.getTime() + length);
          return {
            state: `${index}`,
            enteredAt,
            leftAt: isOpen && index === lengths.length - 1 ? null : end,
            isPaused,
          };
        });
        const { running, paused, total } = timesOf(
          stays,
          isOpen ? end : new Date(end.getTime() + day),
        );
        expect(total).toBe(end.getTime() - start.getTime());
        expect(running + paused).toBe(total);
        expect(paused).toBe(
          lengths.reduce((sum, { length, isPaused }) => sum + (isPaused ? length : 0), 0),
        );
      }),
    );
  });

  test("halved twice is a quarter", () => {
    holds(
      fc.property(any, (whole) => {
        expect(halved(halved(whole))).toEqual({ ...whole, amount: whole.amount / 4 });
      }),
    );
  });
});
