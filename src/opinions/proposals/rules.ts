/** How closely a facility's known work meets what the request is about, the closest first. */
export const fits = ["condition", "condition-listed", "specialty", "district", "family"] as const;
type Fit = (typeof fits)[number];

/** What is known of a facility when it is weighed. */
export type Candidate = {
  facilityId: number;
  name: string;
  fit: Fit | null;
  isOffered: boolean;
  isConfirmed: boolean;
  /** ISO days. */
  nextCheckOn: string;
  pausedUntil: string | null;
  openCases: number;
  capacity: number;
  feeCents: number;
  teamFeeCents: number | null;
  currency: string;
  days: number;
  minAge: number;
  maxAge: number;
  families: readonly string[];
  languages: readonly string[];
  withInterpreter: boolean;
  countriesNotServed: readonly string[];
  /** Cases offered to it lately. */
  share: number;
  isDemo: boolean;
};

/** What the patient needs. `age` in whole years, `today` an ISO day. */
export type Need = {
  family: string;
  age: number | null;
  language: string;
  country: string;
  today: string;
};

const leftOutCodes = [
  "not-offered",
  "not-confirmed",
  "discipline",
  "age",
  "language",
  "full",
  "country",
] as const;
export type LeftOut = { facilityId: number; name: string; code: (typeof leftOutCodes)[number] };

export type Line = {
  facilityId: number;
  name: string;
  fit: Fit;
  days: number;
  speaksDirectly: boolean;
  feeCents: number;
  teamFeeCents: number | null;
  currency: string;
  isDemo: boolean;
};

/** Why a facility cannot be proposed: the first of the conditions it does not meet. */
function whyNot(need: Need, one: Candidate): LeftOut["code"] | null {
  if (!one.isOffered) return "not-offered";
  if (!one.isConfirmed || one.nextCheckOn < need.today) return "not-confirmed";
  if (one.fit === null || (one.families.length > 0 && !one.families.includes(need.family)))
    return "discipline";
  if (need.age !== null && (need.age < one.minAge || need.age > one.maxAge)) return "age";
  if (one.countriesNotServed.includes(need.country)) return "country";
  if (!one.languages.includes(need.language) && !one.withInterpreter) return "language";
  if (one.openCases >= one.capacity || (one.pausedUntil !== null && one.pausedUntil >= need.today))
    return "full";
  return null;
}

/**
 * The facilities that can answer, in an order that follows from what is shown: clinical fit, time to the answer,
 * language without an interpreter, fee, and between equals whoever was asked less lately. No payment moves a position.
 */
export function proposalOf(
  need: Need,
  candidates: readonly Candidate[],
): { lines: Line[]; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const fitting: (Candidate & { fit: Fit })[] = [];
  for (const one of candidates) {
    const code = whyNot(need, one);
    if (code) leftOut.push({ facilityId: one.facilityId, name: one.name, code });
    else if (one.fit) fitting.push({ ...one, fit: one.fit });
  }
  const needsHelp = (one: Candidate) => Number(!one.languages.includes(need.language));
  fitting.sort(
    (a, b) =>
      fits.indexOf(a.fit) - fits.indexOf(b.fit) ||
      a.days - b.days ||
      needsHelp(a) - needsHelp(b) ||
      a.feeCents - b.feeCents ||
      a.share - b.share ||
      a.facilityId - b.facilityId,
  );
  const lines = fitting.map(
    ({ facilityId, name, fit, days, feeCents, teamFeeCents, currency, isDemo, ...one }) => ({
      facilityId,
      name,
      fit,
      days,
      speaksDirectly: one.languages.includes(need.language),
      feeCents,
      teamFeeCents,
      currency,
      isDemo,
    }),
  );
  return { lines, leftOut };
}

/** Whole years on a day; both ISO days. */
export function ageOn(birth: string, today: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(birth)) return null;
  return (
    Number(today.slice(0, 4)) -
    Number(birth.slice(0, 4)) -
    (today.slice(5) < birth.slice(5) ? 1 : 0)
  );
}

/** The same lines with one facility put first. */
export const putFirst = (lines: readonly Line[], facilityId: number): Line[] => [
  ...lines.filter((line) => line.facilityId === facilityId),
  ...lines.filter((line) => line.facilityId !== facilityId),
];
