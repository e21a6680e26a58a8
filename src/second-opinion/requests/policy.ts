import type { Actor } from "@/platform/actor";
import type { RelativeRight } from "@/platform/roles";

export type Held = { patientId: string; state: string; hasHealthConsent: boolean };

/**
 * A patient reads their own; a helper what they were allowed; the association's coordinators what was sent, as long as
 * the patient agrees to the use of health data. Nobody else, until a facility is chosen.
 */
export function canReadRequest(actor: Actor, request: Held): boolean {
  switch (actor.kind) {
    case "patient":
      return request.patientId === actor.personId;
    case "relative":
      return request.patientId === actor.patientId && (actor.actsInFull || actor.rights.includes("see-requests"));
    case "office":
      return actor.role === "case-coordinator" && request.state !== "draft" && request.hasHealthConsent;
    case "staff":
    case "linguist":
    case "partner":
    case "holder":
      return false;
  }
}

/** Whether somebody may do for the patient what is the patient's to do; with `right`, also a companion who was given it. */
export function canActForPatient(actor: Actor, patientId: string, right?: RelativeRight): boolean {
  if (actor.kind === "patient") return actor.personId === patientId;
  return actor.kind === "relative" && actor.patientId === patientId && (actor.actsInFull || (right !== undefined && actor.rights.includes(right)));
}

/** For whom somebody begins a request: themselves, or the patient whom they represent in full. */
export const patientOf = (actor: Actor): string | null =>
  actor.kind === "patient" ? actor.personId : actor.kind === "relative" && actor.actsInFull ? actor.patientId : null;

export const isCoordinator = (actor: Actor): boolean => actor.kind === "office" && actor.role === "case-coordinator";
