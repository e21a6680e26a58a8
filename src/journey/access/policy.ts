import type { Actor, Office, Partner, Staff } from "@/platform/actor";

/** Who plans a patient's journey: the patient, whoever represents them in full, a companion who was given that right. */
export const arrangesFor = (actor: Actor, patientId: string): boolean =>
  actor.kind === "patient"
    ? actor.personId === patientId
    : actor.kind === "relative" &&
      actor.patientId === patientId &&
      (actor.actsInFull || actor.rights.includes("arrange-journey"));

/** For whom somebody plans; null for whoever plans for nobody. */
export const arrangedPatient = (actor: Actor): string | null =>
  actor.kind === "patient"
    ? actor.personId
    : actor.kind === "relative" && arrangesFor(actor, actor.patientId)
      ? actor.patientId
      : null;

/** Who says for a facility when a patient can come. */
export const setsDatesAt = (actor: Actor, facilityId: number): actor is Staff =>
  actor.kind === "staff" &&
  actor.role === "facility-coordinator" &&
  actor.facilityId === facilityId;

/** Who of the association looks after journeys: dates and legs, nothing medical. */
export const watchesJourneys = (actor: Actor): actor is Office =>
  actor.kind === "office" && actor.role === "case-coordinator";

/** Who answers for a firm. */
export const answersOrders = (actor: Actor): actor is Partner & { partnerId: string } =>
  actor.kind === "partner" && actor.partnerId !== null && actor.rights.includes("answer-orders");

/** Who of a facility looks after patients who are home again: reads how they are, and answers. */
export const looksAfter = (actor: Actor): actor is Staff =>
  actor.kind === "staff" &&
  ["facility-coordinator", "medical-triage", "specialist"].includes(actor.role);

/** Who of a facility signs from which day a patient may fly. */
export const clearsToFly = (actor: Actor): actor is Staff =>
  actor.kind === "staff" && actor.role === "specialist";
