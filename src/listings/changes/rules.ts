import { dayIn, milan } from "@/platform/zones";

/** Why a change is not taken or decided. Each has words under `listings.reasons`. */
export type ReviewReason =
  | "not-found"
  | "nothing"
  | "waiting"
  | "moved"
  | "own"
  | "stops"
  | "stale"
  | "notAllowed"
  | "no-comment";

export type ChangeState = "waiting" | "returned" | "approved" | "held" | "published" | "withdrawn";
/** Why a timed release did not go out. */
export type HeldReason = "moved" | "source-moved" | "proof-ends" | "approver-left";

/** Easter Sunday by the Gregorian rule, as month and day of a year. */
function easter(year: number): Date {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const k = Math.floor((century - 17) / 25);
  let i =
    (century - Math.floor(century / 4) - Math.floor((century - k) / 3) + 19 * golden + 15) % 30;
  i -= Math.floor(i / 28) * (1 - Math.floor(29 / (i + 1)) * Math.floor((21 - golden) / 11));
  const j = (year + Math.floor(year / 4) + i + 2 - century + Math.floor(century / 4)) % 7;
  const l = i - j;
  const month = 3 + Math.floor((l + 40) / 44);
  return new Date(Date.UTC(year, month - 1, l + 28 - 31 * Math.floor(month / 4)));
}

/** Days off in all of Italy, as month-day; Easter Monday moves. */
const holidays = [
  "01-01",
  "01-06",
  "04-25",
  "05-01",
  "06-02",
  "08-15",
  "11-01",
  "12-08",
  "12-25",
  "12-26",
];

const isWorkday = (day: Date) => {
  const monday = new Date(easter(day.getUTCFullYear()).getTime() + 86_400_000);
  return (
    ![0, 6].includes(day.getUTCDay()) &&
    !holidays.includes(day.toISOString().slice(5, 10)) &&
    monday.getTime() !== day.getTime()
  );
};

/** The end of the day, some working days of Milan after an instant. */
export function workdaysAfter(now: Date, count: number): Date {
  let day = new Date(`${dayIn(milan, now)}T00:00:00Z`);
  for (let left = count; left > 0; ) {
    day = new Date(day.getTime() + 86_400_000);
    if (isWorkday(day)) left--;
  }
  return new Date(day.getTime() + 23 * 3_600_000);
}
