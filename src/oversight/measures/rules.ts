import type { StateKey } from "@/cases/care-path/rules";

/** No number stands for fewer cases than this. */
export const fewest = 5;
/** Below this many, nine of ten is the slowest case alone. */
const fewestForNinety = 10;

/** One case's part in a measure: how long it took, and whether it was in time where that is known. */
export type Timed = { time: number; isInTime: boolean | null };
/** What is shown of a measure; null in place of anything that would tell of too few. */
export type Summary = {
  cases: number;
  median: number;
  ninety: number | null;
  inTime: number | null;
};

/** To the nearest five, so that one number taken from another never leaves a group of a few. */
const rounded = (count: number) => Math.round(count / fewest) * fewest;
export const countOf = (count: number): number | null => (count < fewest ? null : rounded(count));

/**
 * A part of a whole, in whole percent; null where one to four cases, or too few at all, stand on a side of it. Of what
 * is medical also where nobody does: "all of them" would tell of each.
 */
export function shareOf(part: number, whole: number, isMedical = false): number | null {
  const isFew = (count: number) => (isMedical || count > 0) && count < fewest;
  return whole < fewest || isFew(part) || isFew(whole - part)
    ? null
    : Math.round((part / whole) * 100) / 100;
}

/** Between the two nearest values, in whole units. `sorted` holds at least one. */
function percentile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return Math.round(low + (high - low) * (at - Math.floor(at)));
}

export function summaryOf(cases: readonly Timed[]): Summary | null {
  if (cases.length < fewest) return null;
  const times = cases.map((one) => one.time).sort((a, b) => a - b);
  const known = cases.filter((one) => one.isInTime !== null);
  return {
    cases: rounded(cases.length),
    median: percentile(times, 0.5),
    ninety: cases.length < fewestForNinety ? null : percentile(times, 0.9),
    inTime: shareOf(known.filter((one) => one.isInTime).length, known.length),
  };
}

/** One stay of a case. `isTheirs` while it lay with whoever asks; `isCounted` where it also ended within the period. */
export type Stay = {
  state: StateKey;
  isPaused: boolean;
  isWithPatient: boolean;
  /** Of working time. */
  hours: number;
  days: number;
  isInTime: boolean | null;
  isTheirs: boolean;
  isCounted: boolean;
};
/** A case with its stays in their order, and what its opinion of the period came to. */
export type Case = {
  state: StateKey;
  stays: readonly Stay[];
  opinion: { isDiagnosisChanged: boolean; isTreatmentChanged: boolean } | null;
};

export const measures = [
  "first-contact",
  "specialist",
  "opinion",
  "paused",
  "translation",
  "plan",
] as const;
export type Measure = (typeof measures)[number];
export const shares = [
  "complete-first",
  "diagnosis-changed",
  "treatment-changed",
  "declined",
  "withdrawn",
] as const;
export type Share = (typeof shares)[number];

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const existing = <T>(list: readonly (T | null)[]) => list.filter((one): one is T => one !== null);

/** A case's time in a state: where it came there more than once, on average, so that no case counts for several. */
function timeIn(one: Case, state: StateKey): Timed | null {
  const stays = one.stays.filter((stay) => stay.isCounted && stay.state === state);
  if (stays.length === 0) return null;
  const known = stays.filter((stay) => stay.isInTime !== null);
  return {
    time: sum(stays.map((stay) => stay.hours)) / stays.length,
    isInTime: known.length > 0 ? known.every((stay) => stay.isInTime) : null,
  };
}

const untimed = (time: number): Timed => ({ time, isInTime: null });

const measured: Record<Measure, (one: Case) => Timed | null> = {
  "first-contact": ({ stays }) => {
    const at = stays.findIndex((stay) => stay.state === "first-contact");
    return stays[at]?.isCounted
      ? untimed(
          sum(
            stays.slice(0, at + 1).flatMap((stay) => (stay.state === "draft" ? [] : [stay.hours])),
          ),
        )
      : null;
  },
  specialist: (one) => timeIn(one, "offered-specialist"),
  opinion: ({ stays }) => {
    const signed = stays.findIndex((stay) => stay.state === "signed");
    const complete = stays.findIndex((stay) => stay.state === "complete");
    if (complete < 0 || signed < complete || !stays[signed - 1]?.isCounted) return null;
    return untimed(
      sum(stays.slice(complete, signed).map((stay) => (stay.isPaused ? 0 : stay.hours))),
    );
  },
  paused: ({ stays }) => {
    const paused = stays.filter((stay) => stay.isCounted && stay.isPaused && stay.isWithPatient);
    return paused.length > 0 ? untimed(sum(paused.map((stay) => stay.days))) : null;
  },
  translation: (one) => timeIn(one, "opinion-translation"),
  plan: (one) => timeIn(one, "plan-asked"),
};
export const measureOf = (cases: readonly Case[], measure: Measure): Summary | null =>
  summaryOf(existing(cases.map(measured[measure])));
export const stateOf = (cases: readonly Case[], state: StateKey): Summary | null =>
  summaryOf(existing(cases.map((one) => timeIn(one, state))));

/** The state in which whoever asks had a case when it ended without an opinion; null where it did not. */
function lostIn({ state, stays }: Case): StateKey | null {
  const last = stays.at(-2);
  if (
    !["withdrawn", "closed", "not-possible"].includes(state) ||
    stays.some((stay) => stay.state === "signed")
  )
    return null;
  return last?.isTheirs ? last.state : null;
}

/** Of which cases a share is told, and whether a case is in it. */
const shared: Record<Share, { among: (one: Case) => boolean; isIn: (one: Case) => boolean }> = {
  "complete-first": {
    among: ({ stays }) => stays.some((stay) => stay.state === "complete" && stay.isCounted),
    isIn: ({ stays }) =>
      !stays
        .slice(
          0,
          stays.findIndex((stay) => stay.state === "complete"),
        )
        .some((stay) => stay.state === "waiting-documents"),
  },
  "diagnosis-changed": {
    among: (one) => one.opinion !== null,
    isIn: (one) => one.opinion?.isDiagnosisChanged ?? false,
  },
  "treatment-changed": {
    among: (one) => one.opinion !== null,
    isIn: (one) => one.opinion?.isTreatmentChanged ?? false,
  },
  declined: {
    among: ({ stays }) => stays.some((stay) => stay.state === "offered-facility" && stay.isCounted),
    isIn: ({ stays }) => stays.some((stay) => stay.state === "declined-by-all"),
  },
  withdrawn: {
    among: () => true,
    isIn: (one) => one.state === "withdrawn" && (one.stays.at(-2)?.isTheirs ?? false),
  },
};
export function shareAmong(cases: readonly Case[], share: Share): number | null {
  const { among, isIn } = shared[share];
  const whole = cases.filter(among);
  return shareOf(
    whole.filter(isIn).length,
    whole.length,
    share === "diagnosis-changed" || share === "treatment-changed",
  );
}

/** In which states cases ended without an opinion, and in how many; states with too few are told with null. */
export function lostByState(cases: readonly Case[]): { state: StateKey; cases: number | null }[] {
  const counts = new Map<StateKey, number>();
  for (const state of existing(cases.map(lostIn))) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => ({ state, cases: countOf(count) }));
}

/** Whether an opinion's form says that something of the first doctor's was changed. */
export const changedIn = (content: Readonly<Record<string, string>>) => ({
  isDiagnosisChanged: ["refine", "change"].includes(content.verdict ?? ""),
  isTreatmentChanged: Object.entries(content).some(
    ([name, value]) => /^verdict-\d$/.test(name) && ["change", "not-needed"].includes(value),
  ),
});
