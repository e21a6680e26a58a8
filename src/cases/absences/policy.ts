import type { Actor, Office, Staff } from "@/platform/actor";

/** Who works on cases, and so can be away: whoever is of a facility, and the association's coordinators. */
export const canBeAway = (actor: Actor): actor is Staff | Office =>
  actor.kind === "staff" || (actor.kind === "office" && actor.role === "case-coordinator");
