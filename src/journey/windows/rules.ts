import type { Calendar } from "@/cases/calendar/rules";
import { instantOf, offsetAt, wallLater } from "@/platform/zones";
import {
  type Anchor,
  holds,
  inOrder,
  type JourneyFact,
  type LegRule,
  type MilestoneKind,
  type MilestoneRule,
  type Offset,
  type Template,
} from "../templates/rules";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** From when to when, in milliseconds of UTC. */
export type Span = { start: number; end: number };

/** `estimated` follows from the rules; `planned` somebody said; `fixed` holds; `done` happened. */
const certainties = ["estimated", "planned", "fixed", "done"] as const;
export type Certainty = (typeof certainties)[number];
export type Milestone = Span & { certainty: Certainty };
export type Milestones = ReadonlyMap<MilestoneKind, Milestone>;

/** Where a leg may lie: between which instants it begins and ends, and where it usually does. */
export type Window = {
  start: readonly [number, number];
  end: readonly [number, number];
  usual: Span;
};

const isWorked = (calendar: Calendar, midnight: number): boolean => {
  const date = new Date(midnight);
  return (
    calendar.days.includes(date.getUTCDay() || 7) &&
    !calendar.holidays.includes(date.toISOString().slice(0, 10))
  );
};

/** So many working days further, or back, at the same time on the clocks. */
function workingDaysFrom(at: number, amount: number, calendar: Calendar): number {
  const { timeZone } = calendar;
  let wall = at + offsetAt(timeZone, at);
  for (let left = Math.abs(amount); left > 0; ) {
    wall += Math.sign(amount) * day;
    if (isWorked(calendar, Math.floor(wall / day) * day)) left--;
  }
  return instantOf(timeZone, wall);
}

/** An instant moved by an offset: elapsed time for minutes and hours, the calendar's days for the rest. */
export function moved(at: number, { amount, unit }: Offset, calendar: Calendar): number {
  if (amount === 0) return at;
  switch (unit) {
    case "minutes":
      return at + amount * minute;
    case "hours":
      return at + amount * hour;
    case "days":
      return wallLater(calendar.timeZone, at, amount * day);
    case "working-days":
      return workingDaysFrom(at, amount, calendar);
  }
}

/** The same distance on the clocks: what was at ten stays at ten, also over a change to summer time. */
function movedLike(at: number, from: number, to: number, timeZone: string): number {
  if (from === to) return at;
  return wallLater(timeZone, at, to + offsetAt(timeZone, to) - from - offsetAt(timeZone, from));
}

const sameSpan = (a: Span, b: Span) => a.start === b.start && a.end === b.end;

/** What is known of the milestones, filled up by what the rules say of the others. */
export function completed(
  { milestones }: Pick<Template, "milestones">,
  known: Milestones,
  facts: readonly JourneyFact[],
  calendar: Calendar,
): Map<MilestoneKind, Milestone> {
  const whole = new Map(known);
  for (const rule of inOrder(milestones) ?? []) {
    const anchor = rule.hangsOn && whole.get(rule.hangsOn.milestone);
    if (whole.has(rule.kind) || !rule.hangsOn || !anchor || !holds(rule, facts)) continue;
    const start = moved(anchor.start, rule.hangsOn.usual, calendar);
    whole.set(rule.kind, { start, end: start, certainty: "estimated" });
  }
  return whole;
}

export type MoveOf = { kind: MilestoneKind; before: Span | null; after: Span };

/**
 * Moves one milestone and, with it, those that hang on it, are not yet fixed, and move along: each keeps its distance on
 * the clocks. Answers all milestones as they are then and what moved, the cause first. Moving to where it is moves nothing.
 */
export function moveMilestone(
  template: Pick<Template, "milestones">,
  before: Milestones,
  { kind, ...to }: Milestone & { kind: MilestoneKind },
  facts: readonly JourneyFact[],
  calendar: Calendar,
): { milestones: Map<MilestoneKind, Milestone>; moves: MoveOf[] } {
  const was = before.get(kind);
  const after = new Map(before).set(kind, to);
  const moves: MoveOf[] =
    was && sameSpan(was, to)
      ? []
      : [
          {
            kind,
            before: was ? { start: was.start, end: was.end } : null,
            after: { start: to.start, end: to.end },
          },
        ];
  for (const rule of inOrder(template.milestones) ?? []) {
    if (!rule.hangsOn || rule.kind === kind || !follows(rule, after.get(rule.kind))) continue;
    const anchor = {
      before: before.get(rule.hangsOn.milestone),
      after: after.get(rule.hangsOn.milestone),
    };
    const own = after.get(rule.kind);
    if (!own || !anchor.before || !anchor.after) continue;
    const shift = (at: number) =>
      movedLike(at, anchor.before?.start ?? 0, anchor.after?.start ?? 0, calendar.timeZone);
    const next = { start: shift(own.start), end: shift(own.end) };
    if (sameSpan(own, next)) continue;
    after.set(rule.kind, { ...own, ...next });
    moves.push({ kind: rule.kind, before: { start: own.start, end: own.end }, after: next });
  }
  const whole = completed(template, after, facts, calendar);
  for (const [key, { start, end }] of whole)
    if (!after.has(key)) moves.push({ kind: key, before: null, after: { start, end } });
  return { milestones: whole, moves };
}

const follows = ({ onMove }: MilestoneRule, own: Milestone | undefined) =>
  own !== undefined &&
  (own.certainty === "estimated" || (own.certainty === "planned" && onMove === "shift"));

/** The pairs of milestones that lie the wrong way round. */
export const wrongWayRound = (
  { order }: Pick<Template, "order">,
  milestones: Milestones,
): (readonly [MilestoneKind, MilestoneKind])[] =>
  order.filter(([first, then]) => {
    const [a, b] = [milestones.get(first), milestones.get(then)];
    return a !== undefined && b !== undefined && a.start > b.start;
  });

/** Where a leg may lie as the milestones are; null where one that it hangs on is not known. */
export function windowOf(
  rule: Pick<LegRule, "start" | "end">,
  milestones: Milestones,
  calendar: Calendar,
): Window | null {
  const at = ({ milestone }: Anchor) => milestones.get(milestone)?.start;
  const [start, end] = [at(rule.start), at(rule.end)];
  if (start === undefined || end === undefined) return null;
  const edge = (base: number, anchor: Anchor) =>
    [moved(base, anchor.from, calendar), moved(base, anchor.to, calendar)] as const;
  return {
    start: edge(start, rule.start),
    end: edge(end, rule.end),
    usual: {
      start: moved(start, rule.start.usual, calendar),
      end: moved(end, rule.end.usual, calendar),
    },
  };
}

/** Whether a time lies in a window that is widened by the tolerance on both sides. */
export function fits(
  { start, end }: Span,
  window: Window,
  tolerance: Offset,
  calendar: Calendar,
): boolean {
  const back = { ...tolerance, amount: -tolerance.amount };
  const within = (at: number, [low, high]: readonly [number, number]) =>
    moved(low, back, calendar) <= at && at <= moved(high, tolerance, calendar);
  return within(start, window.start) && within(end, window.end);
}

/** What a leg is, as far as a move looks at it. */
export type LegState = {
  id: string;
  rule: LegRule;
  /** `free`: nobody was asked. `asked`: partners were, for these times. `agreed`: one has accepted them. `settled`: over, or not wanted. */
  stands: "free" | "asked" | "agreed" | "settled";
  /** The times that partners were asked for or agreed to. */
  times: Span | null;
  /** The times of a change that is waiting for an answer. */
  proposed?: Span | null;
  /** Whether that change is a wish of one side: it then waits for the other's word, also where what was agreed fits. */
  isWish?: boolean;
};

export type Effect =
  /** Nobody was asked: its times simply follow. */
  | { legId: string; does: "follow"; times: Span }
  /** Those who were asked are asked again, for these times. */
  | { legId: string; does: "ask-again"; times: Span; before: Span }
  /** What was agreed stays, and a change to these times is proposed. */
  | { legId: string; does: "propose"; times: Span; before: Span }
  /** What was agreed fits again: the change that waits is taken back. */
  | { legId: string; does: "take-back"; times: Span };

/** The times to ask for: as far from their milestones as before where that fits, else the usual ones. */
function timesIn(
  leg: LegState,
  window: Window,
  before: Milestones,
  after: Milestones,
  calendar: Calendar,
): Span {
  const { rule, times } = leg;
  if (!times) return window.usual;
  const shifted = (at: number, { milestone }: Anchor) => {
    const [from, to] = [before.get(milestone)?.start, after.get(milestone)?.start];
    return from === undefined || to === undefined ? at : movedLike(at, from, to, calendar.timeZone);
  };
  const kept = { start: shifted(times.start, rule.start), end: shifted(times.end, rule.end) };
  const isOrdered = kept.start < kept.end;
  return isOrdered && fits(kept, window, { amount: 0, unit: "minutes" }, calendar)
    ? kept
    : window.usual;
}

/**
 * What a move of milestones does to the legs. One is touched when, and only when, its times no longer lie in its window
 * widened by its tolerance; or when they do again while a change waits.
 */
export function effectsOf(
  legs: readonly LegState[],
  before: Milestones,
  after: Milestones,
  calendar: Calendar,
): Effect[] {
  return legs.flatMap((leg): Effect[] => {
    if (leg.stands === "settled") return [];
    const window = windowOf(leg.rule, after, calendar);
    if (!window) return [];
    const isIn = (times: Span) => fits(times, window, leg.rule.tolerance, calendar);
    const { times } = leg;
    if (leg.stands === "free" || !times) {
      const next = timesIn(leg, window, before, after, calendar);
      return times && sameSpan(times, next) ? [] : [{ legId: leg.id, does: "follow", times: next }];
    }
    if (isIn(times))
      return leg.proposed && !leg.isWish ? [{ legId: leg.id, does: "take-back", times }] : [];
    if (leg.proposed && isIn(leg.proposed)) return [];
    const next = timesIn(leg, window, before, after, calendar);
    return [
      {
        legId: leg.id,
        does: leg.stands === "asked" ? "ask-again" : "propose",
        times: next,
        before: times,
      },
    ];
  });
}
