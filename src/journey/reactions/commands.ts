import "server-only";
import { notifyFirm } from "@/partners/checks/commands";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { answerUntil, type HeldJourney } from "../holding/commands";
import type { Effect } from "../windows/rules";

/** Carries out what a move does to the legs: what was agreed stays, and a change is asked for beside it. */
export async function carryOut(
  tx: Tx,
  held: HeldJourney,
  effects: readonly Effect[],
  changeId: string,
  now: Date,
): Promise<void> {
  await followAll(tx, effects);
  for (const effect of effects) {
    const startsAt = new Date(effect.times.start);
    const endsAt = new Date(effect.times.end);
    switch (effect.does) {
      case "follow":
        break;
      case "ask-again":
        await askAgain(tx, held, effect.legId, startsAt, endsAt, now);
        break;
      case "take-back": {
        const order = held.orders.find(({ id }) => id === effect.legId);
        if ((await withdrawAmendment(tx, effect.legId, now)) && order)
          await notifyFirm(tx, order.partnerId, "order-waiting", "answer-orders");
        break;
      }
      case "propose": {
        await withdrawAmendment(tx, effect.legId, now);
        const order = held.orders.find(({ id }) => id === effect.legId);
        if (!order) break;
        const before = {
          startsAt: order.startsAt.toISOString(),
          endsAt: order.endsAt.toISOString(),
          cents: order.cents,
        };
        const after = {
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
          cents: order.cents,
        };
        await tx.run(sql`
          INSERT INTO journey_amendments (order_id, no, proposed_as, change_id, before, after, answer_by)
          SELECT ${order.id}, coalesce(max(no), 0) + 1, 'rule', ${changeId}, ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb, ${answerUntil(held, startsAt, now)}
          FROM journey_amendments WHERE order_id = ${order.id}`);
      }
    }
  }
}

/** The times of the legs about which nobody was asked, in one statement. */
async function followAll(tx: Tx, effects: readonly Effect[]): Promise<void> {
  const rows = effects.flatMap(({ legId, does, times }) =>
    does === "follow"
      ? [
          {
            id: legId,
            starts_at: new Date(times.start).toISOString(),
            ends_at: new Date(times.end).toISOString(),
          },
        ]
      : [],
  );
  if (rows.length > 0)
    await tx.run(sql`
      UPDATE journey_legs l SET starts_at = n.starts_at, ends_at = n.ends_at
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, starts_at timestamptz, ends_at timestamptz) WHERE l.id = n.id`);
}

/** Takes back the change that waits, if one does, and says whether its other side had heard of it. */
async function withdrawAmendment(tx: Tx, orderId: string, now: Date): Promise<boolean> {
  const taken = await tx.row<{ wasTold: boolean }>(
    sql`UPDATE journey_amendments SET state = 'withdrawn', decided_at = ${now}, decided_as = 'rule' WHERE order_id = ${orderId} AND state = 'proposed' RETURNING told_at IS NOT NULL AS "wasTold"`,
  );
  return taken?.wasTold ?? false;
}

/** Asks a partner again for other times. Where it has not heard of the first ones, these take their place. */
async function askAgain(
  tx: Tx,
  held: HeldJourney,
  offerId: string,
  startsAt: Date,
  endsAt: Date,
  now: Date,
): Promise<void> {
  const until = answerUntil(held, startsAt, now);
  const offer = held.offers.find(({ id }) => id === offerId);
  if (offer?.state === "listed" || (offer?.state === "asked" && offer.toldAt === null)) {
    await tx.run(sql`
      UPDATE journey_offers SET starts_at = ${startsAt}, ends_at = ${endsAt}, answer_by = CASE WHEN state = 'asked' THEN ${until}::timestamptz END, version = version + 1 WHERE id = ${offerId}`);
    return;
  }
  await tx.run(
    sql`UPDATE journey_offers SET state = 'withdrawn', version = version + 1 WHERE id = ${offerId}`,
  );
  await tx.run(sql`
    INSERT INTO journey_offers (leg_id, partner_id, service_id, position, state, starts_at, ends_at, asked_at, answer_by)
    SELECT leg_id, partner_id, service_id, position, 'asked', ${startsAt}, ${endsAt}, ${now}, ${until} FROM journey_offers WHERE id = ${offerId}`);
}
