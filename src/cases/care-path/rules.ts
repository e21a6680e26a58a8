import { dueAt, halved, type Limit } from "../calendar/rules";
import type { CarePath, CareState } from "./schema";

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

/** The families of cases that have words, under `opinions.terms.familyNames`. A version of the rules can hold others. */
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

/** The papers that a checklist can name. Each has words under `documents.papers`. */
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

/** Why rules are not published. Each has words under `cases.reasons`. */
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

/** Country codes as they are typed: capitals or not, with commas or spaces between them; each once. */
export const countryList = (text: string): string[] =>
  [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ].sort();

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
