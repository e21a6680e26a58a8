import "server-only";
import { notifyFirm } from "@/partners/checks/commands";
import { system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { ok } from "@/platform/result";
import { decide } from "../amendments/commands";
import { enter, type HeldJourney, holdJourney, settle } from "../holding/commands";
import { askNext } from "../offers/commands";
import { endUnconfirmed } from "../orders/commands";
import { closeWhereOver } from "../sharing/commands";

/** What nobody answered in time lapses, and who is next is asked: all of one journey in one transaction. Safe to run twice. */
export async function lapse(now: Date): Promise<void> {
  const late = await rows<{ id: string }>(sql`
    SELECT DISTINCT l.journey_id AS id FROM journey_legs l WHERE (l.state IN ('open', 'own', 'stuck') AND l.ends_at < ${now}) OR
      EXISTS (SELECT FROM journey_offers o WHERE o.leg_id = l.id AND ((o.state = 'asked' AND o.answer_by < ${now}) OR (o.state = 'offered' AND o.valid_until < ${now})))
      OR EXISTS (SELECT FROM journey_orders o WHERE o.leg_id = l.id AND o.state = 'sent' AND o.answer_by < ${now})
      OR EXISTS (SELECT FROM journey_orders o JOIN journey_amendments a ON a.order_id = o.id WHERE o.leg_id = l.id AND a.state = 'proposed' AND a.answer_by < ${now}) LIMIT 200`);
  for (const { id } of late)
    await inTransaction(async (tx) => {
      const held = await holdJourney(tx, id);
      if (held) await lapseIn(tx, held, now);
      return ok(null);
    });
}

async function lapseIn(tx: Tx, held: HeldJourney, now: Date): Promise<void> {
  for (const order of held.orders) {
    if (order.state === "sent" && order.answerBy && order.answerBy < now)
      await endUnconfirmed(tx, held, order, "lapsed", now);
    else if (held.amendments.some((one) => one.orderId === order.id && one.answerBy < now))
      await decide(tx, held, order, "lapsed", "rule", now);
  }
  for (const offer of held.offers) {
    const until = { asked: offer.answerBy, offered: offer.validUntil }[offer.state as "asked"];
    if (!until || until >= now) continue;
    await tx.run(
      sql`UPDATE journey_offers SET state = 'lapsed', version = version + 1 WHERE id = ${offer.id}`,
    );
    await notifyFirm(tx, offer.partnerId, "order-waiting", "answer-orders");
    await askNext(tx, held, offer.legId, now);
  }
  await closeWhereOver(tx, held);
  await enter(tx, system, held, "journey.lapsed");
  await settle(tx, held, now);
}

/** Tells partners, once, of what a move asked of them and has not been taken back since. */
export async function tellOfChanges(journeyId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const asked = await tx.rows<{ partnerId: string }>(sql`
      UPDATE journey_offers o SET told_at = now() FROM journey_legs l WHERE l.id = o.leg_id AND l.journey_id = ${journeyId} AND o.state = 'asked' AND o.told_at IS NULL
      RETURNING o.partner_id AS "partnerId"`);
    const changed = await tx.rows<{ partnerId: string }>(sql`
      UPDATE journey_amendments a SET told_at = now() FROM journey_orders o, journey_legs l WHERE o.id = a.order_id AND l.id = o.leg_id AND l.journey_id = ${journeyId}
        AND a.state = 'proposed' AND a.told_at IS NULL RETURNING o.partner_id AS "partnerId"`);
    const partners = new Set([...asked, ...changed].map(({ partnerId }) => partnerId));
    for (const partnerId of partners)
      await notifyFirm(tx, partnerId, "order-waiting", "answer-orders");
    return ok(null);
  });
}
