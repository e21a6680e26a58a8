import { expect, test } from "vitest";
import { answerChange } from "@/journey/amendments/commands";
import { lapse } from "@/journey/clock/commands";
import { setMilestone } from "@/journey/milestones/commands";
import { acceptOffer } from "@/journey/offers/commands";
import { cancelOrder, takeStep } from "@/journey/orders/commands";
import { declineOffer } from "@/journey/quotes/commands";
import { sql } from "@/platform/db/sql";
import {
  accept,
  agreed,
  asked,
  confirmed,
  type Firm,
  firm,
  inDays,
  leg,
  milestone,
  move,
  notice,
  offered,
  offerOf,
  opened,
  orderNow,
  versionOf,
} from "../support/journeys";
import { arrive, ask, done, granted, one, patient } from "../support/people";

const later = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000);

test("a further partner is ordered only after the notice was read, in the command and in the database", async () => {
  const trip = await opened();
  const [car, bed] = [await firm("transfer"), await firm("lodging")];
  granted(await asked(trip, "transfer-in", [car]));
  granted(await offered(trip, "transfer-in", car));
  granted(await accept(trip, "transfer-in", car));
  granted(await asked(trip, "lodging-before", [bed]));
  granted(await offered(trip, "lodging-before", bed));
  expect(await accept(trip, "lodging-before", bed)).toEqual({ ok: false, reason: "needsNotice" });
  const offer = await offerOf(trip, "lodging-before", bed);
  await expect(
    done((tx) =>
      tx.run(sql`
        INSERT INTO journey_orders (number, leg_id, offer_id, partner_id, starts_at, ends_at, terms, cents, answer_by, ordered_by)
        SELECT 'T-FORGED00', leg_id, id, partner_id, starts_at, ends_at, content, 1, now(), ${trip.whose.personId} FROM journey_offers WHERE id = ${offer.id}`),
    ),
  ).rejects.toThrow(/notice/);
  granted(await notice(trip, "lodging-before", bed));
  granted(await accept(trip, "lodging-before", bed));
  const kept = await one<{ version: number; language: string }>(
    "SELECT version, language FROM package_notices WHERE offer_id = $1",
    [offer.id],
  );
  expect(kept).toEqual({ version: 1, language: "de" });
});

test("who does not answer loses the leg to the next in the patient's list; with nobody left the association has it", async () => {
  const trip = await opened();
  const firms = await Promise.all([1, 2, 3, 4].map(() => firm("transfer")));
  granted(await asked(trip, "transfer-in", firms));
  const states = async () =>
    Promise.all(firms.map(async (one) => (await offerOf(trip, "transfer-in", one)).state));
  expect(await states()).toEqual(["asked", "asked", "asked", "listed"]);
  const [first, second, third, fourth] = firms as [Firm, Firm, Firm, Firm];
  const { id, version } = await offerOf(trip, "transfer-in", first);
  granted(await declineOffer(first.member, { offerId: id, version }));
  expect(await states()).toEqual(["declined", "asked", "asked", "asked"]);
  await lapse(later(new Date(), 12));
  expect(await states()).toEqual(["declined", "lapsed", "lapsed", "lapsed"]);
  const stuck = await leg(trip, "transfer-in");
  expect(stuck).toMatchObject({ state: "stuck", holder: "coordinator" });
  expect(stuck.dueAt).not.toBeNull();
  expect(await asked(trip, "transfer-in", [second, third, fourth])).toMatchObject({ ok: true });
});

test("an order that nobody confirms lapses; one that is ended costs what its terms say, and nothing where the partner ends it", async () => {
  const trip = await opened();
  const [slow, next, third] = [
    await firm("transfer"),
    await firm("transfer"),
    await firm("transfer"),
  ];
  granted(await asked(trip, "transfer-in", [slow]));
  granted(await offered(trip, "transfer-in", slow));
  granted(await accept(trip, "transfer-in", slow));
  await lapse(later(new Date(), 5));
  expect(await orderNow(trip, "transfer-in")).toMatchObject({ state: "lapsed" });
  await agreed(trip, "transfer-in", next);
  const order = await orderNow(trip, "transfer-in");
  granted(await cancelOrder(trip.actor, { orderId: order.id, version: order.version, fee: 0 }));
  expect(await leg(trip, "transfer-in")).toMatchObject({ state: "open" });
  await agreed(trip, "transfer-in", third);
  const again = await orderNow(trip, "transfer-in");
  granted(await cancelOrder(third.member, { orderId: again.id, version: again.version, fee: 0 }));
  const ended = await ask<{ as: string; fee: number }>(
    `SELECT ended_as AS as, fee_cents AS fee FROM journey_orders WHERE leg_id = $1 AND state = 'cancelled' ORDER BY ordered_at`,
    [(await leg(trip, "transfer-in")).id],
  );
  expect(ended).toEqual([
    { as: "patient", fee: 0 },
    { as: "partner", fee: 0 },
  ]);
});

test("near its time, ending costs the share in the terms, and nobody pays more than was on the page", async () => {
  const trip = await opened({}, 1.5);
  const whose = await firm("transfer");
  granted(await asked(trip, "transfer-hospital", [whose]));
  granted(await offered(trip, "transfer-hospital", whose));
  granted(await accept(trip, "transfer-hospital", whose));
  granted(await confirmed(trip, "transfer-hospital", whose));
  const { id, version } = await orderNow(trip, "transfer-hospital");
  expect(await cancelOrder(trip.actor, { orderId: id, version, fee: 0 })).toEqual({
    ok: false,
    reason: "feeChanged",
  });
  granted(await cancelOrder(trip.actor, { orderId: id, version, fee: 3600 }));
  expect(await one("SELECT fee_cents FROM journey_orders WHERE id = $1", [id])).toEqual({
    fee_cents: 3600,
  });
});

test("of two who accept at once one orders; an offer taken back meanwhile is not ordered; a tap counts once", async () => {
  const trip = await opened({}, 2.5);
  const [a, b] = [await firm("transfer"), await firm("transfer")];
  granted(await asked(trip, "transfer-in", [a, b]));
  granted(await offered(trip, "transfer-in", a));
  granted(await offered(trip, "transfer-in", b));
  const [first, second] = [
    await offerOf(trip, "transfer-in", a),
    await offerOf(trip, "transfer-in", b),
  ];
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => {
      const { id, version } = at % 2 ? first : second;
      return acceptOffer(trip.actor, { offerId: id, version });
    }),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(
    await ask("SELECT 1 FROM journey_orders WHERE leg_id = $1", [
      (await leg(trip, "transfer-in")).id,
    ]),
  ).toHaveLength(1);
  granted(await asked(trip, "transfer-hospital", [a]));
  granted(await offered(trip, "transfer-hospital", a));
  const offer = await offerOf(trip, "transfer-hospital", a);
  granted(await notice(trip, "transfer-hospital", a));
  const race = await Promise.all([
    declineOffer(a.member, { offerId: offer.id, version: offer.version }),
    acceptOffer(trip.actor, { offerId: offer.id, version: offer.version }),
  ]);
  expect(race.filter(({ ok }) => ok)).toHaveLength(1);
  const { id } = await orderNow(trip, "transfer-in");
  const whose =
    (await one<{ id: string }>("SELECT partner_id AS id FROM journey_orders WHERE id = $1", [id]))
      .id === a.id
      ? a
      : b;
  granted(await confirmed(trip, "transfer-in", whose));
  const taps = await Promise.all(
    Array.from({ length: 8 }, () =>
      takeStep(whose.member, { orderId: id, kind: "on-the-way", tap: `tap-${id}` }),
    ),
  );
  expect(taps.every(({ ok }) => ok)).toBe(true);
  expect(await ask("SELECT 1 FROM journey_steps WHERE order_id = $1", [id])).toHaveLength(1);
});

test("an operation moves while a partner answers: one after the other, and nothing is lost", async () => {
  const trip = await opened();
  const whose = await firm("transfer");
  await agreed(trip, "transfer-lodging", whose);
  const operation = await milestone(trip, "operation");
  granted(await move(trip, "operation", later(operation, 2)));
  const { id } = await orderNow(trip, "transfer-lodging");
  const version = await versionOf(trip.id);
  const [answer, moved] = await Promise.all([
    answerChange(whose.member, { orderId: id, no: 1, does: "accept" }),
    setMilestone(trip.coordinator, {
      journeyId: trip.id,
      version,
      kind: "operation",
      at: later(operation, 5),
      isFixed: false,
    }),
  ]);
  // Whoever came second saw that something had changed.
  expect([answer.ok, moved.ok].filter(Boolean).length).toBeGreaterThan(0);
  const open = await ask<{ no: number }>(
    "SELECT no FROM journey_amendments WHERE order_id = $1 AND state = 'proposed'",
    [id],
  );
  const state = (await leg(trip, "transfer-lodging")).state;
  expect(open.length === 1 ? ["changing"] : ["agreed", "misfit"]).toContain(state);
});

test("dates in the wrong order, of others, or of what has happened are refused; what is another's stays open", async () => {
  const trip = await opened();
  expect(await move(trip, "operation", inDays(40))).toEqual({ ok: false, reason: "wrongOrder" });
  const stranger = patient(await arrive("patient"));
  expect(
    await setMilestone(stranger, {
      journeyId: trip.id,
      version: await versionOf(trip.id),
      kind: "arrival",
      at: inDays(50),
      isFixed: false,
    }),
  ).toEqual({ ok: false, reason: "not-found" });
  expect(
    await setMilestone(trip.coordinator, {
      journeyId: trip.id,
      version: await versionOf(trip.id),
      kind: "arrival",
      at: inDays(50),
      isFixed: false,
    }),
  ).toEqual({ ok: false, reason: "notAllowed" });
  granted(
    await setMilestone(trip.actor, {
      journeyId: trip.id,
      version: await versionOf(trip.id),
      kind: "departure",
      at: inDays(70),
      isFixed: true,
    }),
  );
  granted(await move(trip, "discharge", inDays(68)));
  expect((await milestone(trip, "departure")).getTime()).toBe(inDays(70).getTime());
});

test("a partner has no part in what was asked of another", async () => {
  const trip = await opened();
  const [whose, other] = [await firm("transfer"), await firm("transfer")];
  granted(await asked(trip, "transfer-in", [whose]));
  const { id, version } = await offerOf(trip, "transfer-in", whose);
  expect(await declineOffer(other.member, { offerId: id, version })).toEqual({
    ok: false,
    reason: "not-found",
  });
  await agreed(trip, "transfer-hospital", whose);
  const order = await orderNow(trip, "transfer-hospital");
  expect(
    await cancelOrder(other.member, { orderId: order.id, version: order.version, fee: 0 }),
  ).toEqual({ ok: false, reason: "not-found" });
});
