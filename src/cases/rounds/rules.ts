import { colourChangesAt, type Limit } from "../calendar/rules";
import type { CarePath, CareState } from "../care-path/schema";

export const dayMilliseconds = 86_400_000;

export type Looked = {
  enteredAt: Date;
  /** What has been said of this stay already: "day-5", "orange", "red", "unopened". */
  told: readonly string[];
  state: CareState;
  /** Null where no clock runs. */
  limit: Limit | null;
  path: CarePath;
};

/**
 * When a stay is to be looked at next: at the next reminder, when the clock turns orange and red, when the state ends by
 * itself, and for a delivered opinion when somebody calls. Null where nothing more happens by time alone.
 */
export function nextLook({ enteredAt, told, state, limit, path }: Looked, now: Date): Date | null {
  const days = [
    ...state.reminders,
    ...(state.after ? [state.after.days] : []),
    ...(state.key === "delivered" && !told.includes("unopened")
      ? [path.opinion.callAfterDays]
      : []),
  ].map((day) => new Date(enteredAt.getTime() + day * dayMilliseconds));
  const turns = limit ? colourChangesAt(enteredAt, limit, path.calendar) : [];
  const ahead = [...days, ...turns].filter((at) => at > now);
  return ahead.length > 0 ? new Date(Math.min(...ahead.map(Number))) : null;
}
