import { beginJourney, setDates } from "@/journey/journeys/commands";
import { Begin } from "@/journey/journeys/schema";
import { setMilestone } from "@/journey/milestones/commands";
import { acceptOffer, askPartners, readNotice } from "@/journey/offers/commands";
import type { OfferInput } from "@/journey/offers/schema";
import { answerOrder } from "@/journey/orders/commands";
import { makeOffer } from "@/journey/quotes/commands";
import type { Category, Feature } from "@/partners/categories/rules";
import { sourceHash } from "@/partners/profiles/rules";
import type { Partner, Patient, Staff } from "@/platform/actor";
import { emailHash } from "@/platform/security/keyring";
import { sealByMaster } from "@/platform/security/sealing";
import { ofFirm } from "./partners";
import { arrive, ask, granted, once, one, patient, type Somebody, staff } from "./people";

export type Firm = { id: string; serviceId: string; member: Partner & { partnerId: string } };
let count = 0;

/** An admitted firm with one service that can be ordered, and somebody who answers for it. */
export async function firm(
  category: Category,
  { features = [] as Feature[], areas = ["province-milano", "malpensa-airport"] } = {},
): Promise<Firm> {
  const [id, serviceId] = [crypto.randomUUID(), crypto.randomUUID()];
  const name = `Firma ${category} ${++count}`;
  await ask(
    `INSERT INTO partners (id, number, slug, state, checklist_version, categories, name, legal_name, language, contact, email_hash, submitted_at, admitted_at)
     VALUES ($1, $2, $3, 'admitted', 1, $4, $5, $6, 'it', $7, $8, now(), now())`,
    [
      id,
      `P-T${process.pid}-${count}`,
      `firma-${process.pid}-${count}`,
      [category],
      name,
      `${name} srl`,
      sealByMaster(
        `partners.contact:${id}`,
        JSON.stringify({ name: "x", email: "x@post.example", phone: "1" }),
      ),
      emailHash(`firm${count}.${process.pid}@post.example`),
    ],
  );
  await ask(
    `INSERT INTO partner_services (id, partner_id, category, position, areas, languages, features, price_model, from_cents, to_cents, capacity, body)
     VALUES ($1, $2, $3, 0, $4, ARRAY['it', 'en', 'ar'], $5, 'fixed', 9000, 12000, 4, $6)`,
    [
      serviceId,
      id,
      category,
      areas,
      features,
      JSON.stringify({
        id: serviceId,
        category,
        name: `Servizio ${category}`,
        included: "Tutto.",
        areas,
        languages: ["it", "en", "ar"],
        days: [1, 2, 3, 4, 5, 6, 7],
        opens: "00:00",
        closes: "00:00",
        capacity: 4,
        priceModel: "fixed",
        fromCents: 9000,
        toCents: 12_000,
        features,
        cancellation: [{ hours: 48, percent: 30 }],
        hash: sourceHash(name),
      }),
    ],
  );
  return { id, serviceId, member: await ofFirm(id) };
}

const coordinatorOf = async (slug: string): Promise<Staff> =>
  staff(await arrive("facility-coordinator", { facility: slug }));

/** A moment so many days from now: whole days in the morning, others to the minute. */
export const inDays = (days: number, hour = 9): Date => {
  const at = new Date(Date.now() + days * 86_400_000);
  if (Number.isInteger(days)) at.setUTCHours(hour, 0, 0, 0);
  else at.setUTCSeconds(0, 0);
  return at;
};

export const beginning = (more: Record<string, unknown> = {}) =>
  Begin.parse({
    requestId: "",
    facility: "niguarda",
    airportId: "malpensa-airport",
    people: "2",
    visa: "needed",
    mobility: "wheelchair-seat",
    oxygen: "",
    luggage: "3",
    childSeats: "0",
    languages: ["ar", "en"],
    firstName: "Amal",
    sign: "Amal HL",
    phone: "+41 79 000 00 00",
    address: "Teststrasse 1, Zürich",
    agrees: "yes",
    consentVersion: "1",
    consentLanguage: "en",
    ...more,
  });

export type Trip = {
  whose: Somebody;
  actor: Patient;
  coordinator: Staff;
  id: string;
  code: string;
};

export const versionOf = async (id: string): Promise<number> =>
  (await one<{ version: number }>("SELECT version FROM journeys WHERE id = $1", [id])).version;

/** A journey for which the facility has said when: admission in sixty days. */
export async function opened(more: Record<string, unknown> = {}, days = 60): Promise<Trip> {
  const whose = await arrive("patient");
  const actor = patient(whose);
  const coordinator = await coordinatorOf("niguarda");
  const code = granted(await beginJourney(actor, once(), beginning(more)));
  const { id } = await one<{ id: string }>("SELECT id FROM journeys WHERE code = $1", [code]);
  granted(
    await setDates(coordinator, {
      journeyId: id,
      version: await versionOf(id),
      admission: inDays(days),
      operation: inDays(days + 1),
      discharge: inDays(days + 5),
      "fit-to-fly": inDays(days + 9),
    }),
  );
  return { whose, actor, coordinator, id, code };
}

export type LegNow = {
  id: string;
  state: string;
  holder: string | null;
  startsAt: Date;
  endsAt: Date;
  dueAt: Date | null;
};
export const leg = (trip: Pick<Trip, "id">, key: string): Promise<LegNow> =>
  one<LegNow>(
    `SELECT id, state, holder, starts_at AS "startsAt", ends_at AS "endsAt", due_at AS "dueAt" FROM journey_legs WHERE journey_id = $1 AND key = $2`,
    [trip.id, key],
  );

export async function asked(trip: Trip, key: string, firms: readonly Firm[]) {
  return askPartners(trip.actor, {
    legId: (await leg(trip, key)).id,
    version: await versionOf(trip.id),
    services: firms.map(({ serviceId }) => serviceId),
    consentVersion: 1,
    consentLanguage: "en",
  });
}

export type OfferNow = { id: string; version: number; state: string; startsAt: Date; endsAt: Date };
export const offerOf = (trip: Pick<Trip, "id">, key: string, { id }: Pick<Firm, "id">) =>
  one<OfferNow>(
    `SELECT o.id, o.version, o.state, o.starts_at AS "startsAt", o.ends_at AS "endsAt" FROM journey_offers o JOIN journey_legs l ON l.id = o.leg_id
     WHERE l.journey_id = $1 AND l.key = $2 AND o.partner_id = $3 ORDER BY o.state IN ('withdrawn', 'passed') , o.asked_at DESC NULLS LAST LIMIT 1`,
    [trip.id, key, id],
  );

export async function offered(
  trip: Trip,
  key: string,
  whose: Firm,
  more: Partial<OfferInput> = {},
) {
  const { id, version, startsAt, endsAt } = await offerOf(trip, key, whose);
  return makeOffer(whose.member, {
    offerId: id,
    version,
    startsAt,
    endsAt,
    cents: 12_000,
    currency: "EUR",
    vat: "included",
    included: "Auto e autista.",
    excluded: "",
    contractWith: "",
    validUntil: new Date(Date.now() + 9 * 86_400_000),
    cancellation: [{ hours: 48, percent: 30 }],
    ...more,
  });
}

export type OrderNow = {
  id: string;
  version: number;
  state: string;
  startsAt: Date;
  endsAt: Date;
  cents: number;
};
export const orderNow = (trip: Pick<Trip, "id">, key: string) =>
  one<OrderNow>(
    `SELECT o.id, o.version, o.state, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.cents FROM journey_orders o JOIN journey_legs l ON l.id = o.leg_id
     WHERE l.journey_id = $1 AND l.key = $2 ORDER BY o.ordered_at DESC LIMIT 1`,
    [trip.id, key],
  );

export const accept = async (trip: Trip, key: string, whose: Firm) => {
  const { id, version } = await offerOf(trip, key, whose);
  return acceptOffer(trip.actor, { offerId: id, version });
};
export const notice = async (trip: Trip, key: string, whose: Firm) =>
  readNotice(trip.actor, {
    offerId: (await offerOf(trip, key, whose)).id,
    noticeVersion: 1,
    noticeLanguage: "de",
  });
export const confirmed = async (trip: Trip, key: string, whose: Firm) => {
  const { id, version } = await orderNow(trip, key);
  return answerOrder(whose.member, { orderId: id, version, does: "confirm" });
};
/** From the question to the yes of a partner. */
export async function agreed(trip: Trip, key: string, whose: Firm) {
  granted(await asked(trip, key, [whose]));
  granted(await offered(trip, key, whose));
  granted(await notice(trip, key, whose));
  granted(await accept(trip, key, whose));
  granted(await confirmed(trip, key, whose));
}
export const move = async (trip: Trip, kind: "operation" | "discharge", at: Date) =>
  setMilestone(trip.coordinator, {
    journeyId: trip.id,
    version: await versionOf(trip.id),
    kind,
    at,
    isFixed: false,
  });
export const milestone = async (trip: Trip, kind: string) =>
  (
    await one<{ at: Date }>(
      "SELECT starts_at AS at FROM journey_milestones WHERE journey_id = $1 AND kind = $2",
      [trip.id, kind],
    )
  ).at;
/** How many notices of a kind somebody has. */
export const heard = async (personId: string, kind: string, subject?: string): Promise<number> =>
  (
    await ask(
      "SELECT 1 FROM notices WHERE person_id = $1 AND kind = $2 AND ($3::text IS NULL OR subject = $3)",
      [personId, kind, subject ?? null],
    )
  ).length;
/** The firms to which a journey is open, by the patient's agreement. */
export const openFor = async ({ code }: Pick<Trip, "code">): Promise<string[]> =>
  (
    await ask<{ id: string }>(
      "SELECT split_part(scope, ':', 3) AS id FROM consents WHERE kind = 'journey' AND withdrawn_at IS NULL AND scope LIKE $1 || ':partner:%'",
      [code],
    )
  ).map(({ id }) => id);
export const amendments = ({ id }: Pick<OrderNow, "id">) =>
  ask<{ no: number; state: string; as: string }>(
    "SELECT no, state, proposed_as AS as FROM journey_amendments WHERE order_id = $1 ORDER BY no",
    [id],
  );
/** Lets an order begin so many hours from now, or before it, behind the portal's back. */
export async function startsIn(orderId: string, hours: number): Promise<void> {
  await ask(`ALTER TABLE journey_orders DISABLE TRIGGER "journey_orders_as_agreed"`);
  await ask(
    "UPDATE journey_orders SET starts_at = now() + $2::int * interval '1 hour', ends_at = now() + ($2::int + 2) * interval '1 hour' WHERE id = $1",
    [orderId, hours],
  );
  await ask(`ALTER TABLE journey_orders ENABLE TRIGGER "journey_orders_as_agreed"`);
}
