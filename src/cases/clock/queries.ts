import "server-only";
import { type Colour, colourOf, timesOf } from "../calendar/rules";
import { carePath } from "../care-path/queries";
import type { StateKey, Urgency } from "../care-path/rules";
import { limitOf, stateOf } from "../care-path/rules";
import type { CareState } from "../care-path/schema";
import type { RequestStay } from "../requests/queries";

type Timed = {
  state: StateKey;
  urgency: Urgency | null;
  rulesVersion: number;
  enteredAt: Date;
  isTeam?: boolean;
};
export type Clock = { state: CareState; colour: Colour };

/** Where the clock of a request stands now, by the rules it began under. */
export async function clockOf(request: Timed, now = new Date()): Promise<Clock> {
  const path = await carePath(request.rulesVersion);
  const state = stateOf(path, request.state);
  const limit = limitOf(path, request.state, request.urgency, request.isTeam);
  return {
    state,
    colour:
      limit && state.clock === "running"
        ? colourOf(request.enteredAt, limit, path.calendar, now)
        : "green",
  };
}

/** Running and paused time so far, in milliseconds. Stays that have ended at their beginning count for nothing. */
export function timesSoFar(stays: readonly RequestStay[], now = new Date()) {
  return timesOf(
    stays.map(({ state, enteredAt, leftAt, isPaused }) => ({ state, enteredAt, leftAt, isPaused })),
    now,
  );
}
