import type { MilestoneKind } from "../templates/rules";
import type { Milestones } from "../windows/rules";

/** How far a journey is. Each has words under `journey.states`. */
const journeyStates = ["asked", "declined", "open", "closed", "cancelled"] as const;
export type JourneyState = (typeof journeyStates)[number];

/** The phases of an open journey, in their order. Each has words under `journey.phases`. */
const phases = ["visa", "planning", "on-the-way", "in-treatment", "recovering", "home"] as const;
export type Phase = (typeof phases)[number];

/** In which phase a journey is: after the last thing that happened. */
export function phaseOf(milestones: Milestones): Phase {
  const isDone = (kind: MilestoneKind) => milestones.get(kind)?.certainty === "done";
  if (isDone("home")) return "home";
  if (isDone("discharge")) return "recovering";
  if (isDone("admission")) return "in-treatment";
  if (isDone("arrival")) return "on-the-way";
  if (milestones.has("visa") && !isDone("visa")) return "visa";
  return "planning";
}

export type JourneyReason =
  | "not-found"
  | "notAllowed"
  | "stale"
  | "illegal"
  | "noConsent"
  | "needsNotice"
  | "replaced"
  | "lapsed"
  | "wrongOrder"
  | "done"
  | "needsDates"
  | "notOrderable"
  | "already"
  | "tooSoon"
  | "feeChanged"
  | "needsNews";
