import { instantOf, offsetAt, wallLater } from "@/platform/zones";

/** When the office works. Its hours lie within one day: "24:00" ends it, and none runs over midnight. */
export type Calendar = {
  timeZone: string;
  /** ISO weekdays, Monday 1 */
  days: readonly number[];
  /** "08:00" */
  from: string;
  to: string;
  /** "2026-12-08" */
  holidays: readonly string[];
};

export type Limit = {
  amount: number;
  unit: "minutes" | "hours" | "days" | "working-hours" | "working-days";
};

export type Colour = "green" | "yellow" | "orange" | "red";

/** One stay in a state. */
export type Stay = { state: string; enteredAt: Date; leftAt: Date | null; isPaused: boolean };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function instantIn(date: Date): number {
  if (Number.isNaN(date.getTime())) throw new RangeError("Not an instant");
  return date.getTime();
}

function timeOfDay(text: string): number {
  const [, hours, minutes] = /^(\d\d):([0-5]\d)$/.exec(text) ?? [];
  const time = Number(hours) * hour + Number(minutes) * minute;
  if (!(time <= day)) throw new RangeError(`Not a time of day: ${text}`);
  return time;
}

/** From when to when a day is worked, in milliseconds after its midnight. */
function hoursOf(calendar: Calendar) {
  const [opens, closes] = [timeOfDay(calendar.from), timeOfDay(calendar.to)];
  if (closes <= opens)
    throw new RangeError(`A working day ends after it begins: ${calendar.from} to ${calendar.to}`);
  if (!calendar.days.some((weekday) => [1, 2, 3, 4, 5, 6, 7].includes(weekday)))
    throw new RangeError("The calendar has no working day");
  return { opens, closes };
}

function isWorked(calendar: Calendar, midnight: number): boolean {
  const date = new Date(midnight);
  return (
    calendar.days.includes(date.getUTCDay() || 7) &&
    !calendar.holidays.includes(date.toISOString().slice(0, 10))
  );
}

/** The stretches of working time from an instant on, without end. */
function* stretches(
  calendar: Calendar,
  from: number,
): Generator<{ begin: number; end: number }, never> {
  const { opens, closes } = hoursOf(calendar);
  const { timeZone } = calendar;
  for (
    let midnight = Math.floor((from + offsetAt(timeZone, from)) / day) * day;
    ;
    midnight += day
  ) {
    if (!isWorked(calendar, midnight)) continue;
    const begin = Math.max(from, instantOf(timeZone, midnight + opens));
    const end = instantOf(timeZone, midnight + closes);
    if (begin < end) yield { begin, end };
  }
}

const isWorking = ({ unit }: Limit) => unit === "working-hours" || unit === "working-days";

/** A limit in milliseconds, of working time or of plain time. */
function lengthOf({ amount, unit }: Limit, calendar: Calendar): number {
  if (!(amount >= 0 && Number.isFinite(amount)))
    throw new RangeError(`Not a limit: ${amount} ${unit}`);
  const { opens, closes } = hoursOf(calendar);
  return Math.round(
    amount *
      {
        minutes: minute,
        hours: hour,
        days: day,
        "working-hours": hour,
        "working-days": closes - opens,
      }[unit],
  );
}

/**
 * The instant a limit runs out when it begins at `from`. A working day is as many working hours as the calendar's day has.
 * Working limits that begin outside of working time begin at the next working moment; one that ends exactly at the end
 * of a day is due then. "days" end at the same time on the calendar's clocks, also across summer time.
 */
export function dueAt(from: Date, limit: Limit, calendar: Calendar): Date {
  const length = lengthOf(limit, calendar);
  const start = instantIn(from);
  if (limit.unit === "days") return new Date(wallLater(calendar.timeZone, start, length));
  if (!isWorking(limit)) return new Date(start + length);
  let left = length;
  for (const { begin, end } of stretches(calendar, start)) {
    if (begin + left <= end) return new Date(begin + left);
    left -= end - begin;
  }
  throw new RangeError("Working time has no end");
}

/** Working milliseconds between two instants (0 if b <= a). */
export function workingBetween(a: Date, b: Date, calendar: Calendar): number {
  const last = instantIn(b);
  let sum = 0;
  for (const { begin, end } of stretches(calendar, instantIn(a))) {
    if (!(begin < last)) break;
    sum += Math.min(end, last) - begin;
  }
  return sum;
}

/** Class A halves limits that can be halved. */
export const halved = (limit: Limit): Limit => ({ ...limit, amount: limit.amount / 2 });

/** By the share of the limit used at `now`: green under 50 %, yellow up to and with 80 %, orange up to and with 100 %, red over. */
export function colourOf(enteredAt: Date, limit: Limit, calendar: Calendar, now: Date): Colour {
  const start = instantIn(enteredAt);
  const whole = isWorking(limit)
    ? lengthOf(limit, calendar)
    : dueAt(enteredAt, limit, calendar).getTime() - start;
  const used = isWorking(limit) ? workingBetween(enteredAt, now, calendar) : instantIn(now) - start;
  if (used * 2 < whole) return "green";
  if (used * 5 <= whole * 4) return "yellow";
  return used <= whole ? "orange" : "red";
}

/** When `colourOf` turns orange and when red: the first moments after 80 % and after the whole of the limit. */
export function colourChangesAt(enteredAt: Date, limit: Limit, calendar: Calendar): [Date, Date] {
  const end = dueAt(enteredAt, limit, calendar);
  const most = isWorking(limit)
    ? dueAt(enteredAt, { ...limit, amount: limit.amount * 0.8 }, calendar)
    : new Date(enteredAt.getTime() + (end.getTime() - enteredAt.getTime()) * 0.8);
  return [new Date(most.getTime() + 1), new Date(end.getTime() + 1)];
}

/**
 * Running and paused time of a case until `now`; together they are exactly the time from the first entry to the end
 * (last leftAt or now). Throws when stays overlap, leave gaps or are out of order.
 */
export function timesOf(
  stays: readonly Stay[],
  now: Date,
): { running: number; paused: number; total: number } {
  const times = { running: 0, paused: 0, total: 0 };
  for (const [index, { state, enteredAt, leftAt, isPaused }] of stays.entries()) {
    const next = stays[index + 1];
    if (next && leftAt?.getTime() !== next.enteredAt.getTime())
      throw new RangeError(`${next.state} does not begin where ${state} ends`);
    const time = instantIn(leftAt ?? now) - instantIn(enteredAt);
    if (!(time >= 0)) throw new RangeError(`${state} ends before it begins`);
    times[isPaused ? "paused" : "running"] += time;
    times.total += time;
  }
  return times;
}
