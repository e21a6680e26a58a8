import { expect, test } from "vitest";
import { answerChange, askForChange, offerChange } from "@/journey/amendments/commands";
import { lapse, tellOfChanges } from "@/journey/clock/commands";
import { cancelOrder, disputeOrder, takeStep } from "@/journey/orders/commands";
import { declineOffer } from "@/journey/quotes/commands";
import { workOf, workPage } from "@/journey/work/queries";
import {
  agreed,
  amendments,
  asked,
  type Firm,
  firm,
  heard,
  leg,
  milestone,
  move,
  offered,
  offerOf,
  opened,
  openFor,
  orderNow,
  startsIn,
} from "../support/journeys";
import { arrive, granted, one, patient } from "../support/people";

const later = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000);
const minutes = (at: Date, more: number) => new Date(at.getTime() + more * 60_000);
const refused = (reason: string) => ({ ok: false, reason });

async function ordered(key = "transfer-lodging", days?: number) {
  const trip = await opened({}, days);
  const whose = await firm("transfer");
  await agreed(trip, key, whose);
  return { trip, whose, order: () => orderNow(trip, key) };
}
type Scene = Awaited<ReturnType<typeof ordered>>;

/** What a side asks for: a quarter of an hour later, and from a partner another price. */
async function wish({ order }: Scene, more: object = {}) {
  const { id, version, startsAt, endsAt } = await order();
  const times = { startsAt: minutes(startsAt, 15), endsAt: minutes(endsAt, 15) };
  return { orderId: id, version, ...times, ...more };
}
const byPatient = async (scene: Scene) => askForChange(scene.trip.actor, await wish(scene));
const byPartner = async (scene: Scene, cents = 15_000) =>
  offerChange(scene.whose.member, { ...(await wish(scene)), cents });
const word = (actor: Parameters<typeof answerChange>[0], orderId: string, no: number) =>
  answerChange(actor, { orderId, no, does: "accept" });
const told = ({ member }: Firm) => heard(member.personId, "order-waiting");

test("a patient's wish is the partner's to answer: it is told, and the order keeps its times until the yes", async () => {
  const scene = await ordered();
  const { trip, whose, order } = scene;
  const before = await order();
  const count = await told(whose);
  granted(await byPatient(scene));
  expect(await told(whose)).toBe(count + 1);
  expect(await leg(trip, "transfer-lodging")).toMatchObject({
    state: "changing",
    holder: "partner",
  });
  expect(await order()).toEqual(before);
  expect((await workOf(whose.member)).toAnswer.map(({ id }) => id)).toContain(before.id);
  expect(await word(trip.actor, before.id, 1)).toEqual(refused("illegal"));
  expect(await word((await firm("transfer")).member, before.id, 1)).toEqual(refused("not-found"));
  granted(await word(whose.member, before.id, 1));
  expect(await order()).toMatchObject({
    startsAt: minutes(before.startsAt, 15),
    endsAt: minutes(before.endsAt, 15),
    cents: before.cents,
  });
  expect(await word(whose.member, before.id, 1)).toEqual(refused("replaced"));
});

test("a partner's wish, its price with it, is the patient's to answer; no stands, and the partner hears of it", async () => {
  const scene = await ordered();
  const { trip, whose, order } = scene;
  const before = await order();
  granted(await byPartner(scene));
  expect(await leg(trip, "transfer-lodging")).toMatchObject({
    state: "changing",
    holder: "patient",
  });
  expect(await word(whose.member, before.id, 1)).toEqual(refused("illegal"));
  expect(await word(patient(await arrive()), before.id, 1)).toEqual(refused("not-found"));
  const count = await told(whose);
  granted(await answerChange(trip.actor, { orderId: before.id, no: 1, does: "decline" }));
  expect(await told(whose)).toBe(count + 1);
  expect(await order()).toMatchObject({ cents: before.cents, startsAt: before.startsAt });
  granted(await byPartner(scene, 16_500));
  granted(await word(trip.actor, before.id, 2));
  expect(await order()).toMatchObject({
    cents: 16_500,
    startsAt: minutes(before.startsAt, 15),
  });
  const kept = await one<{ fee: number }>(
    "SELECT fee_cents AS fee FROM journey_amendments WHERE order_id = $1 AND no = 2",
    [before.id],
  );
  expect(kept.fee).toBe(16_500 - before.cents);
});

test("one change waits at a time: a counter-offer takes the place of the first, and nothing old is answered", async () => {
  const scene = await ordered();
  const { trip, order } = scene;
  const stale = await wish(scene);
  granted(await byPatient(scene));
  granted(await byPartner(scene));
  const now = await order();
  expect(await amendments(now)).toEqual([
    { no: 1, state: "countered", as: "patient" },
    { no: 2, state: "proposed", as: "partner" },
  ]);
  expect(await word(trip.actor, now.id, 1)).toEqual(refused("replaced"));
  granted(await word(trip.actor, now.id, 2));
  expect(await askForChange(trip.actor, stale)).toEqual(refused("stale"));
  expect(await offerChange(scene.whose.member, { ...stale, cents: 1 })).toEqual(
    refused("replaced"),
  );
});

test("what changes nothing, is another's, or comes after the order began is refused", async () => {
  const scene = await ordered("transfer-hospital", 2);
  const { trip, whose, order } = scene;
  const { id, version, startsAt, endsAt, cents } = await order();
  const same = { orderId: id, version, startsAt, endsAt };
  expect(await askForChange(trip.actor, same)).toEqual(refused("illegal"));
  expect(await offerChange(whose.member, { ...same, cents })).toEqual(refused("illegal"));
  expect(await askForChange(patient(await arrive()), await wish(scene))).toEqual(
    refused("not-found"),
  );
  const stranger = (await firm("transfer")).member;
  expect(await offerChange(stranger, { ...(await wish(scene)), cents })).toEqual(
    refused("not-found"),
  );
  granted(await byPatient(scene));
  await startsIn(id, 3);
  granted(await takeStep(whose.member, { orderId: id, kind: "on-the-way", tap: `tap-${id}` }));
  expect(await amendments({ id })).toMatchObject([{ state: "withdrawn" }]);
  expect(await byPatient(scene)).toEqual(refused("illegal"));
  expect(await byPartner(scene)).toEqual(refused("illegal"));
});

test("a change that nobody answers lapses, and the order stays; one of an order that is ended ends with it", async () => {
  const scene = await ordered();
  const { trip, whose, order } = scene;
  const before = await order();
  granted(await byPatient(scene));
  const count = await told(whose);
  await lapse(new Date());
  expect(await amendments(before)).toMatchObject([{ state: "proposed" }]);
  await lapse(later(new Date(), 12));
  expect(await amendments(before)).toMatchObject([{ state: "lapsed" }]);
  expect(await told(whose)).toBe(count + 1);
  expect(await leg(trip, "transfer-lodging")).toMatchObject({ state: "agreed" });
  expect(await order()).toMatchObject({ startsAt: before.startsAt, state: "confirmed" });
  granted(await byPatient(scene));
  const { id, version } = await order();
  granted(await cancelOrder(trip.actor, { orderId: id, version, fee: 0 }));
  expect((await amendments(before)).map(({ state }) => state)).toEqual(["lapsed", "withdrawn"]);
});

test("a move elsewhere leaves a wish waiting; a change of the rules that was told is taken back aloud", async () => {
  const scene = await ordered("transfer-hospital");
  const { trip, whose, order } = scene;
  granted(await byPatient(scene));
  granted(await move(trip, "discharge", later(await milestone(trip, "discharge"), 1)));
  expect(await amendments(await order())).toMatchObject([{ state: "proposed", as: "patient" }]);
  const other = await ordered();
  const operation = await milestone(other.trip, "operation");
  granted(await move(other.trip, "operation", later(operation, 2)));
  const count = await told(other.whose);
  await tellOfChanges(other.trip.id);
  expect(await told(other.whose)).toBe(count + 1);
  granted(await move(other.trip, "operation", operation));
  expect(await told(other.whose)).toBe(count + 2);
  expect(await amendments(await other.order())).toMatchObject([{ state: "withdrawn" }]);
  expect(await told(whose)).toBeGreaterThan(0);
});

test("a partner sees no change of the rules before it is told of it", async () => {
  const { trip, whose, order } = await ordered();
  const { id } = await order();
  granted(await move(trip, "operation", later(await milestone(trip, "operation"), 2)));
  const line = async () => {
    const { toAnswer, agreed: running } = await workOf(whose.member);
    return [...toAnswer, ...running].find((one) => one.id === id);
  };
  expect((await line())?.hasChange).toBe(false);
  expect((await workPage(whose.member, id))?.changes).toEqual([]);
  await tellOfChanges(trip.id);
  expect((await line())?.hasChange).toBe(true);
  expect((await workPage(whose.member, id))?.changes).toHaveLength(1);
});

test("whoever was told of a question is asked anew for new times, and what they had offered for the old ones is no offer", async () => {
  const trip = await opened();
  const [first, second] = [await firm("transfer"), await firm("transfer")];
  granted(await asked(trip, "transfer-lodging", [first, second]));
  granted(await offered(trip, "transfer-lodging", second));
  const before = await Promise.all([first, second].map(told));
  const olds = await Promise.all(
    [first, second].map((whose) => offerOf(trip, "transfer-lodging", whose)),
  );
  granted(await move(trip, "operation", later(await milestone(trip, "operation"), 2)));
  for (const [at, whose] of [first, second].entries()) {
    const now = await offerOf(trip, "transfer-lodging", whose);
    expect(now).toMatchObject({ state: "asked" });
    expect(now.id).not.toBe(olds[at]?.id);
    expect(now.startsAt).toEqual(later(olds[at]?.startsAt ?? new Date(), 2));
    const old = await one("SELECT state FROM journey_offers WHERE id = $1", [olds[at]?.id]);
    expect(old).toEqual({ state: "withdrawn" });
  }
  await tellOfChanges(trip.id);
  await tellOfChanges(trip.id);
  expect(await Promise.all([first, second].map(told))).toEqual(before.map((count) => count + 1));
  // Moved once more after they heard of it: asked again, and told again, once.
  const { id } = await offerOf(trip, "transfer-lodging", first);
  granted(await move(trip, "operation", later(await milestone(trip, "operation"), 2)));
  expect((await offerOf(trip, "transfer-lodging", first)).id).not.toBe(id);
});

test("beside an order that no longer fits others are asked, and asked anew when the times move once more", async () => {
  const { trip, whose, order } = await ordered();
  const other = await firm("transfer");
  const operation = await milestone(trip, "operation");
  granted(await move(trip, "operation", later(operation, 2)));
  const { id } = await order();
  expect(await asked(trip, "transfer-lodging", [other])).toEqual(refused("illegal"));
  granted(await answerChange(whose.member, { orderId: id, no: 1, does: "decline" }));
  granted(await asked(trip, "transfer-lodging", [other]));
  const before = await offerOf(trip, "transfer-lodging", other);
  granted(await move(trip, "operation", later(operation, 4)));
  expect(await offerOf(trip, "transfer-lodging", other)).toMatchObject({
    state: "asked",
    startsAt: later(before.startsAt, 2),
  });
  expect((await openFor(trip)).sort()).toEqual([whose.id, other.id].sort());
});

test("what is opened to a partner stays open while its order is disputed", async () => {
  const { trip, whose, order } = await ordered();
  const { id } = await order();
  await startsIn(id, -3);
  const { version } = await order();
  granted(await disputeOrder(trip.actor, { orderId: id, version }));
  const other = await firm("transfer");
  granted(await asked(trip, "transfer-out", [other]));
  const offer = await offerOf(trip, "transfer-out", other);
  granted(await declineOffer(other.member, { offerId: offer.id, version: offer.version }));
  expect(await openFor(trip)).toEqual([whose.id]);
});
