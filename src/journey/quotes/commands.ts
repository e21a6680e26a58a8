import "server-only";
import type { Actor } from "@/platform/actor";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { answersOrders } from "../access/policy";
import { enter, type HeldJourney, holdBy, settle } from "../holding/commands";
import type { JourneyReason } from "../holding/rules";
import type { OfferRow } from "../legs/rules";
import { askNext } from "../offers/commands";
import { type OfferInput, StoredOffer } from "../offers/schema";
import { closeWhereOver } from "../sharing/commands";

type Answer = Promise<Result<null, JourneyReason>>;

const ownOffer = (held: HeldJourney | null, actor: Actor, offerId: string): OfferRow | null =>
  (answersOrders(actor) &&
    held?.offers.find(({ id, partnerId }) => id === offerId && partnerId === actor.partnerId)) ||
  null;

/** A partner's offer, for the times asked or for others. It stands until its day, and can be taken back before it is accepted. */
export async function makeOffer(
  actor: Actor,
  { offerId, version, startsAt, endsAt, validUntil, ...content }: OfferInput,
): Answer {
  return inTransaction(async (tx): Answer => {
    const held = await holdBy(tx, { offerId });
    const offer = ownOffer(held, actor, offerId);
    if (!held || !offer) return no("not-found");
    if (offer.state === "withdrawn" || offer.version !== version) return no("replaced");
    if (held.state !== "open" || !["asked", "offered"].includes(offer.state)) return no("illegal");
    const contractWith = content.contractWith || (await legalName(tx, offer.partnerId));
    const body = StoredOffer.parse({ ...content, contractWith });
    await tx.run(sql`
      UPDATE journey_offers SET state = 'offered', starts_at = ${startsAt}, ends_at = ${endsAt}, content = ${JSON.stringify(body)}::jsonb, valid_until = ${validUntil},
        answered_at = now(), version = version + 1 WHERE id = ${offerId}`);
    await enter(tx, actor, held, "journey.offered", "offered");
    await settle(tx, held, new Date());
    return ok(null);
  });
}

const legalName = async (tx: Tx, partnerId: string) =>
  (
    await tx.row<{ name: string }>(
      sql`SELECT coalesce(nullif(legal_name, ''), name) AS name FROM partners WHERE id = ${partnerId}`,
    )
  )?.name ?? "";

/** A partner says no, or takes back what it offered: the next in the patient's list is asked. */
export async function declineOffer(
  actor: Actor,
  { offerId, version }: { offerId: string; version: number },
): Answer {
  return inTransaction(async (tx): Answer => {
    const held = await holdBy(tx, { offerId });
    const offer = ownOffer(held, actor, offerId);
    if (!held || !offer) return no("not-found");
    if (offer.version !== version) return no("replaced");
    if (!["asked", "offered"].includes(offer.state)) return no("illegal");
    const now = new Date();
    await tx.run(
      sql`UPDATE journey_offers SET state = 'declined', answered_at = ${now}, version = version + 1 WHERE id = ${offerId}`,
    );
    await askNext(tx, held, offer.legId, now);
    await closeWhereOver(tx, held);
    await enter(tx, actor, held, "journey.offered", "declined");
    await settle(tx, held, now);
    return ok(null);
  });
}
