import { answerCheckIn, lookAtCheckIns } from "../../../src/journey/check-ins/commands";
import { checkInSet } from "../../../src/journey/check-ins/queries";
import { beginJourney, declineJourney, setDates } from "../../../src/journey/journeys/commands";
import { Begin } from "../../../src/journey/journeys/schema";
import { sayHappened, setMilestone } from "../../../src/journey/milestones/commands";
import {
  acceptOffer,
  askPartners,
  chooseLeg,
  readNotice,
} from "../../../src/journey/offers/commands";
import { answerOrder } from "../../../src/journey/orders/commands";
import { declineOffer, makeOffer } from "../../../src/journey/quotes/commands";
import type { Partner, Patient, Staff } from "../../../src/platform/actor";
import { row, rows, sql } from "../../../src/platform/db/sql";
import { inTransaction } from "../../../src/platform/db/transaction";
import { ok } from "../../../src/platform/result";
import { partnerRights } from "../../../src/platform/roles";
import { emailHash } from "../../../src/platform/security/keyring";
import { holderOf, hush } from "./requests";
import { done } from "./scene";

const day = 86_400_000;
const once = () => ({ key: crypto.randomUUID(), hash: Buffer.alloc(32) });
const at = (days: number, hours = 0) => {
  const moment = new Date(Date.now() + days * day + hours * 3_600_000);
  moment.setUTCMinutes(0, 0, 0);
  return moment;
};

type Trip = { patient: Patient; staff: Staff; id: string; code: string };
type Member = Partner & { partnerId: string };

const versionOf = async ({ id }: Trip) =>
  (await row<{ version: number }>(sql`SELECT version FROM journeys WHERE id = ${id}`))?.version ??
  0;
const legOf = async ({ id }: Trip, key: string) =>
  (await row<{ id: string }>(
    sql`SELECT id FROM journey_legs WHERE journey_id = ${id} AND key = ${key}`,
  )) ?? { id: "" };

/** Somebody who answers for an invented firm, by its name. */
async function memberOf(firm: string): Promise<Member> {
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

async function began(
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
async function dated(trip: Trip, days: number): Promise<Trip> {
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

async function ask(trip: Trip, key: string, firms: readonly string[]): Promise<void> {
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
const offerOf = async (trip: Trip, key: string, { partnerId }: Member) =>
  (await row<Offer>(sql`
    SELECT o.id, o.version, o.starts_at AS "startsAt", o.ends_at AS "endsAt" FROM journey_offers o JOIN journey_legs l ON l.id = o.leg_id
    WHERE l.journey_id = ${trip.id} AND l.key = ${key} AND o.partner_id = ${partnerId} ORDER BY o.asked_at DESC LIMIT 1`)) ?? {
    id: "",
    version: 0,
    startsAt: at(1),
    endsAt: at(2),
  };

async function offer(trip: Trip, key: string, firm: string, euros: number): Promise<void> {
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
async function agree(trip: Trip, key: string, firm: string, euros: number): Promise<void> {
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

async function settleOther(trip: Trip, choice: "own" | "not-needed", keys: readonly string[]) {
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
async function behind(
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

const transfers = "Trasferimenti Inventati";
const papers = ["visa-papers", "insurance", "outbound", "transfer-in", "lodging-before", "permit"];

/** A journey in every phase, through the portal's own commands. Adds them where none is there yet. */
export async function seedTrips(): Promise<number> {
  if (await row(sql`SELECT 1 FROM journeys`)) return 0;
  const [patient, arabic, staff, other] = await Promise.all([
    holderOf<Patient>("patient@demo.example", "patient", "patient"),
    holderOf<Patient>("patient.ar@demo.example", "patient", "patient"),
    holderOf<Staff>("coordinator@demo.example", "facility-coordinator", "staff"),
    holderOf<Staff>("coordinator.hsr@demo.example", "facility-coordinator", "staff"),
  ]);
  if (!patient || !arabic || !staff || !other) throw new Error("somebody of the cast is missing");
  const isQuiet = [patient, arabic, staff, other].map(({ personId }) => personId);
  await hush(isQuiet, true);
  try {
    await began(patient, other, "san-raffaele", { people: "1", visa: "not-needed" });
    const declined = await began(arabic, other, "san-raffaele");
    done(
      await declineJourney(other, {
        journeyId: declined.id,
        version: await versionOf(declined),
        reason: "We cannot offer this treatment this year. (invented)",
      }),
    );
    await planning(await dated(await began(patient, staff, "niguarda"), 45));
    await changing(await dated(await began(arabic, staff, "niguarda", { languages: ["ar"] }), 30));
    await arrived(await dated(await began(patient, staff, "niguarda", { visa: "not-needed" }), 1));
    const inside = await dated(await began(arabic, staff, "niguarda"), -3);
    await behind(
      inside,
      ["visa", "arrival", "admission", "operation"],
      [...papers, "lodging-companion", "transfer-hospital", "interpreter-admission"],
    );
    const home = await dated(await began(patient, staff, "niguarda", { people: "1" }), -30);
    await behind(
      home,
      [
        "visa",
        "arrival",
        "admission",
        "operation",
        "discharge",
        "fit-to-fly",
        "departure",
        "home",
        "check-2",
        "check-7",
      ],
      [
        ...papers,
        "transfer-hospital",
        "interpreter-admission",
        "interpreter-discharge",
        "transfer-lodging",
        "lodging-after",
        "equipment",
        "letter-translation",
        "home-doctor",
        "return",
        "transfer-out",
        "home-care",
      ],
    );
    await atHome(home);
  } finally {
    await hush(isQuiet, false);
  }
  return 7;
}

/** Asked twice how they are: well on the second day, with a wound to look at on the seventh. */
async function atHome(trip: Trip): Promise<void> {
  await lookAtCheckIns(new Date());
  const asked = await rows<{ id: string; day: number }>(
    sql`SELECT id, day FROM check_ins WHERE journey_id = ${trip.id} ORDER BY day`,
  );
  const set = await checkInSet();
  for (const { id, day } of asked)
    done(
      await answerCheckIn(trip.patient, id, {
        questions: Object.fromEntries(
          set.families.general.map((key) => [
            key,
            set.goodWhenYes.includes(key) || (day === 7 && key === "wound") ? "yes" : "no",
          ]),
        ),
        pain: day === 2 ? 4 : 2,
        note: "An invented answer.",
      }),
    );
}

/** Waiting for the visa: one part ordered, one with offers to compare, one with nobody left to ask. */
async function planning(trip: Trip): Promise<void> {
  await agree(trip, "lodging-companion", "Residenza Inventata Niguarda", 980);
  await ask(trip, "transfer-in", [transfers]);
  await offer(trip, "transfer-in", transfers, 110);
  await ask(trip, "interpreter-admission", ["Voci Immaginarie", "Interpreti Inesistenti"]);
  await ask(trip, "insurance", ["Coperture di Prova"]);
  const insurer = await memberOf("Coperture di Prova");
  const { id, version } = await offerOf(trip, "insurance", insurer);
  done(await declineOffer(insurer, { offerId: id, version }));
  await settleOther(trip, "own", ["home-care"]);
  await settleOther(trip, "not-needed", ["equipment"]);
}

/** The operation was moved by two days: what was agreed waits for its partner's answer. */
async function changing(trip: Trip): Promise<void> {
  await agree(trip, "transfer-lodging", transfers, 60);
  await agree(trip, "lodging-after", "Residenza Inventata Niguarda", 420);
  done(
    await setMilestone(trip.staff, {
      journeyId: trip.id,
      version: await versionOf(trip),
      kind: "operation",
      at: at(33),
      isFixed: false,
    }),
  );
}

/** Arrived in Lombardy: the transfer to the facility is tomorrow. */
async function arrived(trip: Trip): Promise<void> {
  await agree(trip, "transfer-hospital", transfers, 45);
  await behind(
    trip,
    [],
    ["insurance", "outbound", "transfer-in", "lodging-before", "lodging-companion"],
  );
  done(
    await sayHappened(trip.patient, {
      journeyId: trip.id,
      version: await versionOf(trip),
      kind: "arrival",
    }),
  );
}
