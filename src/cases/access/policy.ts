import type { Actor } from "@/platform/actor";
import type { FacilityRole, RelativeRight } from "@/platform/roles";
import { type HolderRole, holders } from "../course/rules";

export type Held = {
  patientId: string;
  state: string;
  hasHealthConsent: boolean;
  /** The facilities that the patient has chosen, and how far each has come. */
  referrals?: readonly { facilityId: number; state: string }[];
  /** Who was asked to do a part of it, and who stands in for them today. */
  assignments?: readonly {
    personId: string;
    role: string;
    state: string;
    deputies?: readonly string[];
  }[];
};

/** A facility sees a case from when it is offered until it is taken from it. */
export const openReferrals = ["offered", "accepted", "done"] as const;
/** Whoever was asked by name sees it from when they have accepted. */
export const openAssignments = ["accepted", "done"] as const;
/** Who of a facility sees every case that is open to it; the others see what they have accepted by name. */
export const facilityWide: readonly FacilityRole[] = [
  "facility-coordinator",
  "medical-triage",
  "material-coordinator",
];
export const byName: readonly FacilityRole[] = ["specialist", "second-reader"];

/**
 * A patient reads their own; a helper what they were allowed; the association's coordinators what was sent; a facility
 * what the patient has chosen it for. The last two as long as the patient agrees to the use of health data.
 */
export function canReadRequest(
  actor: Actor,
  { patientId, state, hasHealthConsent, referrals = [], assignments = [] }: Held,
): boolean {
  switch (actor.kind) {
    case "patient":
      return patientId === actor.personId;
    case "relative":
      return (
        patientId === actor.patientId && (actor.actsInFull || actor.rights.includes("see-requests"))
      );
    case "office":
      return actor.role === "case-coordinator" && state !== "draft" && hasHealthConsent;
    case "staff": {
      const isOpen = referrals.some(
        (one) =>
          one.facilityId === actor.facilityId && openReferrals.some((open) => open === one.state),
      );
      if (!hasHealthConsent || !isOpen) return false;
      if (facilityWide.includes(actor.role)) return true;
      return (
        byName.includes(actor.role) &&
        assignments.some(
          (one) =>
            (one.personId === actor.personId || one.deputies?.includes(actor.personId)) &&
            one.role === actor.role &&
            openAssignments.some((open) => open === one.state),
        )
      );
    }
    case "linguist":
    case "partner":
    case "holder":
      return false;
  }
}

/** Whether somebody may do for the patient what is the patient's to do; with `right`, also a companion who was given it. */
export function canActForPatient(actor: Actor, patientId: string, right?: RelativeRight): boolean {
  if (actor.kind === "patient") return actor.personId === patientId;
  return (
    actor.kind === "relative" &&
    actor.patientId === patientId &&
    (actor.actsInFull || (right !== undefined && actor.rights.includes(right)))
  );
}

/** For whom somebody begins a request: themselves, or the patient whom they represent in full. */
export const patientOf = (actor: Actor): string | null =>
  actor.kind === "patient"
    ? actor.personId
    : actor.kind === "relative" && actor.actsInFull
      ? actor.patientId
      : null;

export const isCoordinator = (actor: Actor): boolean =>
  actor.kind === "office" && actor.role === "case-coordinator";

/** What of a case somebody sees: all, or for a facility the groups the patient agreed to show, and before the first judgement not the earlier advice. */
export type Sight = { groups: readonly string[]; isBlind: boolean };
export const wholeSight: Sight = { groups: ["story", "reports", "images"], isBlind: false };

type Kinds = { imaging: readonly string[]; firstAdvice: { papers: readonly string[] } };

/** Whether a paper of a kind lies within what somebody sees. */
export const isInSight = (sight: Sight, kind: string, { imaging, firstAdvice }: Kinds): boolean =>
  sight.groups.includes(imaging.includes(kind) ? "images" : "reports") &&
  !(sight.isBlind && firstAdvice.papers.includes(kind));

/** In which of the roles that a case knows somebody acts; null for whoever has no part in one. */
export const roleIn = (actor: Actor): HolderRole | null => {
  if (actor.kind === "patient" || actor.kind === "relative") return "patient";
  return holders.find((role) => role === actor.role) ?? null;
};
