import type { Category } from "@/partners/categories/rules";

/** A stretch of time, forwards or (below nought) backwards. Days are days of Milan's calendar, hours are time that passes. */
export type Offset = {
  amount: number;
  unit: "minutes" | "hours" | "days" | "working-days";
};

/** What a journey turns on. Each has words under `journey.milestones`. */
export const milestoneKinds = [
  "visa",
  "arrival",
  "admission",
  "operation",
  "discharge",
  "fit-to-fly",
  "departure",
  "home",
  "check-2",
  "check-7",
  "check-30",
  "check-90",
] as const;
export type MilestoneKind = (typeof milestoneKinds)[number];

/** Who says when a milestone is. Each has words under `journey.holders`. */
export type MilestoneOwner = "patient" | "facility" | "portal";

export type MilestoneRule = {
  kind: MilestoneKind;
  owner: MilestoneOwner;
  /** The milestone it is reckoned from, and how long after it (or before) where nobody has said otherwise. */
  hangsOn?: { milestone: MilestoneKind; usual: Offset } | undefined;
  /** Whether it moves along with what it hangs on, or stays where somebody put it until they say otherwise. */
  onMove: "shift" | "stay";
  /** Only for journeys of which this is so. */
  when?: JourneyFact | undefined;
};

/** What splits journeys: whether a visa is needed, whether somebody comes along. */
export const journeyFacts = ["visa", "companion"] as const;
export type JourneyFact = (typeof journeyFacts)[number];

/** One end of a leg: the milestone it hangs on, between which distances it may lie, and where it usually does. */
export type Anchor = {
  milestone: MilestoneKind;
  from: Offset;
  to: Offset;
  usual: Offset;
};

/** The parts of a journey. Each has words under `journey.legs`. */
export const legKeys = [
  "visa-papers",
  "insurance",
  "outbound",
  "transfer-in",
  "lodging-before",
  "lodging-after",
  "lodging-companion",
  "permit",
  "transfer-hospital",
  "interpreter-admission",
  "interpreter-discharge",
  "transfer-lodging",
  "equipment",
  "letter-translation",
  "home-doctor",
  "return",
  "transfer-out",
  "home-care",
] as const;
export type LegKey = (typeof legKeys)[number];

export type LegRule = {
  key: LegKey;
  /** Who of the partners can take it on; null is a task that stays with the patient. */
  category: Category | null;
  /** Another category where somebody has to lie. */
  lying?: Category | undefined;
  subject: "patient" | "companion" | "both";
  when?: JourneyFact | undefined;
  start: Anchor;
  end: Anchor;
  /** By how much an agreed time may lie outside before it is asked again. */
  tolerance: Offset;
  /** How long before its start it should be agreed. */
  lead: Offset;
  /** Where it is looked for: around the airport of arrival, around the facility, or anywhere. */
  area: "airport" | "facility" | "anywhere";
  from?: Place | undefined;
  to?: Place | undefined;
};
/** Between what a leg leads, as the partner reads it. Each has words under `journey.places`. */
export const places = ["home", "airport", "lodging", "facility"] as const;
export type Place = (typeof places)[number];

type Limit = { amount: number; unit: "hours" | "working-hours" | "working-days" | "days" };

/** All that holds for journeys begun under one version. */
export type Template = {
  version: number;
  publishedOn: string;
  milestones: readonly MilestoneRule[];
  /** Pairs of which the first is never after the second. */
  order: readonly (readonly [MilestoneKind, MilestoneKind])[];
  legs: readonly LegRule[];
  limits: {
    /** For a partner's word on a question, an order or a change. */
    answer: Limit;
    /** The same where the leg begins soon. */
    urgentAnswer: Limit;
    /** From how many hours before a leg it counts as soon. */
    urgentHours: number;
    /** For the facility to say when the patient can come. */
    dates: Limit;
    /** For the association, where nobody is left to ask. */
    coordinator: Limit;
    /** How many are asked at once. */
    askedAtOnce: number;
    /** How long a patient can take over a change that a partner asked for. */
    amendmentByPartner: Limit;
  };
};

export const legRule = (template: Template, key: string): LegRule | undefined =>
  template.legs.find((leg) => leg.key === key);
export const milestoneRule = (template: Template, kind: string): MilestoneRule | undefined =>
  template.milestones.find((milestone) => milestone.kind === kind);

/** The milestones in an order in which each comes after what it hangs on; null where they go in a circle. */
export function inOrder(milestones: readonly MilestoneRule[]): MilestoneRule[] | null {
  const placed: MilestoneRule[] = [];
  let left = [...milestones];
  while (left.length > 0) {
    const free = left.filter(
      ({ hangsOn }) => !hangsOn || placed.some(({ kind }) => kind === hangsOn.milestone),
    );
    if (free.length === 0) return null;
    placed.push(...free);
    left = left.filter((milestone) => !free.includes(milestone));
  }
  return placed;
}

/** Whether something is so of a journey: a rule without a condition always holds. */
export const holds = (
  { when }: { when?: JourneyFact | undefined },
  facts: readonly JourneyFact[],
): boolean => when === undefined || facts.includes(when);
