import "server-only";
import type { Actor } from "@/platform/actor";
import type { Outsider } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { requiredNumber } from "@/platform/settings";
import { type StoredEffect, storedMoves } from "../changes/rules";
import { amendmentOf, enter, type HeldJourney, orderOf } from "../holding/commands";
import type { JourneyReason } from "../holding/rules";
import { carryOut } from "../reactions/commands";
import { legRule, type MilestoneKind, milestoneRule } from "../templates/rules";
import {
  type Certainty,
  type Effect,
  effectsOf,
  type LegState,
  type Milestone,
  moveMilestone,
  wrongWayRound,
} from "../windows/rules";

/** The legs as a move looks at them: each order by itself, each partner asked by itself, the rest as they are. */
function legStatesOf(held: HeldJourney): LegState[] {
  return held.legs.flatMap((leg): LegState[] => {
    const rule = legRule(held.template, leg.key);
    if (!rule) return [];
    const span = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
      start: startsAt.getTime(),
      end: endsAt.getTime(),
    });
    const own =
      leg.startsAt && leg.endsAt ? span({ startsAt: leg.startsAt, endsAt: leg.endsAt }) : null;
    const order = orderOf(held, leg.id);
    const isOver = order
      ? order.state !== "sent" && order.state !== "confirmed"
      : leg.choice === "not-needed" || leg.doneAt !== null;
    const offers = held.offers
      .filter(
        ({ legId, state }) => legId === leg.id && ["asked", "offered", "listed"].includes(state),
      )
      .map(
        (offer): LegState => ({
          id: offer.id,
          rule,
          stands: isOver ? "settled" : "asked",
          times: span(offer),
        }),
      );
    const itself: LegState = {
      id: leg.id,
      rule,
      stands: isOver ? "settled" : "free",
      times: own,
    };
    if (order) {
      const amendment = amendmentOf(held, order.id);
      return [
        {
          id: order.id,
          rule,
          stands: isOver ? "settled" : "agreed",
          times: span(order),
          proposed: amendment
            ? {
                start: Date.parse(amendment.after.startsAt),
                end: Date.parse(amendment.after.endsAt),
              }
            : null,
          isWish: amendment !== undefined && amendment.proposedAs !== "rule",
        },
        ...offers,
        itself,
      ];
    }
    return [...offers, itself];
  });
}

type Moving = { kind: MilestoneKind; at: Date; certainty: Certainty };

/** What a move would do, without doing it: for the page that shows it beforehand. */
export function plannedMove(held: HeldJourney, { kind, at, certainty }: Moving) {
  const was = held.milestones.get(kind);
  const length = was ? was.end - was.start : 0;
  const start = at.getTime();
  const { milestones, moves } = moveMilestone(
    held.template,
    held.milestones,
    { kind, start, end: start + length, certainty },
    held.facts,
    held.calendar,
  );
  const known = wrongWayRound(held.template, held.milestones).map(String);
  const wrong = wrongWayRound(held.template, milestones).filter(
    (pair) => !known.includes(String(pair)),
  );
  return {
    milestones,
    moves,
    wrong,
    effects: effectsOf(legStatesOf(held), held.milestones, milestones, held.calendar),
  };
}

/**
 * Whether a new time contradicts what is nobody else's to mend: something that happened, or another time of the same
 * people. What others have to see to (a flight that now leaves too early) stays, and is shown as open.
 */
function isRefused(
  held: HeldJourney,
  kind: MilestoneKind,
  wrong: readonly (readonly string[])[],
): boolean {
  const owner = milestoneRule(held.template, kind)?.owner;
  return wrong.some((pair) => {
    const other = pair.find((one) => one !== kind);
    if (!pair.includes(kind) || !other) return false;
    return (
      held.milestones.get(other as MilestoneKind)?.certainty === "done" ||
      milestoneRule(held.template, other)?.owner === owner
    );
  });
}

async function writeMilestones(
  tx: Tx,
  actor: Actor | Outsider,
  held: HeldJourney,
  milestones: ReadonlyMap<MilestoneKind, Milestone>,
): Promise<void> {
  const rows = [...milestones]
    .filter(([kind, { start, end, certainty }]) => {
      const was = held.milestones.get(kind);
      return was?.start !== start || was.end !== end || was.certainty !== certainty;
    })
    .map(([kind, { start, end, certainty }]) => ({
      kind,
      starts_at: new Date(start).toISOString(),
      ends_at: new Date(end).toISOString(),
      certainty,
    }));
  if (rows.length === 0) return;
  await tx.run(sql`
    INSERT INTO journey_milestones (journey_id, kind, starts_at, ends_at, certainty, set_by, set_as)
    SELECT ${held.id}, n.kind, n.starts_at, n.ends_at, n.certainty, ${actor.personId ?? null}::uuid, ${actor.role}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(kind text, starts_at timestamptz, ends_at timestamptz, certainty text)
    ON CONFLICT (journey_id, kind) DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, certainty = excluded.certainty,
      set_by = excluded.set_by, set_as = excluded.set_as, set_at = now()`);
}

const legKeyOf = (held: HeldJourney, id: string): string => {
  const legId =
    held.orders.find((order) => order.id === id)?.legId ??
    held.offers.find((offer) => offer.id === id)?.legId ??
    id;
  return held.legs.find((leg) => leg.id === legId)?.key ?? "";
};

const isoSpan = ({ start, end }: { start: number; end: number }) =>
  [new Date(start).toISOString(), new Date(end).toISOString()] as const;

/** The effects as the patient reads them: leg by leg, each once. What follows silently is not among them. */
export function toldEffects(held: HeldJourney, effects: readonly Effect[]): StoredEffect[] {
  const told = effects.flatMap((effect): StoredEffect[] =>
    effect.does === "follow"
      ? []
      : [
          {
            leg: legKeyOf(held, effect.legId),
            does: effect.does,
            before: "before" in effect ? isoSpan(effect.before) : null,
            after: isoSpan(effect.times),
          },
        ],
  );
  return told.filter((one, at) => told.findIndex(({ leg }) => leg === one.leg) === at);
}

/** Moves a milestone of a journey that the caller holds, with all that follows from it, as one change. */
export async function applyMove(
  tx: Tx,
  actor: Actor | Outsider,
  held: HeldJourney,
  moving: Moving,
  now: Date,
): Promise<Result<null, JourneyReason>> {
  const planned = plannedMove(held, moving);
  if (isRefused(held, moving.kind, planned.wrong)) return no("wrongOrder");
  await writeMilestones(tx, actor, held, planned.milestones);
  if (planned.moves.length > 0) {
    const effects = toldEffects(held, planned.effects);
    const change = await tx.row<{ id: string }>(sql`
      INSERT INTO journey_changes (journey_id, cause, moves, effects, moved_by, role)
      VALUES (${held.id}, ${moving.kind}, ${JSON.stringify(storedMoves(planned.moves))}::jsonb, ${JSON.stringify(effects)}::jsonb, ${actor.personId ?? null}::uuid, ${actor.role}) RETURNING id`);
    await carryOut(tx, held, planned.effects, change?.id ?? "", now);
    // Told after a while of quiet, so that a slip put right at once reaches nobody.
    await enqueue(
      tx,
      "journey:changes:tell",
      { journeyId: held.id },
      {
        key: `journey:${held.id}`,
        runAt: new Date(now.getTime() + (await requiredNumber("journey", "quiet-seconds")) * 1000),
      },
    );
  }
  await enter(tx, actor, held, "journey.moved", moving.kind);
  return ok(null);
}
