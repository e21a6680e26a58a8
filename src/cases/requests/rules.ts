import type { ActName } from "../turns/rules";

/** What the patient decides by a button alone, and the coordinator by one with a reason. Acts of the table. */
export const ownDecisions = [
  "papersSent",
  "takeUpAgain",
  "chooseElsewhere",
  "closeCase",
  "withdraw",
] as const satisfies readonly ActName[];
export type OwnDecision = (typeof ownDecisions)[number];
export const deskDecisions = [
  "checkPapers",
  "findComplete",
  "askForPapers",
  "findImpossible",
  "chooseAnew",
  "closeDeclined",
] as const satisfies readonly ActName[];
export type DeskDecision = (typeof deskDecisions)[number];
