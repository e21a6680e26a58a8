import { expect, test } from "vitest";
import { boardOf, openQuestions } from "@/journey/boards/queries";
import {
  beginJourney,
  cancelJourney,
  closeJourney,
  declineJourney,
  setDates,
} from "@/journey/journeys/commands";
import { askPartners } from "@/journey/offers/commands";
import { decideOrder, disputeOrder, takeStep } from "@/journey/orders/commands";
import { overviewOf } from "@/journey/overviews/queries";
import {
  agreed,
  asked,
  beginning,
  firm,
  heard,
  inDays,
  leg,
  offered,
  offerOf,
  opened,
  openFor,
  orderNow,
  startsIn,
  type Trip,
  versionOf,
} from "../support/journeys";
import { office as officeOf } from "../support/partners";
import {
  arrive,
  ask,
  granted,
  office,
  once,
  one,
  patient,
  recorded,
  relative,
  staff,
} from "../support/people";

const refused = (reason: string) => ({ ok: false, reason });
const which = async ({ id }: Pick<Trip, "id">) => ({
  journeyId: id,
  version: await versionOf(id),
});
const elsewhere = async () =>
  staff(await arrive("facility-coordinator", { facility: "san-raffaele" }));

/** A journey whose patient is home, and wishes not to be asked. */
async function home(): Promise<Trip> {
  const trip = await opened({ people: "1", visa: "not-needed" });
  await isHome(trip);
  return trip;
}
async function isHome({ id }: Trip) {
  await ask(
    "UPDATE journey_milestones SET certainty = 'done' WHERE journey_id = $1 AND kind NOT LIKE 'check-%' AND kind <> 'fit-to-fly'",
    [id],
  );
  await ask("UPDATE journeys SET unasked_at = now() WHERE id = $1", [id]);
}

async function asks(code: string): Promise<Pick<Trip, "id">> {
  return one<{ id: string }>("SELECT id FROM journeys WHERE code = $1", [code]);
}
const dates = {
  admission: inDays(50),
  operation: inDays(51),
  discharge: inDays(54),
  "fit-to-fly": inDays(60),
};

test("only the facility that was asked says when, or that it cannot, and says it once; each is heard of", async () => {
  const actor = patient(await arrive());
  const coordinator = staff(await arrive("facility-coordinator", { facility: "niguarda" }));
  const triage = staff(await arrive("medical-triage", { facility: "niguarda" }));
  const code = granted(await beginJourney(actor, once(), beginning()));
  expect(await heard(coordinator.personId, "journey-asked", code)).toBe(1);
  const journey = await asks(code);
  for (const stranger of [await elsewhere(), triage]) {
    expect(await setDates(stranger, { ...(await which(journey)), ...dates })).toEqual(
      refused("not-found"),
    );
    expect(await declineJourney(stranger, { ...(await which(journey)), reason: "No bed" })).toEqual(
      refused("not-found"),
    );
  }
  const stale = { journeyId: journey.id, version: 99 };
  expect(await setDates(coordinator, { ...stale, ...dates })).toEqual(refused("stale"));
  expect(await declineJourney(coordinator, { ...stale, reason: "x" })).toEqual(refused("stale"));
  granted(await declineJourney(coordinator, { ...(await which(journey)), reason: "No bed" }));
  expect(await heard(actor.personId, "journey-news", code)).toBe(1);
  expect(
    await declineJourney(coordinator, { ...(await which(journey)), reason: "Still none" }),
  ).toEqual(refused("illegal"));
  expect(await setDates(coordinator, { ...(await which(journey)), ...dates })).toEqual(
    refused("illegal"),
  );
  expect((await overviewOf(actor, code, "en"))?.reason).toBe("No bed");
  expect(await recorded(actor.personId)).toContain("journey.declined");
});

test("a companion plans a journey with that right alone, and for that patient alone", async () => {
  const trip = await opened();
  const who = await arrive();
  const may = relative(who, trip.whose.personId, ["arrange-journey"], false);
  const others = [
    relative(who, trip.whose.personId, [], false),
    relative(who, (await arrive()).personId, ["arrange-journey"], true),
  ];
  for (const actor of others) {
    expect(await overviewOf(actor, trip.code, "en")).toBeNull();
    expect(await cancelJourney(actor, await which(trip))).toEqual(refused("not-found"));
  }
  expect((await overviewOf(may, trip.code, "en"))?.isArranger).toBe(true);
  expect(await overviewOf(await elsewhere(), trip.code, "en")).toBeNull();
  expect(await overviewOf(await officeOf("partner-curator"), trip.code, "en")).toBeNull();
  granted(await cancelJourney(may, await which(trip)));
});

test("a journey that is given up lets go of everybody who was asked, aloud, and what was opened to them closes", async () => {
  const trip = await opened();
  const firms = await Promise.all([1, 2, 3, 4].map(() => firm("transfer")));
  granted(await asked(trip, "transfer-in", firms));
  const [first] = firms as [(typeof firms)[number]];
  granted(await offered(trip, "transfer-in", first));
  expect((await openFor(trip)).sort()).toEqual(firms.map(({ id }) => id).sort());
  const counts = () =>
    Promise.all(firms.map(({ member }) => heard(member.personId, "order-waiting")));
  const before = await counts();
  expect(await cancelJourney(patient(await arrive()), await which(trip))).toEqual(
    refused("not-found"),
  );
  expect(await cancelJourney(trip.actor, { journeyId: trip.id, version: 1 })).toEqual(
    refused("stale"),
  );
  granted(await cancelJourney(trip.actor, await which(trip)));
  for (const whose of firms)
    expect((await offerOf(trip, "transfer-in", whose)).state).toBe("passed");
  // Who stood on the list alone, and was never asked, hears nothing.
  expect(await counts()).toEqual(before.map((count, at) => (at < 3 ? count + 1 : count)));
  expect(await openFor(trip)).toEqual([]);
  const acts = await recorded(trip.whose.personId);
  // One for each firm, and the facility's.
  expect(acts.filter((action) => action === "consent.withdrawn")).toHaveLength(firms.length + 1);
  expect(await heard(trip.coordinator.personId, "journey-asked", trip.code)).toBe(2);
  expect(
    await ask("SELECT 1 FROM journey_legs WHERE journey_id = $1 AND state <> 'cancelled'", [
      trip.id,
    ]),
  ).toEqual([]);
  expect(await cancelJourney(trip.actor, await which(trip))).toEqual(refused("illegal"));
  const { id } = await leg(trip, "transfer-in");
  expect(
    await askPartners(trip.actor, {
      legId: id,
      version: await versionOf(trip.id),
      services: [first.serviceId],
      consentVersion: 1,
      consentLanguage: "en",
    }),
  ).toEqual(refused("illegal"));
});

test("nothing ends while an order runs, and no journey closes with a warning that nobody has answered", async () => {
  const trip = await opened({ people: "1", visa: "not-needed" });
  const whose = await firm("transfer");
  await agreed(trip, "transfer-in", whose);
  expect(await cancelJourney(trip.actor, await which(trip))).toEqual(refused("illegal"));
  expect(await closeJourney(trip.coordinator, await which(trip))).toEqual(refused("illegal"));
  await isHome(trip);
  expect(await closeJourney(trip.coordinator, await which(trip))).toEqual(refused("illegal"));
  const { id } = await orderNow(trip, "transfer-in");
  await startsIn(id, -3);
  for (const kind of ["started", "finished"] as const)
    granted(await takeStep(whose.member, { orderId: id, kind, tap: `${kind}-${id}` }));
  const warn = async (isDone: boolean) =>
    ask(
      `INSERT INTO check_ins (journey_id, day, set_version, family, answered_at, answers, has_warning, answer_by, done_at, done_by)
       VALUES ($1, 30, 1, 'general', now(), 'x', true, now(), CASE WHEN $2 THEN now() END, CASE WHEN $2 THEN $3::uuid END)
       ON CONFLICT (journey_id, day) DO UPDATE SET done_at = excluded.done_at, done_by = excluded.done_by`,
      [trip.id, isDone, trip.coordinator.personId],
    );
  await warn(false);
  expect(await closeJourney(trip.coordinator, await which(trip))).toEqual(refused("needsNews"));
  await warn(true);
  expect(await closeJourney(await elsewhere(), await which(trip))).toEqual(refused("not-found"));
  granted(await closeJourney(trip.coordinator, await which(trip)));
  expect(await leg(trip, "transfer-in")).toMatchObject({ state: "done", holder: null });
  expect(await leg(trip, "outbound")).toMatchObject({ state: "cancelled", holder: null });
});

test("closing lets go of partners that were asked and never answered", async () => {
  const trip = await home();
  const whose = await firm("transfer");
  granted(await asked(trip, "transfer-out", [whose]));
  const before = await heard(whose.member.personId, "order-waiting");
  granted(await closeJourney(trip.coordinator, await which(trip)));
  expect((await offerOf(trip, "transfer-out", whose)).state).toBe("passed");
  expect(await heard(whose.member.personId, "order-waiting")).toBe(before + 1);
  expect(await openFor(trip)).toEqual([]);
});

test("what is disputed is the association's to decide, also when the journey is closed, and stays on its board till then", async () => {
  const trip = await home();
  const coordinator = office(await arrive("case-coordinator"));
  const [car, bed] = [await firm("transfer"), await firm("transfer")];
  await agreed(trip, "transfer-in", car);
  await agreed(trip, "transfer-out", bed);
  const legs = ["transfer-in", "transfer-out"] as const;
  const now = async () => Promise.all(legs.map((key) => orderNow(trip, key)));
  const [first] = await now();
  const dispute = async (at: 0 | 1) => {
    const order = (await now())[at];
    return disputeOrder(trip.actor, { orderId: order?.id ?? "", version: order?.version ?? 0 });
  };
  expect(await dispute(0)).toEqual(refused("illegal"));
  for (const { id } of await now()) await startsIn(id, -30);
  for (const [at, whose] of [car, bed].entries())
    for (const kind of ["started", "finished"] as const) {
      const { id } = (await now())[at] ?? { id: "" };
      granted(await takeStep(whose.member, { orderId: id, kind, tap: `${kind}-${id}` }));
    }
  // A trip that is over closes what was opened to its partner.
  expect(await openFor(trip)).toEqual([]);
  granted(await closeJourney(trip.coordinator, await which(trip)));
  expect(
    await disputeOrder(patient(await arrive()), { orderId: first?.id ?? "", version: 1 }),
  ).toEqual(refused("not-found"));
  const told = await heard(car.member.personId, "order-waiting");
  const stuck = await heard(coordinator.personId, "journey-stuck", trip.code);
  granted(await dispute(0));
  granted(await dispute(1));
  expect(await heard(car.member.personId, "order-waiting")).toBe(told + 1);
  expect(await heard(coordinator.personId, "journey-stuck", trip.code)).toBe(stuck + 2);
  expect(await leg(trip, "transfer-in")).toMatchObject({
    state: "disputed",
    holder: "coordinator",
  });
  const stands = async () =>
    (await boardOf(coordinator, "association", 1, 500)).lines.some(
      ({ code }) => code === trip.code,
    );
  expect(await stands()).toBe(true);
  expect(await openQuestions(coordinator, trip.id)).toHaveLength(2);
  const decide = async (at: 0 | 1, as: "done" | "cancelled", who = coordinator) => {
    const order = (await now())[at];
    return decideOrder(who, { orderId: order?.id ?? "", version: order?.version ?? 0, as });
  };
  expect(await decide(0, "done", await officeOf("administrator"))).toEqual(refused("not-found"));
  granted(await decide(0, "done"));
  expect(await decide(0, "cancelled")).toEqual(refused("illegal"));
  granted(await decide(1, "cancelled"));
  expect(await leg(trip, "transfer-in")).toMatchObject({ state: "done", holder: null });
  expect(await leg(trip, "transfer-out")).toMatchObject({ state: "cancelled", holder: null });
  expect(await stands()).toBe(false);
});
