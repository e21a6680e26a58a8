import { dueAt } from "@/cases/calendar/rules";

export type VisitState = "asked" | "planned" | "held" | "cancelled";

const rome = {
  timeZone: "Europe/Rome",
  days: [1, 2, 3, 4, 5, 6, 7],
  from: "00:00",
  to: "24:00",
  holidays: [],
};

/** The instant of a wall time of Milan, as a form gives it: "2026-12-03T15:30". */
export function instantInMilan(wall: string): Date {
  const guess = new Date(`${wall}:00Z`);
  const shown = new Intl.DateTimeFormat("sv-SE", {
    timeZone: rome.timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  })
    .format(guess)
    .replace(" ", "T");
  const ahead = new Date(`${shown}Z`).getTime() - guess.getTime();
  const instant = new Date(guess.getTime() - ahead);
  return dueAt(instant, { amount: 0, unit: "hours" }, rome);
}
