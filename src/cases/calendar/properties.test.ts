import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../../../tests/support/properties";
import {
  type Calendar,
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

const at = (text: string) => new Date(text);

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
  const forAll = <T>(property: fc.IProperty<T>) => holds(property, { numRuns: 500 });

  test("who begins later is not due earlier, and nobody is due before beginning", async () => {
    await forAll(
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

  test("a longer limit is not due earlier", async () => {
    await forAll(
      fc.property(date, any, amount, calendar, (from, whole, more, calendar) => {
        const longer = { ...whole, amount: whole.amount + more };
        expect(dueAt(from, whole, calendar).getTime()).toBeLessThanOrEqual(
          dueAt(from, longer, calendar).getTime(),
        );
      }),
    );
  });

  test("until it is due exactly the limit is worked, and it is due in working time", async () => {
    const clock = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Rome",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    await forAll(
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

  test("working time adds up", async () => {
    await forAll(
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

  test("running and paused time are the whole time", async () => {
    const lengths = fc.array(fc.record({ length: fc.nat(30 * day), isPaused: fc.boolean() }), {
      minLength: 1,
    });
    await forAll(
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

  test("halved twice is a quarter", async () => {
    await forAll(
      fc.property(any, (whole) => {
        expect(halved(halved(whole))).toEqual({ ...whole, amount: whole.amount / 4 });
      }),
    );
  });
});
