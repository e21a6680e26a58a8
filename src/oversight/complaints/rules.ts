import { type Calendar, type Colour, colourOf, type Limit } from "@/cases/calendar/rules";

/** Each has words under `oversight.complaint.states`. */
export type ComplaintState = "open" | "acknowledged" | "answered";
export type ComplaintReason = "not-found" | "illegal" | "notAllowed" | "stale";

type Timed = { state: ComplaintState; createdAt: Date; acknowledgeBy: Date; answerBy: Date };
type Limits = { calendar: Calendar; complaint: { acknowledge: Limit; answer: Limit } };

/** What a complaint waits for, until when, and how much of that time is used; null where it is answered. */
export function dueNext(
  { state, createdAt, acknowledgeBy, answerBy }: Timed,
  { calendar, complaint }: Limits,
  now: Date,
): { by: Date; colour: Colour } | null {
  if (state === "answered") return null;
  const isOpen = state === "open";
  return {
    by: isOpen ? acknowledgeBy : answerBy,
    colour: colourOf(createdAt, isOpen ? complaint.acknowledge : complaint.answer, calendar, now),
  };
}

/** What of a complaint is late and has not been told yet. */
export function lateIn(
  { state, acknowledgeBy, answerBy, told }: Omit<Timed, "createdAt"> & { told: readonly string[] },
  now: Date,
): string[] {
  const late = [
    ...(state === "open" && acknowledgeBy < now ? ["acknowledge"] : []),
    ...(state !== "answered" && answerBy < now ? ["answer"] : []),
  ];
  return late.filter((what) => !told.includes(what));
}
