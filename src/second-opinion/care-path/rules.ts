import type { CarePath } from "./schema";

/** The states of a request. Which follows which, with whom, for how long: that is data, a version of it a request. */
export const stateKeys = [
  "draft",
  "sent",
  "first-contact",
  "not-possible",
  "waiting-documents",
  "dormant",
  "translation",
  "material-check",
  "complete",
  "choice",
  "offered-facility",
  "triage",
  "not-suitable",
  "offered-specialist",
  "payment",
  "reading",
  "waiting-information",
  "visit-planned",
  "visit-held",
  "second-reading",
  "signed",
  "opinion-translation",
  "delivered",
  "questions",
  "plan-asked",
  "declined-by-all",
  "withdrawn",
  "closed",
] as const;
export type StateKey = (typeof stateKeys)[number];
export type Urgency = "A" | "B" | "C";

/** The families of cases that have words, under `secondOpinion.terms.familyNames`. A version of the rules can hold others. */
const families = [
  "cancer",
  "heart",
  "nerves",
  "bones",
  "fertility",
  "eye",
  "digestive",
  "child",
  "other",
] as const;
type Family = (typeof families)[number];
export const familyName = (key: string, say: (known: Family) => string): string => {
  const known = families.find((one) => one === key);
  return known ? say(known) : key;
};

/** The papers that a checklist can name. Each has words under `secondOpinion.papers`. */
export const paperKinds = [
  "identity",
  "doctor-report",
  "medicines",
  "discharge-letters",
  "histology",
  "staging-report",
  "treatment-list",
  "imaging-dicom",
  "ecg",
  "echo-report",
  "cath-report",
  "neuro-exam",
  "ortho-exam",
  "x-ray",
  "hormone-tests",
  "ultrasound",
  "eye-exam",
  "oct",
  "endoscopy",
  "blood-tests",
  "growth-curve",
  "genetic-report",
  "other-reports",
] as const;

export const limitUnits = ["minutes", "hours", "days", "working-hours", "working-days"] as const;
type LimitUnit = (typeof limitUnits)[number];

/** What the association changes in the rules by itself. What is not named stays as it is; states and moves always do. */
export type RulesChange = {
  version: number;
  note: string;
  from: string;
  to: string;
  holidays: string[];
  countriesNotServed: string[];
  /** The states whose limit class A halves. */
  halves: readonly StateKey[];
  limits: Partial<Record<StateKey, { amount: number; unit: LimitUnit; team?: number }>>;
  reminders: Partial<Record<StateKey, number[]>>;
  /** Checklists by family; "all" is what every case needs. */
  papers: Record<string, string[]>;
};

/** Why rules are not published. Each has words under `secondOpinion.reasons`. */
export type RulesReason = "notAllowed" | "stale";

/** The next version: the path with the change, as of an ISO day. */
export function changedPath(path: CarePath, change: RulesChange, today: string): CarePath {
  const states = path.states.map((state) => {
    const changed = change.limits[state.key];
    const reminders = change.reminders[state.key] ?? state.reminders;
    if (!state.limit) return { ...state, reminders };
    const limit = changed ? { amount: changed.amount, unit: changed.unit } : state.limit;
    const team =
      state.teamLimit && changed
        ? { teamLimit: { amount: changed.team ?? state.teamLimit.amount, unit: changed.unit } }
        : {};
    return { ...state, reminders, limit, ...team, halves: change.halves.includes(state.key) };
  });
  const families = Object.fromEntries(
    Object.entries(path.documents.families).map(([family, kinds]) => [
      family,
      change.papers[family] ?? kinds,
    ]),
  );
  return {
    ...path,
    version: path.version + 1,
    publishedOn: today,
    calendar: { ...path.calendar, from: change.from, to: change.to, holidays: change.holidays },
    states,
    countriesNotServed: change.countriesNotServed,
    documents: { all: change.papers.all ?? path.documents.all, families },
  };
}
