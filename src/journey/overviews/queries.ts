import "server-only";
import type { Actor } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import type { StoredEffect, StoredMove } from "../changes/rules";
import { type CheckInState, checkInStates } from "../check-ins/queries";
import { type Clearance, clearanceOf } from "../clearances/queries";
import { type Phase, phaseOf } from "../holding/rules";
import { type JourneyHead, journeyHead } from "../journeys/queries";
import type { LegChoice, LegHolder, LegStateName } from "../legs/rules";
import { nextHappening } from "../milestones/rules";
import { templateOf } from "../templates/queries";
import {
  type LegKey,
  legKeys,
  type MilestoneKind,
  type MilestoneOwner,
  milestoneRule,
} from "../templates/rules";
import { type Certainty, type Milestone, wrongWayRound } from "../windows/rules";

export type MilestoneView = {
  kind: MilestoneKind;
  startsAt: Date;
  certainty: Certainty;
  owner: MilestoneOwner;
};
type ChangeAsked = {
  no: number;
  proposedAs: "rule" | "patient" | "partner";
  before: { startsAt: string; endsAt: string; cents: number };
  after: { startsAt: string; endsAt: string; cents: number };
  answerBy: Date;
};
export type LegView = {
  id: string;
  key: LegKey;
  choice: LegChoice;
  state: LegStateName;
  holder: LegHolder | null;
  startsAt: Date | null;
  endsAt: Date | null;
  dueAt: Date | null;
  isTask: boolean;
  /** Whose order stands, or how many were asked. */
  partner: string | null;
  asked: number;
  offered: number;
  lateMinutes: number;
  change: ChangeAsked | null;
};
export type ChangeView = {
  id: string;
  cause: MilestoneKind;
  role: string;
  at: Date;
  moves: StoredMove[];
  effects: StoredEffect[];
};

export type Overview = JourneyHead & {
  phase: Phase;
  milestones: MilestoneView[];
  legs: LegView[];
  changes: ChangeView[];
  /** Milestones that lie the wrong way round, for whoever has to see to them. */
  wrong: (readonly [MilestoneKind, MilestoneKind])[];
  next: { kind: MilestoneKind; by: MilestoneOwner } | null;
  /** The days on which the patient was asked how they are. */
  checkIns: CheckInState[];
  clearance: Clearance | null;
  isAsked: boolean;
};

type LegRow = Omit<LegView, "isTask"> & { orderStartsAt: Date | null; orderEndsAt: Date | null };

async function legsOf(journeyId: string) {
  return rows<LegRow>(sql`
    SELECT l.id, l.key, l.choice, l.state, l.holder, l.starts_at AS "startsAt", l.ends_at AS "endsAt", l.due_at AS "dueAt", p.name AS partner, o.starts_at AS "orderStartsAt", o.ends_at AS "orderEndsAt", coalesce(o.late_minutes, 0) AS "lateMinutes",
      (SELECT count(*)::int FROM journey_offers f WHERE f.leg_id = l.id AND f.state = 'asked') AS asked,
      (SELECT count(*)::int FROM journey_offers f WHERE f.leg_id = l.id AND f.state = 'offered') AS offered,
      (SELECT json_build_object('no', a.no, 'proposedAs', a.proposed_as, 'before', a.before, 'after', a.after, 'answerBy', a.answer_by) FROM journey_amendments a WHERE a.order_id = o.id AND a.state = 'proposed') AS change
    FROM journey_legs l LEFT JOIN journey_orders o ON o.leg_id = l.id AND o.state IN ('sent', 'confirmed', 'under-way', 'done', 'no-show', 'disputed') LEFT JOIN partners p ON p.id = o.partner_id
    WHERE l.journey_id = ${journeyId}`);
}

/** A journey whole, for whoever plans it, expects the patient or looks after it: no price and nothing medical is in it. */
export async function overviewOf(
  actor: Actor,
  code: string,
  language: Language,
): Promise<Overview | null> {
  const head = await journeyHead(actor, code, language);
  if (!head) return null;
  const [checkIns, clearance] = await Promise.all([checkInStates(head.id), clearanceOf(head.id)]);
  const [template, stones, legs, changes] = await Promise.all([
    templateOf(head.templateVersion),
    rows<{ kind: MilestoneKind; startsAt: Date; endsAt: Date; certainty: Certainty }>(
      sql`SELECT kind, starts_at AS "startsAt", ends_at AS "endsAt", certainty FROM journey_milestones WHERE journey_id = ${head.id} ORDER BY starts_at, kind`,
    ),
    legsOf(head.id),
    rows<ChangeView>(
      sql`SELECT id, cause, role, at, moves, effects FROM journey_changes WHERE journey_id = ${head.id} ORDER BY at DESC LIMIT 20`,
    ),
  ]);
  const milestones = new Map<MilestoneKind, Milestone>(
    stones.map(({ kind, startsAt, endsAt, certainty }) => [
      kind,
      { start: startsAt.getTime(), end: endsAt.getTime(), certainty },
    ]),
  );
  return {
    ...head,
    phase: phaseOf(milestones),
    milestones: stones.map(({ kind, startsAt, certainty }) => ({
      kind,
      startsAt,
      certainty,
      owner: milestoneRule(template, kind)?.owner ?? "portal",
    })),
    legs: legs
      .map(({ orderStartsAt, orderEndsAt, change, ...leg }) => ({
        ...leg,
        startsAt: orderStartsAt ?? leg.startsAt,
        endsAt: orderEndsAt ?? leg.endsAt,
        isTask: template.legs.find(({ key }) => key === leg.key)?.category === null,
        change: change && { ...change, answerBy: new Date(change.answerBy) },
      }))
      .sort(byTime),
    changes,
    checkIns,
    clearance,
    isAsked: !head.isUnasked,
    wrong: wrongWayRound(template, milestones),
    next: nextHappening(milestones),
  };
}

const byTime = (a: LegView, b: LegView) =>
  (a.startsAt?.getTime() ?? 0) - (b.startsAt?.getTime() ?? 0) ||
  legKeys.indexOf(a.key) - legKeys.indexOf(b.key);
