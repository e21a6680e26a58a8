import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { LegKey, MilestoneKind } from "../templates/rules";

/** What an event is called: never by anything medical, for calendars are read over shoulders. Each has words under `journey.calendar.titles`. */
export type Title =
  | "travel"
  | "transfer"
  | "lodging"
  | "appointment"
  | "papers"
  | "arrival"
  | "departure";

export const titleOfLeg = (key: LegKey): Title => {
  if (key.startsWith("transfer")) return "transfer";
  if (key.startsWith("lodging")) return "lodging";
  if (key === "outbound" || key === "return") return "travel";
  return key === "visa-papers" || key === "permit" || key === "insurance"
    ? "papers"
    : "appointment";
};

/** Milestones that somebody goes by; the others follow of themselves or happen to the patient. */
export const titleOfMilestone = (kind: MilestoneKind): Title | null => {
  if (kind === "arrival" || kind === "departure") return kind;
  return kind === "admission" || kind === "discharge" ? "appointment" : null;
};

export type CalendarEvent = {
  /** Stays the same for the life of a leg or milestone. */
  uid: string;
  /** Counts its changes. */
  sequence: number;
  title: Title;
  start: Date;
  end: Date;
  place: string;
  isCancelled: boolean;
};

/** A calendar file (RFC 5545) of a journey. `words` says each title in the reader's language. */
export function calendarFile(
  events: readonly CalendarEvent[],
  {
    name,
    host,
    now,
    words,
  }: { name: string; host: string; now: Date; words: Record<Title, string> },
): string {
  const calendar = ical({
    name,
    prodId: { company: "Health Lombardy", product: "journey" },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { uid, sequence, title, start, end, place, isCancelled } of events)
    calendar.createEvent({
      id: `${uid}@${host}`,
      sequence,
      stamp: now,
      start,
      end,
      summary: words[title],
      location: place,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
}
