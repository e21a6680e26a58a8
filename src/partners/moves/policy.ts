import type { Actor, Office, Partner } from "@/platform/actor";
import type { PartnerRight } from "@/platform/roles";

/** Who looks after partners at the association: reads what they sent, and checks it. */
export const curates = (actor: Actor): actor is Office =>
  actor.kind === "office" && (actor.role === "partner-curator" || actor.role === "administrator");

/** Who finds whether an item of the checklist is in order. */
export const checks = (actor: Actor): actor is Office =>
  actor.kind === "office" && actor.role === "partner-curator";

/** Who decides on a firm. Whether they checked it themselves is asked of each one. */
export const decides = (actor: Actor): actor is Office =>
  actor.kind === "office" && actor.role === "administrator";

/** Who acts for one firm, with a right. What belongs to another does not exist for them. */
export const actsFor = (
  actor: Actor,
  partnerId: string,
  right?: PartnerRight,
): actor is Partner & { partnerId: string } =>
  actor.kind === "partner" &&
  actor.partnerId !== null &&
  actor.partnerId === partnerId &&
  (right === undefined || actor.rights.includes(right));
