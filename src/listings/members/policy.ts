import type { Actor, Office, Staff } from "@/platform/actor";

/** Who reads how facilities stand with the association. */
export const seesMembers = (actor: Actor): actor is Office =>
  actor.kind === "office" &&
  ["administrator", "partner-curator", "case-coordinator"].includes(actor.role);

/** Who finds whether what is asked of a facility is in order. */
export const checksMembers = (actor: Actor): actor is Office =>
  actor.kind === "office" && (actor.role === "administrator" || actor.role === "partner-curator");

/** Who decides on a facility. Whether they checked it themselves is asked of each one. */
export const decidesOnMembers = (actor: Actor): actor is Office =>
  actor.kind === "office" && actor.role === "administrator";

/** Who settles what still runs with a facility that can't be asked any more. */
export const settlesTasks = (actor: Actor): actor is Office =>
  actor.kind === "office" && (actor.role === "administrator" || actor.role === "case-coordinator");

/** Who asks for their facility to be admitted. */
export const appliesFor = (actor: Actor, facilityId: number): actor is Staff =>
  actor.kind === "staff" &&
  actor.role === "facility-coordinator" &&
  actor.facilityId === facilityId;
