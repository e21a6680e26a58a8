import type { StateKey, Urgency } from "../care-path/rules";
import type { CarePath, CareState } from "../care-path/schema";
import type { Limit } from "../clock/rules";
import { dueAt, halved } from "../clock/rules";

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

/** Why the service may decline. Each has words under `secondOpinion.reasons`. */
export type RequestReason =
  | "not-found"
  | "notAllowed"
  | "stale"
  | "incomplete"
  | "noConsent"
  | "illegal"
  | "closed";

export const stateOf = (path: CarePath, key: StateKey): CareState => {
  const found = path.states.find((state) => state.key === key);
  if (!found) throw new Error("the care path lacks a state");
  return found;
};

export const canMove = (path: CarePath, before: StateKey, after: StateKey): boolean =>
  stateOf(path, before).next.includes(after);
export const isOpen = (path: CarePath, key: StateKey): boolean =>
  !["none", "ended"].includes(stateOf(path, key).clock);

/** The limit of a state for a request: class A halves those that can be halved. */
export function limitOf(
  path: CarePath,
  key: StateKey,
  urgency: Urgency | null,
  isTeam = false,
): Limit | null {
  const { limit: single, teamLimit, halves } = stateOf(path, key);
  const limit = isTeam ? (teamLimit ?? single) : single;
  if (!limit) return null;
  return halves && urgency === "A" ? halved(limit) : limit;
}

/** When a state entered now is due; null where the clock is stopped or has no limit. */
export function dueOf(
  path: CarePath,
  key: StateKey,
  urgency: Urgency | null,
  enteredAt: Date,
  isTeam = false,
): Date | null {
  const limit = limitOf(path, key, urgency, isTeam);
  return limit && stateOf(path, key).clock === "running"
    ? dueAt(enteredAt, limit, path.calendar)
    : null;
}

/** The papers that a case of a family needs. */
export const checklist = (path: CarePath, family: string): string[] => [
  ...path.documents.all,
  ...(path.documents.families[family] ?? path.documents.families.other ?? []),
];

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
