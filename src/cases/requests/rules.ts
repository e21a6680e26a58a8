import { canMove, type StateKey } from "../care-path/rules";
import type { CarePath } from "../care-path/schema";

/** The questions of the form, one page each, in the order of the task list. */
export const steps = ["who", "question", "story", "treatment", "reach"] as const;
export type Step = (typeof steps)[number];

/** What must be answered in each before a request can be sent. */
export const needed: Record<Step, readonly (keyof Answers)[]> = {
  who: ["birth", "sex"],
  question: ["condition", "questions"],
  story: ["story"],
  treatment: ["proposed"],
  reach: ["speak", "channel"],
};

export type Answers = Partial<
  Record<
    | "birth"
    | "sex"
    | "height"
    | "weight"
    | "condition"
    | "questions"
    | "story"
    | "operations"
    | "medicines"
    | "allergies"
    | "proposed"
    | "speak"
    | "channel"
    | "phone"
    | "zone",
    string
  >
>;

export const isDone = (step: Step, answers: Answers): boolean =>
  needed[step].every((name) => (answers[name] ?? "").trim() !== "");
export const missingSteps = (answers: Answers): Step[] =>
  steps.filter((step) => !isDone(step, answers));

/** Why the service may decline. Each has words under `cases.reasons`. */
export type RequestReason =
  | "not-found"
  | "notAllowed"
  | "stale"
  | "incomplete"
  | "noConsent"
  | "illegal"
  | "closed";

/** Moves that a patient, or whoever acts for them in full, makes by themselves. */
const patientMoves: readonly (readonly [StateKey, StateKey])[] = [
  ["draft", "sent"],
  ["waiting-documents", "material-check"],
  ["dormant", "waiting-documents"],
  ["dormant", "choice"],
  ["not-suitable", "choice"],
  ["declined-by-all", "choice"],
  ["payment", "choice"],
  ["not-suitable", "closed"],
  ["delivered", "closed"],
];
export const isPatientMove = (before: StateKey, after: StateKey): boolean =>
  after === "withdrawn" || patientMoves.some(([from, to]) => from === before && to === after);

/** Moves of the association's coordinator, who also checks papers where no facility does yet. */
const coordinatorMoves: Partial<Record<StateKey, readonly StateKey[]>> = {
  "first-contact": ["waiting-documents", "material-check", "complete", "not-possible"],
  "material-check": ["waiting-documents", "complete"],
  translation: ["material-check", "complete", "waiting-documents"],
  "declined-by-all": ["choice", "closed"],
};
export const coordinatorNext = (path: CarePath, before: StateKey): StateKey[] =>
  (coordinatorMoves[before] ?? []).filter((after) => canMove(path, before, after));

/** The time zones of a country, then that of Milan; all of the world's where the country is not known to have one. */
export function zonesOf(country: string): string[] {
  const own =
    (
      new Intl.Locale(`und-${country}`) as Intl.Locale & {
        getTimeZones?: () => string[] | undefined;
      }
    ).getTimeZones?.() ?? [];
  return [
    ...new Set([...(own.length > 0 ? own : Intl.supportedValuesOf("timeZone")), "Europe/Rome"]),
  ];
}
