import "server-only";
import { type Colour, colourOf, type Stay, timesOf } from "../calendar/rules";
import { carePath } from "../care-path/queries";
import { stateOf, type Urgency } from "../care-path/rules";
import type { CareState } from "../care-path/schema";
import type { Course } from "../course/rules";
import { isRunning, limitIn } from "../turns/rules";

type Timed = {
  course: Course;
  urgency: Urgency | null;
  rulesVersion: number;
  enteredAt: Date;
  isTeam?: boolean;
};
export type Clock = { state: CareState; colour: Colour; isRunning: boolean };

/** Where the clock of a request stands now, by the rules it began under. */
export async function clockOf(
  { course, urgency, rulesVersion, enteredAt, isTeam }: Timed,
  now = new Date(),
): Promise<Clock> {
  const path = await carePath(rulesVersion);
  const limit = limitIn(path, course, urgency, isTeam);
  const isCounted = isRunning(path, course);
  return {
    state: stateOf(path, course.state),
    isRunning: isCounted,
    colour: limit && isCounted ? colourOf(enteredAt, limit, path.calendar, now) : "green",
  };
}

/** Running and paused time so far, in milliseconds. Stays that have ended at their beginning count for nothing. */
export const timesSoFar = (stays: readonly Stay[], now = new Date()) =>
  timesOf(
    stays.map(({ state, enteredAt, leftAt, isPaused }) => ({ state, enteredAt, leftAt, isPaused })),
    now,
  );
