import type { Actor, Office } from "@/platform/actor";

/** Who reads and answers complaints; one by one, only those about cases they did not work on. */
export const handlesComplaints = (actor: Actor): actor is Office =>
  actor.kind === "office" && (actor.role === "administrator" || actor.role === "privacy-officer");
