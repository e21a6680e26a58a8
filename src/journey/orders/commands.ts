import "server-only";
import { notify } from "@/accounts/notices/commands";
import { notifyFirm } from "@/partners/checks/commands";
import type { Actor, Office } from "@/platform/actor";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { answersOrders, arrangesFor, watchesJourneys } from "../access/policy";
import { enter, type HeldJourney, holdBy, settle } from "../holding/commands";
import type { JourneyReason } from "../holding/rules";
import type { OrderRow } from "../legs/rules";
import { askNext } from "../offers/commands";
import { StoredOffer } from "../offers/schema";
import { closeWhereOver } from "../sharing/commands";
import { afterStep, feeOf, type StepKind, stepsFrom } from "./rules";

type Answer = Promise<Result<null, JourneyReason>>;
type Which = { orderId: string; version: number };

export type HeldOrder = { held: HeldJourney; order: OrderRow };

/** An order of a journey that somebody has a part in, held; null where it does not exist for them. */
export async function holdOrder(
  tx: Tx,
  orderId: string,
  may: (held: HeldJourney, order: OrderRow) => boolean,
): Promise<HeldOrder | null> {
  const held = await holdBy(tx, { orderId });
  const order = held?.orders.find(({ id }) => id === orderId);
  return held && order && may(held, order) ? { held, order } : null;
}

export const ofPartner =
  (actor: Actor) =>
  (_held: HeldJourney, order: OrderRow): boolean =>
    answersOrders(actor) && actor.partnerId === order.partnerId;
export const ofPatient =
  (actor: Actor) =>
  (held: HeldJourney): boolean =>
    arrangesFor(actor, held.patientId);

/** The partner says yes to an order, or that it cannot after all: then the leg is open again. */
export async function answerOrder(
  actor: Actor,
  { orderId, version, does }: Which & { does: "confirm" | "refuse" },
): Answer {
  return inTransaction(async (tx): Answer => {
    const found = await holdOrder(tx, orderId, ofPartner(actor));
    if (!found) return no("not-found");
    const { held, order } = found;
    if (order.version !== version) return no("replaced");
    if (order.state !== "sent") return no("illegal");
    const now = new Date();
    if (does === "confirm")
      await tx.run(
        sql`UPDATE journey_orders SET state = 'confirmed', confirmed_at = ${now}, answer_by = NULL, version = version + 1 WHERE id = ${orderId}`,
      );
    else await endUnconfirmed(tx, held, order, "refused", now);
    await enter(tx, actor, held, "journey.order-answered", does);
    await settle(tx, held, now);
    return ok(null);
  });
}

/** Ends an order that its partner refused or left lying: the leg is asked on, to who is next in the patient's list. */
export async function endUnconfirmed(
  tx: Tx,
  held: HeldJourney,
  order: OrderRow,
  state: "refused" | "lapsed",
  now: Date,
): Promise<void> {
  await tx.run(sql`
    UPDATE journey_orders SET state = ${state}, ended_at = ${now}, ended_as = 'partner', version = version + 1 WHERE id = ${order.id}`);
  await tx.run(
    sql`UPDATE journey_offers SET state = ${state === "refused" ? "declined" : "lapsed"}, version = version + 1 WHERE id = ${order.offerId}`,
  );
  await endAmendments(tx, order.id, now);
  await askNext(tx, held, order.legId, now);
  await closeWhereOver(tx, held);
}

const endAmendments = (tx: Tx, orderId: string, now: Date) =>
  tx.run(
    sql`UPDATE journey_amendments SET state = 'withdrawn', decided_at = ${now}, decided_as = 'rule' WHERE order_id = ${orderId} AND state = 'proposed'`,
  );

/** Ends an order that stands. Who did is kept, and the fee that was on the page when they did. */
export async function cancelOrder(
  actor: Actor,
  { orderId, version, fee }: Which & { fee: number },
): Answer {
  const endedAs = actor.kind === "partner" ? "partner" : "patient";
  return inTransaction(async (tx): Answer => {
    const found = await holdOrder(
      tx,
      orderId,
      endedAs === "partner" ? ofPartner(actor) : ofPatient(actor),
    );
    if (!found) return no("not-found");
    const { held, order } = found;
    if (order.version !== version) return no("stale");
    if (order.state !== "sent" && order.state !== "confirmed") return no("illegal");
    const now = new Date();
    const terms = await termsOf(tx, orderId);
    const costs = feeOf({ ...order, cancellation: terms.cancellation }, endedAs, now);
    if (costs > fee) return no("feeChanged");
    await tx.run(sql`
      UPDATE journey_orders SET state = 'cancelled', ended_at = ${now}, ended_as = ${endedAs}, fee_cents = ${costs}, answer_by = NULL, version = version + 1 WHERE id = ${orderId}`);
    await tx.run(
      sql`UPDATE journey_offers SET state = ${endedAs === "partner" ? "declined" : "passed"}, version = version + 1 WHERE id = ${order.offerId}`,
    );
    await endAmendments(tx, orderId, now);
    if (endedAs === "partner") {
      await notify(tx, { personId: held.patientId, kind: "journey-news", subject: held.code });
      await askNext(tx, held, order.legId, now);
    } else await notifyFirm(tx, order.partnerId, "order-waiting", "answer-orders");
    await closeWhereOver(tx, held);
    await enter(tx, actor, held, "journey.order-ended", endedAs);
    await settle(tx, held, now);
    return ok(null);
  });
}

const termsOf = async (tx: Tx, orderId: string) =>
  StoredOffer.parse(
    (await tx.row<{ terms: unknown }>(sql`SELECT terms FROM journey_orders WHERE id = ${orderId}`))
      ?.terms,
  );

const longestAway = 6 * 3_600_000;
/** When a tap was made that comes late: a telephone is believed for some hours back, and never ahead. */
const tappedAt = (at: number, now: Date): Date =>
  at > now.getTime() || at < now.getTime() - longestAway ? now : new Date(at);

type Tapped = {
  orderId: string;
  kind: StepKind;
  tap: string;
  at?: string | undefined;
  minutes?: number | undefined;
};

/** A step on the way, tapped by the partner. The same tap counts once; one that comes late is kept with its own time. */
export async function takeStep(actor: Actor, { orderId, kind, tap, at, minutes }: Tapped): Answer {
  return inTransaction(async (tx): Answer => {
    const found = await holdOrder(tx, orderId, ofPartner(actor));
    if (!found) return no("not-found");
    const { held, order } = found;
    const before = await tx.row<{ orderId: string }>(
      sql`SELECT order_id AS "orderId" FROM journey_steps WHERE tap = ${tap}`,
    );
    if (before) return before.orderId === orderId ? ok(null) : no("illegal");
    if (!stepsFrom(order.state).includes(kind)) return no("illegal");
    const now = new Date();
    // Before the agreed time nobody can have failed to come.
    const early = kind === "no-show" ? 0 : 86_400_000;
    if (order.startsAt.getTime() - now.getTime() > early) return no("tooSoon");
    const when = at ? tappedAt(Date.parse(at), now) : now;
    await tx.run(sql`
      INSERT INTO journey_steps (order_id, kind, at, minutes, tapped_by, role, tap) VALUES (${orderId}, ${kind}, ${when}, ${minutes ?? null}::int, ${actor.personId}, ${actor.role}, ${tap})`);
    const state = kind === "late" ? order.state : afterStep(kind);
    const isOver = state === "done" || state === "no-show";
    await tx.run(sql`
      UPDATE journey_orders SET state = ${state}, late_minutes = ${kind === "late" ? (minutes ?? 0) : sql`late_minutes`}, ended_at = CASE WHEN ${isOver} THEN ${now}::timestamptz ELSE ended_at END, version = version + 1 WHERE id = ${orderId}`);
    if (state !== "confirmed") await endAmendments(tx, orderId, now);
    if (isOver) await closeWhereOver(tx, held);
    if (kind === "late")
      await notify(tx, { personId: held.patientId, kind: "journey-news", subject: held.code });
    await enter(tx, actor, held, "journey.step", kind);
    await settle(tx, held, now);
    return ok(null);
  });
}

/** The patient says that an order did not go as agreed: the association looks at it. */
export async function disputeOrder(actor: Actor, { orderId, version }: Which): Answer {
  return inTransaction(async (tx): Answer => {
    const found = await holdOrder(tx, orderId, ofPatient(actor));
    if (!found) return no("not-found");
    const { held, order } = found;
    if (order.version !== version) return no("stale");
    const isPast = order.startsAt.getTime() < Date.now();
    if (!isPast || !["confirmed", "under-way", "done", "no-show"].includes(order.state))
      return no("illegal");
    await tx.run(
      sql`UPDATE journey_orders SET state = 'disputed', version = version + 1 WHERE id = ${orderId}`,
    );
    await endAmendments(tx, orderId, new Date());
    await notifyFirm(tx, order.partnerId, "order-waiting", "answer-orders");
    await enter(tx, actor, held, "journey.disputed");
    await settle(tx, held, new Date());
    return ok(null);
  });
}

/** What the association finds of an order that was disputed, or to which somebody did not come. */
export async function decideOrder(
  office: Office,
  { orderId, version, as }: Which & { as: "done" | "cancelled" },
): Answer {
  return inTransaction(async (tx): Answer => {
    const found = await holdOrder(tx, orderId, () => watchesJourneys(office));
    if (!found) return no("not-found");
    const { held, order } = found;
    if (order.version !== version) return no("stale");
    if (order.state !== "disputed" && order.state !== "no-show") return no("illegal");
    const now = new Date();
    await tx.run(sql`
      UPDATE journey_orders SET state = ${as}, ended_at = ${now}, ended_as = 'coordinator', fee_cents = CASE WHEN ${as} = 'cancelled' THEN 0 END, version = version + 1 WHERE id = ${orderId}`);
    if (as === "cancelled")
      await tx.run(
        sql`UPDATE journey_offers SET state = 'ended', version = version + 1 WHERE id = ${order.offerId}`,
      );
    await notify(tx, { personId: held.patientId, kind: "journey-news", subject: held.code });
    await notifyFirm(tx, order.partnerId, "order-waiting", "answer-orders");
    await closeWhereOver(tx, held);
    await enter(tx, office, held, "journey.decided", as);
    await settle(tx, held, now);
    return ok(null);
  });
}
