import { beginJourney, setDates } from "../../../src/journey/journeys/commands";
import { Begin } from "../../../src/journey/journeys/schema";
import {
  acceptOffer,
  askPartners,
  chooseLeg,
  readNotice,
} from "../../../src/journey/offers/commands";
import { answerOrder } from "../../../src/journey/orders/commands";
import { makeOffer } from "../../../src/journey/quotes/commands";
import type { Partner, Patient, Staff } from "../../../src/platform/actor";
import { row, rows, sql } from "../../../src/platform/db/sql";
import { inTransaction } from "../../../src/platform/db/transaction";
import { ok } from "../../../src/platform/result";
import { partnerRights } from "../../../src/platform/roles";
import { emailHash } from "../../../src/platform/security/keyring";
import { done } from "./scene";

const day = 86_400_000;
const once = () => ({ key: crypto.randomUUID(), hash: Buffer.alloc(32) });
export const at = (days: number, hours = 0) => {
  const moment = new Date(Date.now() + days * day + hours * 3_600_000);
  moment.setUTCMinutes(0, 0, 0);
  return moment;
};

export type Trip = { patient: Patient; staff: Staff; id: string; code: string };
type Member = Partner & { partnerId: string };

export const versionOf = async ({ id }: Trip) =>
  (await row<{ version: number }>(sql`SELECT version FROM journeys WHERE id = ${id}`))?.version ??
  0;
const legOf = async ({ id }: Trip, key: string) =>
  (await row<{ id: string }>(
    sql`SELECT id FROM journey_legs WHERE journey_id = ${id} AND key = ${key}`,
  )) ?? { id: "" };

/** Somebody who answers for an invented firm, by its name. */
export async function memberOf(firm: string): Promise<Member> {
  const found = await row<{ partnerId: string; personId: string }>(sql`
    SELECT f.id AS "partnerId", p.id AS "personId" FROM partners f, people p WHERE f.name = ${firm} AND p.email_hash = ${emailHash("partner@demo.example")}`);
  if (!found) throw new Error(`${firm} was not invented`);
  return {
    ...found,
    kind: "partner",
    role: "partner",
    partner: firm,
    rights: partnerRights,
    grantId: crypto.randomUUID(),
    sessionId: crypto.randomUUID(),
    network: "demo",
  } as unknown as Member;
}

export async function began(
  patient: Patient,
  staff: Staff,
  facility: string,
  more: Record<string, string | string[]> = {},
): Promise<Trip> {
  const code = done(
    await beginJourney(
      patient,
      once(),
      Begin.parse({
        facility,
        airportId: "malpensa-airport",
        people: "2",
        visa: "needed",
        mobility: "walks",
        luggage: "2",
        languages: ["en", "ar"],
        firstName: "Paula (invented)",
        phone: "+971 00 000 0000",
        address: "An invented street 1, Abu Dhabi",
        agrees: "yes",
        consentVersion: "1",
        consentLanguage: "en",
        ...more,
      }),
    ),
  );
  const found = await row<{ id: string }>(sql`SELECT id FROM journeys WHERE code = ${code}`);
  return { patient, staff, code, id: found?.id ?? "" };
}

/** The facility says when: admission in so many days. */
export async function dated(trip: Trip, days: number): Promise<Trip> {
  done(
    await setDates(trip.staff, {
      journeyId: trip.id,
      version: await versionOf(trip),
      admission: at(days),
      operation: at(days + 1),
      discharge: at(days + 5),
      "fit-to-fly": at(days + 9),
    }),
  );
  return trip;
}

export async function ask(trip: Trip, key: string, firms: readonly string[]): Promise<void> {
  const services = await rows<{ id: string; name: string }>(sql`
    SELECT s.id, p.name FROM partner_services s JOIN partners p ON p.id = s.partner_id WHERE p.name = ANY (${[...firms]}::text[]) AND s.is_offered`);
  done(
    await askPartners(trip.patient, {
      legId: (await legOf(trip, key)).id,
      version: await versionOf(trip),
      services: firms.flatMap((firm) =>
        services.filter(({ name }) => name === firm).map(({ id }) => id),
      ),
      consentVersion: 1,
      consentLanguage: "en",
    }),
  );
}

type Offer = { id: string; version: number; startsAt: Date; endsAt: Date };
export const offerOf = async (trip: Trip, key: string, { partnerId }: Member) =>
  (await row<Offer>(sql`
    SELECT o.id, o.version, o.starts_at AS "startsAt", o.ends_at AS "endsAt" FROM journey_offers o JOIN journey_legs l ON l.id = o.leg_id
    WHERE l.journey_id = ${trip.id} AND l.key = ${key} AND o.partner_id = ${partnerId} ORDER BY o.asked_at DESC LIMIT 1`)) ?? {
    id: "",
    version: 0,
    startsAt: at(1),
    endsAt: at(2),
  };

export async function offer(trip: Trip, key: string, firm: string, euros: number): Promise<void> {
  const member = await memberOf(firm);
  const { id, version, startsAt, endsAt } = await offerOf(trip, key, member);
  done(
    await makeOffer(member, {
      offerId: id,
      version,
      startsAt,
      endsAt,
      cents: euros * 100,
      currency: "EUR",
      vat: "included",
      included: "All that is said here. (invented)",
      excluded: "Meals. (invented)",
      contractWith: "",
      validUntil: new Date(Math.min(Date.now() + 6 * day, startsAt.getTime() - 3_600_000)),
      cancellation: [{ hours: 48, percent: 30 }],
    }),
  );
}

/** From the question to the partner's yes. */
export async function agree(trip: Trip, key: string, firm: string, euros: number): Promise<void> {
  const member = await memberOf(firm);
  await ask(trip, key, [firm]);
  await offer(trip, key, firm, euros);
  const { id, version } = await offerOf(trip, key, member);
  done(await readNotice(trip.patient, { offerId: id, noticeVersion: 1, noticeLanguage: "en" }));
  done(await acceptOffer(trip.patient, { offerId: id, version }));
  const order = await row<{ id: string; version: number }>(
    sql`SELECT id, version FROM journey_orders WHERE offer_id = ${id}`,
  );
  done(
    await answerOrder(member, {
      orderId: order?.id ?? "",
      version: order?.version ?? 0,
      does: "confirm",
    }),
  );
}

export async function settleOther(
  trip: Trip,
  choice: "own" | "not-needed",
  keys: readonly string[],
) {
  for (const key of keys)
    done(
      await chooseLeg(trip.patient, {
        legId: (await legOf(trip, key)).id,
        version: await versionOf(trip),
        choice,
      }),
    );
}

/** What lies behind a journey that is further on: said of its milestones and legs as if it had been so. */
export async function behind(
  trip: Trip,
  kinds: readonly string[],
  legs: readonly string[],
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.run(
      sql`UPDATE journey_milestones SET certainty = 'done' WHERE journey_id = ${trip.id} AND kind = ANY (${[...kinds]}::text[])`,
    );
    await tx.run(sql`
      UPDATE journey_legs SET choice = 'own', done_at = now(), state = 'done', holder = NULL, due_at = NULL WHERE journey_id = ${trip.id} AND key = ANY (${[...legs]}::text[])`);
    return ok(null);
  });
}
