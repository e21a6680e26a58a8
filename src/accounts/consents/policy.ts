import type { Actor } from "@/platform/actor";

/** Agreements are the patient's own; a legal representative whose proof is confirmed gives them in the patient's place. */
export function mayConsentFor(actor: Actor, patientId: string): boolean {
  switch (actor.kind) {
    case "patient":
      return actor.personId === patientId;
    case "relative":
      return actor.patientId === patientId && actor.actsInFull;
    case "staff":
    case "linguist":
    case "partner":
    case "office":
    case "holder":
      return false;
  }
}
