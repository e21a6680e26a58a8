import "server-only";
import { notifyFirm } from "@/partners/checks/commands";
import { orderableServices } from "@/partners/listing/queries";
import type { Actor } from "@/platform/actor";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { readableCode } from "@/platform/security/tokens";
import { arrangesFor } from "../access/policy";
import { answerUntil, enter, type HeldJourney, holdBy, orderOf, settle } from "../holding/commands";
import type { JourneyReason } from "../holding/rules";
import type { OfferRow } from "../legs/rules";
import { closeWhereOver, openTo } from "../sharing/commands";
import { legRule } from "../templates/rules";

type Answer<T = null> = Promise<Result<T, JourneyReason>>;

/** What the patient says of a leg that partners are not ordered for: who sees to it, or that it is done. */
export async function chooseLeg(
  actor: Actor,
  {
    legId,
    version,
    choice,
  }: {
    legId: string;
    version: number;
    choice: "partners" | "own" | "not-needed" | "done" | "undone";
  },
): Answer {
  return inTransaction(async (tx): Answer => {
    const held = await holdBy(tx, { legId });
    if (!held || !arrangesFor(actor, held.patientId)) return no("not-found");
    if (held.version !== version) return no("stale");
    if (held.state !== "open" || orderOf(held, legId)) return no("illegal");
    const now = new Date();
    if (choice === "done" || choice === "undone")
      await tx.run(
        sql`UPDATE journey_legs SET done_at = ${choice === "done" ? now : null}::timestamptz WHERE id = ${legId}`,
      );
    else
      await tx.run(
        sql`UPDATE journey_legs SET choice = ${choice}, done_at = NULL WHERE id = ${legId}`,
      );
    if (choice !== "partners" && choice !== "undone") await endOffers(tx, held, legId, "passed");
    await closeWhereOver(tx, held);
    await enter(tx, actor, held, "journey.leg-chosen", choice);
    await settle(tx, held, now);
    return ok(null);
  });
}

/** Lets those who were asked about a leg know that nothing comes of it. */
async function endOffers(
  tx: Tx,
  held: HeldJourney,
  legId: string,
  state: "passed" | "ended",
  but = "",
): Promise<void> {
  await tx.run(sql`
    UPDATE journey_offers SET state = ${state}, version = version + 1 WHERE leg_id = ${legId} AND id::text <> ${but} AND state IN ('listed', 'asked', 'offered')`);
  for (const offer of held.offers)
    if (offer.legId === legId && offer.id !== but && ["asked", "offered"].includes(offer.state))
      await notifyFirm(tx, offer.partnerId, "order-waiting", "answer-orders");
}

/** Lets go of all who were asked on a journey that is over: they hear that nothing comes of it, and read nothing more. */
export async function endAllOffers(tx: Tx, held: HeldJourney): Promise<void> {
  for (const { id } of held.legs) await endOffers(tx, held, id, "passed");
  await closeWhereOver(tx, held);
}

type Asking = {
  legId: string;
  version: number;
  services: readonly string[];
  consentVersion: number;
  consentLanguage: Language;
};

/** Asks partners about a leg: the first of the patient's list at once, the others when one of these says no or nothing. */
export async function askPartners(
  actor: Actor,
  { legId, version, services, consentVersion, consentLanguage }: Asking,
): Answer {
  return inTransaction(async (tx): Answer => {
    const held = await holdBy(tx, { legId });
    if (!held || !arrangesFor(actor, held.patientId)) return no("not-found");
    if (held.version !== version) return no("stale");
    const leg = held.legs.find(({ id }) => id === legId);
    const rule = leg && legRule(held.template, leg.key);
    // Who is ordered and no longer fits keeps the order until another has said yes.
    if (held.state !== "open" || !rule?.category) return no("illegal");
    if (orderOf(held, legId) && leg?.state !== "misfit") return no("illegal");
    if (!leg?.startsAt || !leg.endsAt) return no("needsDates");
    const now = new Date();
    if (leg.startsAt <= now) return no("tooSoon");
    const known = await orderable(tx, [rule.category, rule.lying ?? rule.category], services);
    if (known.length !== new Set(services).size) return no("notOrderable");
    const open = held.offers.filter(
      (offer) => offer.legId === legId && ["listed", "asked", "offered"].includes(offer.state),
    );
    const fresh = services.flatMap((id) => {
      const partnerId = known.find((one) => one.id === id)?.partnerId;
      return partnerId && !open.some((offer) => offer.partnerId === partnerId)
        ? [{ id, partnerId }]
        : [];
    });
    if (fresh.length === 0) return no("already");
    const isOpen = await openTo(
      tx,
      actor,
      held,
      fresh.map(({ partnerId }) => partnerId),
      {
        version: consentVersion,
        language: consentLanguage,
      },
    );
    if (!isOpen) return no("noConsent");
    const last = Math.max(
      0,
      ...held.offers.filter((offer) => offer.legId === legId).map(({ position }) => position),
    );
    for (const [at, { id, partnerId }] of fresh.entries())
      await tx.run(sql`
        INSERT INTO journey_offers (leg_id, partner_id, service_id, position, state, starts_at, ends_at)
        VALUES (${legId}, ${partnerId}, ${id}, ${last + at + 1}, 'listed', ${leg.startsAt}, ${leg.endsAt}) ON CONFLICT DO NOTHING`);
    await tx.run(
      sql`UPDATE journey_legs SET choice = 'partners', done_at = NULL WHERE id = ${legId}`,
    );
    await askNext(tx, held, legId, now);
    await enter(tx, actor, held, "journey.asked", leg.key);
    await settle(tx, held, now);
    return ok(null);
  });
}

/** Which of the services can be ordered now. */
async function orderable(tx: Tx, categories: readonly string[], ids: readonly string[]) {
  const found = await Promise.all(
    [...new Set(categories)].map((category) => orderableServices({ category, page: 1 })),
  );
  const open = found.flat().filter(({ id }) => ids.includes(id));
  // A partner that is suspended meanwhile is not asked: its row is read again in this transaction.
  const still = await tx.rows<{ id: string }>(sql`
    SELECT s.id FROM partner_services s JOIN partners p ON p.id = s.partner_id WHERE s.id = ANY (${open.map(({ id }) => id)}::uuid[]) AND p.state = 'admitted' FOR SHARE OF p`);
  return open.filter(({ id }) => still.some((one) => one.id === id));
}

/** Asks those who are next in the list, as many as may be asked at once. */
export async function askNext(tx: Tx, held: HeldJourney, legId: string, now: Date): Promise<void> {
  const next = await tx.rows<{ id: string; partnerId: string; startsAt: Date }>(sql`
    SELECT id, partner_id AS "partnerId", starts_at AS "startsAt" FROM journey_offers o WHERE leg_id = ${legId} AND state = 'listed'
      AND EXISTS (SELECT FROM partners p WHERE p.id = o.partner_id AND p.state = 'admitted') ORDER BY position, id
    LIMIT greatest(0, ${held.template.limits.askedAtOnce}::int - (SELECT count(*) FROM journey_offers b WHERE b.leg_id = ${legId} AND b.state IN ('asked', 'offered')))`);
  for (const { id, partnerId, startsAt } of next) {
    await tx.run(sql`
      UPDATE journey_offers SET state = 'asked', asked_at = ${now}, told_at = ${now}, answer_by = ${answerUntil(held, startsAt, now)}, version = version + 1 WHERE id = ${id}`);
    await notifyFirm(tx, partnerId, "order-waiting", "answer-orders");
  }
}

/** The patient does not want an offer, or asks this one no longer. */
export async function passOffer(
  actor: Actor,
  { offerId, version }: { offerId: string; version: number },
): Answer {
  return inTransaction(async (tx): Answer => {
    const held = await holdBy(tx, { offerId });
    const offer = held?.offers.find(({ id }) => id === offerId);
    if (!held || !offer || !arrangesFor(actor, held.patientId)) return no("not-found");
    if (offer.version !== version) return no("stale");
    if (!["listed", "asked", "offered"].includes(offer.state)) return no("illegal");
    const now = new Date();
    await tx.run(
      sql`UPDATE journey_offers SET state = 'passed', version = version + 1 WHERE id = ${offerId}`,
    );
    if (offer.state !== "listed")
      await notifyFirm(tx, offer.partnerId, "order-waiting", "answer-orders");
    await askNext(tx, held, offer.legId, now);
    await closeWhereOver(tx, held);
    await enter(tx, actor, held, "journey.offered", "passed");
    await settle(tx, held, now);
    return ok(null);
  });
}

/** Whether an order of another partner came before on this journey: then the notice is read first. */
const needsNotice = (held: HeldJourney, offer: OfferRow): boolean =>
  held.orders.some(({ partnerId }) => partnerId !== offer.partnerId);

/** Keeps that the notice was shown and read for one offer, in which wording. */
export async function readNotice(
  actor: Actor,
  {
    offerId,
    noticeVersion,
    noticeLanguage,
  }: { offerId: string; noticeVersion: number; noticeLanguage: Language },
): Answer {
  return inTransaction(async (tx): Answer => {
    const held = await holdBy(tx, { offerId });
    if (!held || !arrangesFor(actor, held.patientId)) return no("not-found");
    const read = await tx.run(sql`
      INSERT INTO package_notices (journey_id, offer_id, version, language, hash, read_by)
      SELECT ${held.id}, ${offerId}, t.version, t.language, t.hash, ${actor.personId} FROM package_texts t
      WHERE t.version = ${noticeVersion} AND t.language = ${noticeLanguage}
        AND t.version = (SELECT max(n.version) FROM package_texts n WHERE n.valid_from <= (now() AT TIME ZONE 'Europe/Rome')::date)
      ON CONFLICT (offer_id) DO NOTHING`);
    if (read === 0 && !(await hasRead(tx, offerId))) return no("stale");
    if (read > 0) await enter(tx, actor, held, "journey.notice-read", String(noticeVersion));
    return ok(null);
  });
}

const hasRead = async (tx: Tx, offerId: string): Promise<boolean> =>
  (await tx.row(sql`SELECT 1 FROM package_notices WHERE offer_id = ${offerId}`)) !== null;

/** Accepts one offer, and so orders: an act of its own, with its own partner, terms and time. The others are let go. */
export async function acceptOffer(
  actor: Actor,
  { offerId, version }: { offerId: string; version: number },
): Answer<string> {
  return inTransaction(async (tx): Answer<string> => {
    const held = await holdBy(tx, { offerId });
    const offer = held?.offers.find(({ id }) => id === offerId);
    if (!held || !offer || !arrangesFor(actor, held.patientId)) return no("not-found");
    if (held.state !== "open" || orderOf(held, offer.legId)) return no("illegal");
    if (offer.state !== "offered" || offer.version !== version) return no("replaced");
    const now = new Date();
    if (offer.validUntil && offer.validUntil < now) return no("lapsed");
    if (offer.startsAt <= now) return no("tooSoon");
    if (!(await isStillAdmitted(tx, offer.partnerId))) return no("notOrderable");
    if (needsNotice(held, offer) && !(await hasRead(tx, offerId))) return no("needsNotice");
    const number = `T-${readableCode(8)}`;
    await tx.run(sql`
      INSERT INTO journey_orders (number, leg_id, offer_id, partner_id, starts_at, ends_at, terms, cents, answer_by, ordered_by)
      SELECT ${number}, leg_id, id, partner_id, starts_at, ends_at, content, (content ->> 'cents')::int, ${answerUntil(held, offer.startsAt, now)}, ${actor.personId}
      FROM journey_offers WHERE id = ${offerId}`);
    await tx.run(
      sql`UPDATE journey_offers SET state = 'accepted', version = version + 1 WHERE id = ${offerId}`,
    );
    await endOffers(tx, held, offer.legId, "ended", offerId);
    await closeWhereOver(tx, held);
    await notifyFirm(tx, offer.partnerId, "order-waiting", "answer-orders");
    await enter(tx, actor, held, "journey.ordered", number);
    await settle(tx, held, now);
    return ok(number);
  });
}

const isStillAdmitted = async (tx: Tx, partnerId: string): Promise<boolean> =>
  (await tx.row(
    sql`SELECT 1 FROM partners WHERE id = ${partnerId} AND state = 'admitted' FOR SHARE`,
  )) !== null;
