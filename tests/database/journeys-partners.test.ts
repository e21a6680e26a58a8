import { expect, test } from "vitest";
import { lapse } from "@/journey/clock/commands";
import {
  acceptOffer,
  askPartners,
  chooseLeg,
  passOffer,
  readNotice,
} from "@/journey/offers/commands";
import { answerOrder, cancelOrder, takeStep } from "@/journey/orders/commands";
import { declineOffer, makeOffer } from "@/journey/quotes/commands";
import {
  accept,
  agreed,
  asked,
  confirmed,
  type Firm,
  firm,
  heard,
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
import { arrive, ask, granted, office, patient } from "../support/people";

const refused = (reason: string) => ({ ok: false, reason });
const days = (many: number) => new Date(Date.now() + many * 86_400_000);
const key = "transfer-in";
const suspend = ({ id }: Firm) =>
  ask("UPDATE partners SET state = 'suspended' WHERE id = $1", [id]);
const told = ({ member }: Firm) => heard(member.personId, "order-waiting");
const state = async (trip: Trip, whose: Firm) => (await offerOf(trip, key, whose)).state;
const choose = async (
  trip: Trip,
  choice: Parameters<typeof chooseLeg>[1]["choice"],
  by = trip.actor,
) => chooseLeg(by, { legId: (await leg(trip, key)).id, version: await versionOf(trip.id), choice });

test("three are asked at once; who is passed makes room for the next, hears of it, and reads nothing more", async () => {
  const trip = await opened();
  const firms = (await Promise.all([1, 2, 3, 4, 5].map(() => firm("transfer")))) as [
    Firm,
    Firm,
    Firm,
    Firm,
    Firm,
  ];
  const [first, second, third, fourth, fifth] = firms;
  granted(await asked(trip, key, firms));
  granted(await offered(trip, key, second));
  const before = await told(first);
  const { id, version } = await offerOf(trip, key, first);
  expect(await passOffer(patient(await arrive()), { offerId: id, version })).toEqual(
    refused("not-found"),
  );
  expect(await passOffer(trip.actor, { offerId: id, version: version + 1 })).toEqual(
    refused("stale"),
  );
  granted(await passOffer(trip.actor, { offerId: id, version }));
  expect(await told(first)).toBe(before + 1);
  expect(await openFor(trip)).not.toContain(first.id);
  expect(await openFor(trip)).toContain(fifth.id);
  expect(await Promise.all(firms.map((one) => state(trip, one)))).toEqual([
    "passed",
    "offered",
    "asked",
    "asked",
    "listed",
  ]);
  expect(await passOffer(trip.actor, { offerId: id, version: version + 1 })).toEqual(
    refused("illegal"),
  );
  // A firm that is suspended meanwhile is left out, whoever is next.
  await suspend(fifth);
  const next = await offerOf(trip, key, third);
  granted(await declineOffer(third.member, { offerId: next.id, version: next.version }));
  expect(await state(trip, fifth)).toBe("listed");
  expect(await state(trip, fourth)).toBe("asked");
  expect(await openFor(trip)).not.toContain(third.id);
});

test("nobody asks, chooses or orders for somebody else, on an old page, or of a firm that is suspended", async () => {
  const trip = await opened();
  const [whose, gone] = [await firm("transfer"), await firm("transfer")];
  const stranger = patient(await arrive());
  const asking = async (one: Firm) => ({
    legId: (await leg(trip, key)).id,
    version: await versionOf(trip.id),
    services: [one.serviceId],
    consentVersion: 1,
    consentLanguage: "en" as const,
  });
  expect(await askPartners(stranger, await asking(whose))).toEqual(refused("not-found"));
  expect(await askPartners(trip.actor, { ...(await asking(whose)), version: 1 })).toEqual(
    refused("stale"),
  );
  await suspend(gone);
  expect(await askPartners(trip.actor, await asking(gone))).toEqual(refused("notOrderable"));
  expect(await openFor(trip)).toEqual([]);
  granted(await asked(trip, key, [whose]));
  expect(await askPartners(trip.actor, await asking(whose))).toEqual(refused("already"));
  granted(await offered(trip, key, whose));
  const { id, version } = await offerOf(trip, key, whose);
  expect(await acceptOffer(stranger, { offerId: id, version })).toEqual(refused("not-found"));
  const read = { offerId: id, noticeVersion: 1, noticeLanguage: "de" as const };
  expect(await readNotice(stranger, read)).toEqual(refused("not-found"));
  expect(await readNotice(trip.actor, { ...read, noticeVersion: 9 })).toEqual(refused("stale"));
  expect(await choose(trip, "own", stranger)).toEqual(refused("not-found"));
  await ask("UPDATE journey_offers SET valid_until = now() - interval '1 minute' WHERE id = $1", [
    id,
  ]);
  expect(await accept(trip, key, whose)).toEqual(refused("lapsed"));
  await ask("UPDATE journey_offers SET valid_until = now() + interval '1 day' WHERE id = $1", [id]);
  await suspend(whose);
  expect(await accept(trip, key, whose)).toEqual(refused("notOrderable"));
  expect((await leg(trip, key)).state).toBe("offered");
});

test("a leg that the patient sees to, has done or does not need lets go of whoever was asked; ordered, it stays", async () => {
  for (const choice of ["own", "not-needed", "done"] as const) {
    const trip = await opened();
    const whose = await firm("transfer");
    granted(await asked(trip, key, [whose]));
    const before = await told(whose);
    granted(await choose(trip, choice));
    expect(await state(trip, whose), choice).toBe("passed");
    expect(await told(whose)).toBe(before + 1);
    expect(await openFor(trip)).toEqual([]);
    expect((await leg(trip, key)).state).toBe(choice);
    granted(await choose(trip, choice === "done" ? "undone" : "partners"));
    expect(await leg(trip, key)).toMatchObject({ state: "open", holder: "patient" });
  }
  const trip = await opened();
  await agreed(trip, key, await firm("transfer"));
  expect(await choose(trip, "own")).toEqual(refused("illegal"));
});

test("an offer whose day is past lapses, its firm hears of it and reads nothing more; the patient is told that nobody is left", async () => {
  const trip = await opened();
  const coordinator = office(await arrive("case-coordinator"));
  const whose = await firm("transfer");
  granted(await asked(trip, key, [whose]));
  granted(await offered(trip, key, whose, { validUntil: days(2) }));
  const { id, version } = await offerOf(trip, key, whose);
  await lapse(days(1));
  expect(await state(trip, whose)).toBe("offered");
  const [firmHeard, patientHeard] = [
    await told(whose),
    await heard(trip.whose.personId, "journey-news", trip.code),
  ];
  await lapse(days(3));
  await lapse(days(3));
  expect(await state(trip, whose)).toBe("lapsed");
  expect(await told(whose)).toBe(firmHeard + 1);
  expect(await openFor(trip)).toEqual([]);
  expect(await heard(trip.whose.personId, "journey-news", trip.code)).toBe(patientHeard + 1);
  expect(await heard(coordinator.personId, "journey-stuck", trip.code)).toBe(1);
  expect(await acceptOffer(trip.actor, { offerId: id, version })).toEqual(refused("replaced"));
  expect(await declineOffer(whose.member, { offerId: id, version })).toEqual(refused("replaced"));
});

test("a question that was withdrawn or is settled is answered no more, and none by somebody without the right", async () => {
  const trip = await opened();
  const whose = await firm("transfer");
  granted(await asked(trip, key, [whose]));
  const { id, version, startsAt, endsAt } = await offerOf(trip, key, whose);
  const offer = {
    offerId: id,
    startsAt,
    endsAt,
    cents: 9000,
    currency: "EUR" as const,
    vat: "included" as const,
    included: "Auto.",
    excluded: "",
    contractWith: "",
    validUntil: days(5),
    cancellation: [],
  };
  const helper = { ...whose.member, rights: ["send-papers"] } as unknown as Firm["member"];
  expect(await makeOffer(helper, { ...offer, version })).toEqual(refused("not-found"));
  expect(await makeOffer(whose.member, { ...offer, version: version + 1 })).toEqual(
    refused("replaced"),
  );
  granted(await makeOffer(whose.member, { ...offer, version }));
  granted(await makeOffer(whose.member, { ...offer, version: version + 1, cents: 8000 }));
  granted(await choose(trip, "own"));
  const now = await offerOf(trip, key, whose);
  expect(await makeOffer(whose.member, { ...offer, version: now.version })).toEqual(
    refused("illegal"),
  );
  expect(await declineOffer(whose.member, { offerId: id, version: now.version })).toEqual(
    refused("illegal"),
  );
});

test("an order is confirmed or refused once, as it is now; refused, nothing stays open to its firm", async () => {
  const trip = await opened();
  const [whose, next] = [await firm("transfer"), await firm("transfer")];
  granted(await asked(trip, key, [whose]));
  granted(await offered(trip, key, whose));
  granted(await accept(trip, key, whose));
  const { id, version } = await orderNow(trip, key);
  const answer = (more: object = {}, by = whose) =>
    answerOrder(by.member, { orderId: id, version, does: "refuse", ...more });
  expect(await answer({ version: version + 1 })).toEqual(refused("replaced"));
  expect(await answer({}, next)).toEqual(refused("not-found"));
  granted(await answer());
  expect(await answer({ version: version + 1 })).toEqual(refused("illegal"));
  expect(await openFor(trip)).toEqual([]);
  expect(await leg(trip, key)).toMatchObject({ state: "stuck", holder: "coordinator" });
  await agreed(trip, key, next);
  expect(await confirmed(trip, key, next)).toEqual(refused("illegal"));
  const order = await orderNow(trip, key);
  const end = { orderId: order.id, fee: 0 };
  const news = await heard(trip.whose.personId, "journey-news", trip.code);
  expect(await cancelOrder(next.member, { ...end, version: 1 })).toEqual(refused("stale"));
  granted(await cancelOrder(next.member, { ...end, version: order.version }));
  expect(await heard(trip.whose.personId, "journey-news", trip.code)).toBe(news + 2);
  expect(await openFor(trip)).toEqual([]);
});

test("steps are tapped from the day before, in their order; a late one says how late, a no-show only after the time", async () => {
  const trip = await opened();
  const whose = await firm("transfer");
  await agreed(trip, key, whose);
  const { id } = await orderNow(trip, key);
  let taps = 0;
  const tap = (kind: Parameters<typeof takeStep>[1]["kind"], more: object = {}) =>
    takeStep(whose.member, { orderId: id, kind, tap: `${id}-${++taps}`, ...more });
  expect(await tap("on-the-way")).toEqual(refused("tooSoon"));
  await startsIn(id, 3);
  expect(await tap("no-show")).toEqual(refused("tooSoon"));
  expect(await tap("finished")).toEqual(refused("illegal"));
  const news = await heard(trip.whose.personId, "journey-news", trip.code);
  granted(await tap("late", { minutes: 20 }));
  expect(await heard(trip.whose.personId, "journey-news", trip.code)).toBeGreaterThan(news);
  expect(await orderNow(trip, key)).toMatchObject({ state: "confirmed" });
  granted(await tap("started"));
  granted(await tap("late", { minutes: 25 }));
  expect(await orderNow(trip, key)).toMatchObject({ state: "under-way" });
  expect(await openFor(trip)).toEqual([whose.id]);
  granted(await tap("finished", { at: days(3).toISOString() }));
  expect(await openFor(trip)).toEqual([]);
  expect(await tap("started")).toEqual(refused("illegal"));
  const steps = await ask<{ kind: string; minutes: number | null; isAhead: boolean }>(
    `SELECT kind, minutes, at > now() AS "isAhead" FROM journey_steps WHERE order_id = $1 ORDER BY saved_at`,
    [id],
  );
  expect(steps.map(({ kind, minutes }) => [kind, minutes])).toEqual([
    ["late", 20],
    ["started", null],
    ["late", 25],
    ["finished", null],
  ]);
  expect(steps.some(({ isAhead }) => isAhead)).toBe(false);
});

test("a partner answers within the shorter limit where the leg begins soon", async () => {
  const [soon, far] = [await opened({}, 2), await opened()];
  const whose = await firm("transfer");
  for (const trip of [soon, far]) granted(await asked(trip, "transfer-hospital", [whose]));
  const until = async (trip: Trip) => (await leg(trip, "transfer-hospital")).dueAt?.getTime() ?? 0;
  expect(await until(soon)).toBeLessThan(await until(far));
});
