import "server-only";
import { dueAt } from "@/cases/calendar/rules";
import { notifyFirm } from "@/partners/checks/commands";
import type { Actor } from "@/platform/actor";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { answerUntil, enter, type HeldJourney, settle } from "../holding/commands";
import type { JourneyReason } from "../holding/rules";
import type { OrderRow } from "../legs/rules";
import { type HeldOrder, holdOrder, ofPartner, ofPatient } from "../orders/commands";

type Answer = Promise<Result<null, JourneyReason>>;

type Wish = { startsAt: Date; endsAt: Date; cents: number };

/** Writes down the change that is asked for, with what it changes. One waits at a time: an older one makes way. */
async function propose(
  tx: Tx,
  actor: Actor,
  { held, order }: HeldOrder,
  as: "patient" | "partner",
  wish: Wish,
  now: Date,
): Promise<void> {
  const told = ({ startsAt, endsAt, cents }: Wish) =>
    JSON.stringify({ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), cents });
  const until =
    as === "partner"
      ? dueAt(now, held.template.limits.amendmentByPartner, held.calendar)
      : answerUntil(held, wish.startsAt, now);
  await tx.run(
    sql`UPDATE journey_amendments SET state = 'countered', decided_at = ${now}, decided_as = ${as} WHERE order_id = ${order.id} AND state = 'proposed'`,
  );
  await tx.run(sql`
    INSERT INTO journey_amendments (order_id, no, proposed_as, proposed_by, before, after, fee_cents, answer_by, told_at)
    SELECT ${order.id}, coalesce(max(no), 0) + 1, ${as}, ${actor.personId}, ${told(order)}::jsonb, ${told(wish)}::jsonb, greatest(0, ${wish.cents - order.cents}), ${until}, ${now}
    FROM journey_amendments WHERE order_id = ${order.id}`);
}

const isChange = (order: OrderRow, wish: Wish) =>
  order.startsAt.getTime() !== wish.startsAt.getTime() ||
  order.endsAt.getTime() !== wish.endsAt.getTime() ||
  order.cents !== wish.cents;

type Asked = Wish & { orderId: string; version: number };

/** The patient asks for other times; the price is the partner's to change. */
export async function askForChange(
  actor: Actor,
  { orderId, version, startsAt, endsAt }: Omit<Asked, "cents">,
): Answer {
  return inTransaction(async (tx): Answer => {
    const found = await holdOrder(tx, orderId, ofPatient(actor));
    if (!found) return no("not-found");
    if (found.order.version !== version) return no("stale");
    const wish = { startsAt, endsAt, cents: found.order.cents };
    if (!isRunning(found.order) || !isChange(found.order, wish)) return no("illegal");
    const now = new Date();
    await propose(tx, actor, found, "patient", wish, now);
    await notifyFirm(tx, found.order.partnerId, "order-waiting", "answer-orders");
    await enter(tx, actor, found.held, "journey.change-asked", "patient");
    await settle(tx, found.held, now);
    return ok(null);
  });
}

const isRunning = ({ state }: OrderRow) => state === "sent" || state === "confirmed";

/** The partner asks for other times or another price: also as its answer to a change that it was asked for. */
export async function offerChange(actor: Actor, { orderId, version, ...wish }: Asked): Answer {
  return inTransaction(async (tx): Answer => {
    const found = await holdOrder(tx, orderId, ofPartner(actor));
    if (!found) return no("not-found");
    if (found.order.version !== version) return no("replaced");
    if (!isRunning(found.order) || !isChange(found.order, wish)) return no("illegal");
    const now = new Date();
    // Who asks for a change of an order has read it, and stands by it until the change is answered.
    await confirmSilently(tx, found.order, now);
    await propose(tx, actor, found, "partner", wish, now);
    await enter(tx, actor, found.held, "journey.change-asked", "partner");
    await settle(tx, found.held, now);
    return ok(null);
  });
}

const confirmSilently = (tx: Tx, order: OrderRow, now: Date) =>
  tx.run(
    sql`UPDATE journey_orders SET state = 'confirmed', confirmed_at = coalesce(confirmed_at, ${now}), answer_by = NULL, version = version + 1 WHERE id = ${order.id} AND state = 'sent'`,
  );

type Answering = { orderId: string; no: number; does: "accept" | "decline" };

/** The other side's word on a change. One that was replaced meanwhile is not answered, and the newer one is shown. */
export async function answerChange(actor: Actor, { orderId, no: number, does }: Answering): Answer {
  const isPartner = actor.kind === "partner";
  return inTransaction(async (tx): Answer => {
    const found = await holdOrder(tx, orderId, isPartner ? ofPartner(actor) : ofPatient(actor));
    if (!found) return no("not-found");
    const { held, order } = found;
    const amendment = held.amendments.find((one) => one.orderId === orderId);
    if (amendment?.no !== number) return no("replaced");
    const isTheirs = isPartner
      ? amendment.proposedAs !== "partner"
      : amendment.proposedAs === "partner";
    if (!isTheirs || !isRunning(order)) return no("illegal");
    const now = new Date();
    await decide(
      tx,
      held,
      order,
      does === "accept" ? "accepted" : "declined",
      isPartner ? "partner" : "patient",
      now,
    );
    await enter(tx, actor, held, "journey.change-answered", does);
    await settle(tx, held, now);
    return ok(null);
  });
}

/** Writes the word on the change that waits; accepted, the order takes its times and price, in this one place. */
export async function decide(
  tx: Tx,
  held: HeldJourney,
  order: OrderRow,
  state: "accepted" | "declined" | "lapsed",
  as: "patient" | "partner" | "rule",
  now: Date,
): Promise<void> {
  const amendment = held.amendments.find((one) => one.orderId === order.id);
  if (!amendment) return;
  await tx.run(
    sql`UPDATE journey_amendments SET state = ${state}, decided_at = ${now}, decided_as = ${as} WHERE id = ${amendment.id}`,
  );
  if (state === "accepted") {
    await confirmSilently(tx, order, now);
    await tx.run(sql`
      UPDATE journey_orders SET starts_at = ${new Date(amendment.after.startsAt)}, ends_at = ${new Date(amendment.after.endsAt)}, cents = ${amendment.after.cents}, sequence = sequence + 1, version = version + 1 WHERE id = ${order.id}`);
  }
  if (as !== "partner") await notifyFirm(tx, order.partnerId, "order-waiting", "answer-orders");
}
