import "server-only";
import { currentWordings } from "@/accounts/consents/queries";
import type { Actor } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import type { OfferState, OrderState } from "../legs/rules";
import { type OfferContent, StoredOffer } from "../offers/schema";
import { feeOf } from "../orders/rules";
import { type LegView, type Overview, overviewOf } from "../overviews/queries";
import { shortlistFor } from "../shortlists/queries";
import type { Candidate, Reasons } from "../shortlists/rules";
import { templateOf } from "../templates/queries";
import { type LegRule, legRule } from "../templates/rules";

export type OfferView = {
  id: string;
  state: OfferState;
  version: number;
  partnerId: string;
  partner: string;
  partnerSlug: string;
  startsAt: Date;
  endsAt: Date;
  answerBy: Date | null;
  validUntil: Date | null;
  content: OfferContent | null;
  /** Whether another partner of this journey was ordered before, and the notice of that is not read yet. */
  needsNotice: boolean;
};
export type StepView = { kind: string; at: Date; minutes: number | null };
export type OrderView = {
  id: string;
  number: string;
  state: OrderState;
  version: number;
  partner: string;
  partnerSlug: string;
  startsAt: Date;
  endsAt: Date;
  cents: number;
  terms: OfferContent;
  orderedAt: Date;
  answerBy: Date | null;
  endedAs: string | null;
  feeCents: number | null;
  /** What ending it now would cost. */
  feeNow: number;
  steps: StepView[];
  changes: PastChange[];
};
export type PastChange = {
  no: number;
  proposedAs: "rule" | "patient" | "partner";
  proposedAt: Date;
  before: { startsAt: string; endsAt: string; cents: number };
  after: { startsAt: string; endsAt: string; cents: number };
  answerBy: Date;
  state: "proposed" | "accepted" | "declined" | "withdrawn" | "lapsed" | "countered";
};

export type LegPage = {
  journey: Overview;
  leg: LegView;
  rule: LegRule;
  offers: OfferView[];
  /** The order that stands first, then those that ended. */
  orders: OrderView[];
  shortlist: (Candidate & { reasons: Reasons })[];
  askedAtOnce: number;
  consent: { version: number; language: Language; title: string; body: string[] } | null;
};

async function offersOf(legId: string, journeyId: string): Promise<OfferView[]> {
  type Row = Omit<OfferView, "content"> & { content: unknown };
  const found = await rows<Row>(sql`
    SELECT o.id, o.state, o.version, o.partner_id AS "partnerId", p.name AS partner, p.slug AS "partnerSlug", o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.answer_by AS "answerBy", o.valid_until AS "validUntil", o.content,
      EXISTS (SELECT FROM journey_orders d JOIN journey_legs l ON l.id = d.leg_id WHERE l.journey_id = ${journeyId} AND d.partner_id <> o.partner_id)
        AND NOT EXISTS (SELECT FROM package_notices n WHERE n.offer_id = o.id) AS "needsNotice"
    FROM journey_offers o JOIN partners p ON p.id = o.partner_id WHERE o.leg_id = ${legId} AND o.state <> 'withdrawn' ORDER BY o.position, o.asked_at`);
  return found.map(({ content, ...offer }) => ({
    ...offer,
    content: content === null ? null : StoredOffer.parse(content),
  }));
}

/** The orders of a leg, or of one partner's page, with their steps and changes. */
async function ordersOf(legId: string, now: Date): Promise<OrderView[]> {
  type Row = Omit<OrderView, "terms" | "feeNow" | "changes" | "steps"> & {
    terms: unknown;
    steps: { kind: string; at: string; minutes: number | null }[];
    changes: (Omit<PastChange, "answerBy" | "proposedAt"> & {
      answerBy: string;
      proposedAt: string;
    })[];
  };
  const found = await rows<Row>(sql`
    SELECT o.id, o.number, o.state, o.version, p.name AS partner, p.slug AS "partnerSlug", o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.cents, o.terms, o.ordered_at AS "orderedAt", o.answer_by AS "answerBy",
      o.ended_as AS "endedAs", o.fee_cents AS "feeCents",
      (SELECT coalesce(json_agg(json_build_object('kind', s.kind, 'at', s.at, 'minutes', s.minutes) ORDER BY s.at), '[]') FROM journey_steps s WHERE s.order_id = o.id) AS steps,
      (SELECT coalesce(json_agg(json_build_object('no', a.no, 'proposedAs', a.proposed_as, 'proposedAt', a.proposed_at, 'before', a.before, 'after', a.after, 'answerBy', a.answer_by, 'state', a.state) ORDER BY a.no DESC), '[]')
        FROM journey_amendments a WHERE a.order_id = o.id) AS changes
    FROM journey_orders o JOIN partners p ON p.id = o.partner_id WHERE o.leg_id = ${legId}
    ORDER BY o.state IN ('refused', 'lapsed', 'cancelled'), o.ordered_at DESC`);
  return found.map(({ terms, steps, changes, ...order }) => {
    const read = StoredOffer.parse(terms);
    return {
      ...order,
      terms: read,
      feeNow: feeOf({ ...order, cancellation: read.cancellation }, "patient", now),
      steps: steps.map((step) => ({ ...step, at: new Date(step.at) })),
      changes: changes.map((change) => ({
        ...change,
        answerBy: new Date(change.answerBy),
        proposedAt: new Date(change.proposedAt),
      })),
    };
  });
}

/** A leg whole, with offers and prices: for whoever plans the journey alone. */
export async function legPage(
  actor: Actor,
  code: string,
  key: string,
  language: Language,
): Promise<LegPage | null> {
  const journey = await overviewOf(actor, code, language);
  const leg = journey?.legs.find((one) => one.key === key);
  if (!journey?.isArranger || !leg || !journey.details) return null;
  const template = await templateOf(journey.templateVersion);
  const rule = legRule(template, leg.key);
  if (!rule) return null;
  const canAsk =
    journey.state === "open" &&
    ["open", "own", "asked", "offered", "stuck", "misfit"].includes(leg.state);
  const [offers, orders, shortlist, wordings] = await Promise.all([
    offersOf(leg.id, journey.id),
    ordersOf(leg.id, new Date()),
    canAsk
      ? shortlistFor({
          rule,
          needs: journey.details.needs,
          startsAt: leg.startsAt,
          airportId: journey.airportId,
          province: journey.facilityProvince,
          town: journey.facilityPlace,
        })
      : [],
    currentWordings(language),
  ]);
  const asked = offers.filter(({ state }) =>
    ["listed", "asked", "offered", "accepted"].includes(state),
  );
  return {
    journey,
    leg,
    rule,
    offers,
    orders,
    shortlist: shortlist.filter(
      ({ partnerId }) => !asked.some((offer) => offer.partnerId === partnerId),
    ),
    askedAtOnce: template.limits.askedAtOnce,
    consent: wordings.find(({ kind }) => kind === "journey") ?? null,
  };
}

export type PackageNotice = { version: number; language: Language; title: string; body: string[] };

/** The notice that holds today, in a language. */
export async function packageNotice(language: Language): Promise<PackageNotice | null> {
  return row<PackageNotice>(sql`
    SELECT version, language, title, body FROM package_texts WHERE language = ${language}
      AND version = (SELECT max(version) FROM package_texts WHERE valid_from <= (now() AT TIME ZONE 'Europe/Rome')::date)`);
}
