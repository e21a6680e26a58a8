import type { StateKey } from "../care-path/rules";

/** The written opinion as far as the course hangs on it; opened by the patient's side, once it was delivered. */
export const drafts = ["none", "open", "handed-in", "agreed", "signed", "opened"] as const;
/** Whether somebody is to speak with the patient. */
export const visits = ["none", "asked", "planned"] as const;
export const plans = ["none", "sent", "accepted", "confirmed", "declined", "lapsed"] as const;
/** The translation that the course waits for. */
export const words = ["none", "ordered", "taken", "done"] as const;
/** The facility's fee: asked of the patient, or said by them to be paid. */
export const fees = ["none", "asked", "said"] as const;
/** Who of a facility asked the patient something. */
export const askers = ["none", "medical-triage", "specialist"] as const;
/** Whether the patient has opened the case to the facility that wrote, or writes, the opinion. */
export const facilities = ["none", "here"] as const;

/** Where a case stands: its state, and the few facts that split a state into what different people do. Finite. */
export type Course = {
  state: StateKey;
  draft: (typeof drafts)[number];
  visit: (typeof visits)[number];
  plan: (typeof plans)[number];
  words: (typeof words)[number];
  asker: (typeof askers)[number];
  facility: (typeof facilities)[number];
  fee: (typeof fees)[number];
};
export type Facts = Omit<Course, "state">;

export const noFacts: Facts = {
  draft: "none",
  visit: "none",
  plan: "none",
  words: "none",
  asker: "none",
  facility: "none",
  fee: "none",
};

/** Who can have the ball. The portal itself does what nobody has to decide. */
export const holders = [
  "patient",
  "system",
  "case-coordinator",
  "translator",
  "facility-coordinator",
  "medical-triage",
  "specialist",
  "second-reader",
] as const;
export type HolderRole = (typeof holders)[number];

/** The states in which a case is over. */
const ends: readonly StateKey[] = ["not-possible", "withdrawn", "closed"];
export const isOver = ({ state }: Pick<Course, "state">): boolean => ends.includes(state);
