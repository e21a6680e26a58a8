import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import { type Calendar, dueAt } from "@/cases/calendar/rules";
import type { Actor } from "@/platform/actor";
import { type Outsider, record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import {
  type AmendmentRow,
  isStanding,
  type LegRow,
  type OfferRow,
  type OrderRow,
  type Standing,
  standingOf,
} from "../legs/rules";
import { templateOf, workCalendar } from "../templates/queries";
import {
  type JourneyFact,
  type LegRule,
  legRule,
  type MilestoneKind,
  type Template,
} from "../templates/rules";
import { type Certainty, fits, type Milestone, moved, windowOf } from "../windows/rules";
import type { JourneyState } from "./rules";

export type HeldJourney = {
  id: string;
  code: string;
  patientId: string;
  requestId: string | null;
  facilityId: number;
  state: JourneyState;
  facts: JourneyFact[];
  version: number;
  template: Template;
  calendar: Calendar;
  milestones: Map<MilestoneKind, Milestone>;
  legs: LegRow[];
  offers: OfferRow[];
  orders: OrderRow[];
  amendments: AmendmentRow[];
};

type Row = Omit<
  HeldJourney,
  "template" | "calendar" | "milestones" | "legs" | "offers" | "orders" | "amendments"
> & { templateVersion: number };
type MilestoneRow = { kind: MilestoneKind; startsAt: Date; endsAt: Date; certainty: Certainty };

/** A journey by a condition on its row j, held until the transaction ends: all that changes it goes through here, one after the other. */
export async function holdJourney(tx: Tx, id: string): Promise<HeldJourney | null> {
  const found = await tx.row<Row>(sql`
    SELECT id, code, patient_id AS "patientId", request_id AS "requestId", facility_id AS "facilityId", state, facts, version, template_version AS "templateVersion"
    FROM journeys WHERE id::text = ${id} FOR UPDATE`);
  if (!found) return null;
  const { templateVersion, ...journey } = found;
  return {
    ...journey,
    template: await templateOf(templateVersion),
    calendar: await workCalendar(),
    milestones: await milestonesOf(tx, journey.id),
    ...(await partsOf(tx, journey.id)),
  };
}

async function milestonesOf(tx: Tx, journeyId: string): Promise<Map<MilestoneKind, Milestone>> {
  const milestones = await tx.rows<MilestoneRow>(
    sql`SELECT kind, starts_at AS "startsAt", ends_at AS "endsAt", certainty FROM journey_milestones WHERE journey_id = ${journeyId}`,
  );
  return new Map(
    milestones.map(({ kind, startsAt, endsAt, certainty }) => [
      kind,
      { start: startsAt.getTime(), end: endsAt.getTime(), certainty },
    ]),
  );
}

/** Whether agreed times lie outside of where the milestones allow them. */
function isOutside(
  order: OrderRow | undefined,
  rule: LegRule,
  milestones: ReadonlyMap<MilestoneKind, Milestone>,
  calendar: Calendar,
): boolean {
  const window = order && windowOf(rule, milestones, calendar);
  return (
    window !== undefined &&
    window !== null &&
    !fits(
      { start: order?.startsAt.getTime() ?? 0, end: order?.endsAt.getTime() ?? 0 },
      window,
      rule.tolerance,
      calendar,
    )
  );
}

/** The journey that a leg, an offer or an order belongs to, held. */
export async function holdBy(
  tx: Tx,
  by: { legId: string } | { offerId: string } | { orderId: string },
): Promise<HeldJourney | null> {
  const leg =
    "legId" in by
      ? sql`l.id::text = ${by.legId}`
      : "offerId" in by
        ? sql`l.id = (SELECT leg_id FROM journey_offers WHERE id::text = ${by.offerId})`
        : sql`l.id = (SELECT leg_id FROM journey_orders WHERE id::text = ${by.orderId})`;
  const found = await tx.row<{ id: string }>(
    sql`SELECT l.journey_id AS id FROM journey_legs l WHERE ${leg}`,
  );
  return found && holdJourney(tx, found.id);
}

/** The entry of an act on a journey. Its detail is a code. */
export const enter = (
  tx: Tx,
  actor: Actor | Outsider,
  held: HeldJourney,
  action: string,
  detail?: string,
): Promise<void> =>
  record(tx, {
    actor,
    action,
    subject: `journey:${held.code}`,
    about: held.patientId,
    ...(detail ? { detail } : {}),
  });

async function partsOf(tx: Tx, journeyId: string) {
  const legs = await tx.rows<LegRow>(sql`
    SELECT id, key, choice, state, holder, starts_at AS "startsAt", ends_at AS "endsAt", due_at AS "dueAt", done_at AS "doneAt"
    FROM journey_legs WHERE journey_id = ${journeyId}`);
  const offers = await tx.rows<OfferRow>(sql`
    SELECT o.id, o.leg_id AS "legId", o.partner_id AS "partnerId", o.state, o.position, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.answer_by AS "answerBy",
      o.answered_at AS "answeredAt", o.valid_until AS "validUntil", o.told_at AS "toldAt", o.version
    FROM journey_offers o JOIN journey_legs l ON l.id = o.leg_id WHERE l.journey_id = ${journeyId} ORDER BY o.position, o.id`);
  const orders = await tx.rows<OrderRow>(sql`
    SELECT o.id, o.leg_id AS "legId", o.offer_id AS "offerId", o.partner_id AS "partnerId", o.state, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.cents, o.answer_by AS "answerBy", o.version
    FROM journey_orders o JOIN journey_legs l ON l.id = o.leg_id WHERE l.journey_id = ${journeyId}`);
  const amendments = await tx.rows<AmendmentRow>(sql`
    SELECT a.id, a.order_id AS "orderId", a.no, a.proposed_as AS "proposedAs", a.after, a.answer_by AS "answerBy", a.told_at AS "toldAt"
    FROM journey_amendments a JOIN journey_orders o ON o.id = a.order_id JOIN journey_legs l ON l.id = o.leg_id
    WHERE l.journey_id = ${journeyId} AND a.state = 'proposed'`);
  return { legs, offers, orders, amendments };
}

export const orderOf = (
  { orders }: Pick<HeldJourney, "orders">,
  legId: string,
): OrderRow | undefined => orders.find((order) => order.legId === legId && isStanding(order.state));
export const amendmentOf = (
  { amendments }: Pick<HeldJourney, "amendments">,
  orderId: string | undefined,
): AmendmentRow | undefined => amendments.find((one) => one.orderId === orderId);

/** Until when a partner answers: sooner where the leg begins soon. */
export function answerUntil(
  { template: { limits }, calendar }: Pick<HeldJourney, "template" | "calendar">,
  startsAt: Date,
  now: Date,
): Date {
  const isSoon = startsAt.getTime() - now.getTime() < limits.urgentHours * 3_600_000;
  return dueAt(now, isSoon ? limits.urgentAnswer : limits.answer, calendar);
}

const wasSaid = (before: LegRow, after: Standing) =>
  before.state === after.state &&
  before.holder === after.holder &&
  before.dueAt?.getTime() === after.dueAt?.getTime();

/** What the patient hears of, when a leg comes to it. */
const toldToPatient = ["offered", "agreed", "changing", "misfit", "stuck", "not-done"];

/**
 * Writes where each leg is now, as follows from what the caller wrote, counts the journey's version up, and tells the
 * patient and the association what came to them.
 */
export async function settle(tx: Tx, held: HeldJourney, now: Date): Promise<void> {
  const { template, calendar } = held;
  const parts = await partsOf(tx, held.id);
  const milestones = await milestonesOf(tx, held.id);
  const changed: (Standing & { id: string; before: LegRow })[] = [];
  for (const leg of parts.legs) {
    const rule = legRule(template, leg.key);
    if (!rule) continue;
    const order = orderOf(parts, leg.id);
    const after =
      held.state === "open" || order || leg.state === "done"
        ? standingOf({
            leg,
            rule,
            offers: parts.offers.filter(({ legId }) => legId === leg.id),
            order,
            amendment: amendmentOf(parts, order?.id),
            isPast: leg.endsAt !== null && leg.endsAt < now,
            isMisfit: isOutside(order, rule, milestones, calendar),
            leadUntil: leg.startsAt
              ? new Date(
                  moved(
                    leg.startsAt.getTime(),
                    { ...rule.lead, amount: -rule.lead.amount },
                    calendar,
                  ),
                )
              : null,
            coordinatorUntil: dueAt(now, template.limits.coordinator, calendar),
          })
        : ({ state: "cancelled", holder: null, dueAt: null } as const);
    if (!wasSaid(leg, after)) changed.push({ id: leg.id, before: leg, ...after });
  }
  await tx.run(sql`UPDATE journeys SET version = version + 1 WHERE id = ${held.id}`);
  if (changed.length === 0) return;
  const rows = changed.map(({ id, state, holder, dueAt: due }) => ({
    id,
    state,
    holder,
    due_at: due,
  }));
  await tx.run(sql`
    UPDATE journey_legs l SET state = n.state, holder = n.holder, due_at = n.due_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, state text, holder text, due_at timestamptz) WHERE l.id = n.id`);
  const came = changed.filter(({ state, before }) => state !== before.state);
  if (came.some(({ state }) => toldToPatient.includes(state)))
    await notify(tx, { personId: held.patientId, kind: "journey-news", subject: held.code });
  if (came.some(({ state }) => ["stuck", "misfit", "not-done", "disputed"].includes(state)))
    await notifyOffice(tx, "case-coordinator", "journey-stuck", held.code);
}
