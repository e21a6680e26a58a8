import { expect, test } from "vitest";
import { answerChange } from "@/journey/amendments/commands";
import { tellOfChanges } from "@/journey/clock/commands";
import { sql } from "@/platform/db/sql";
import {
  accept,
  agreed,
  asked,
  confirmed,
  firm,
  leg,
  milestone,
  move,
  offered,
  offerOf,
  opened,
  orderNow,
} from "../support/journeys";
import { ask, done, granted, one } from "../support/people";

const later = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000);

test("from the question to the yes: each step says who has the leg and until when", async () => {
  const trip = await opened();
  const [first, second] = [
    await firm("transfer", { features: ["wheelchair"] }),
    await firm("transfer"),
  ];
  expect(await leg(trip, "transfer-in")).toMatchObject({ state: "open", holder: "patient" });
  granted(await asked(trip, "transfer-in", [first, second]));
  const waiting = await leg(trip, "transfer-in");
  expect(waiting).toMatchObject({ state: "asked", holder: "partner" });
  expect(waiting.dueAt?.getTime()).toBeGreaterThan(Date.now());
  granted(await offered(trip, "transfer-in", first));
  expect(await leg(trip, "transfer-in")).toMatchObject({ state: "offered", holder: "patient" });
  granted(await accept(trip, "transfer-in", first));
  expect(await leg(trip, "transfer-in")).toMatchObject({ state: "ordered", holder: "partner" });
  expect((await offerOf(trip, "transfer-in", second)).state).toBe("ended");
  granted(await confirmed(trip, "transfer-in", first));
  expect(await leg(trip, "transfer-in")).toMatchObject({ state: "agreed", holder: "partner" });
  // What was opened to the one who was not chosen is closed again.
  const open = await ask<{ scope: string }>(
    "SELECT scope FROM consents WHERE person_id = $1 AND kind = 'journey' AND withdrawn_at IS NULL",
    [trip.whose.personId],
  );
  expect(open.map(({ scope }) => scope).sort()).toEqual(
    [`${trip.code}:facility`, `${trip.code}:partner:${first.id}`].sort(),
  );
});

test("an operation two days later asks exactly the legs that no longer fit, and changes nothing that was agreed", async () => {
  const trip = await opened();
  const [before, after] = [await firm("transfer"), await firm("transfer")];
  await agreed(trip, "transfer-hospital", before);
  await agreed(trip, "transfer-lodging", after);
  const kept = await orderNow(trip, "transfer-lodging");
  const operation = await milestone(trip, "operation");
  granted(await move(trip, "operation", later(operation, 2)));
  expect(await leg(trip, "transfer-hospital")).toMatchObject({ state: "agreed" });
  expect(await leg(trip, "transfer-lodging")).toMatchObject({
    state: "changing",
    holder: "partner",
  });
  expect(await orderNow(trip, "transfer-lodging")).toEqual(kept);
  const [change] = await ask<{ effects: { leg: string; does: string }[] }>(
    "SELECT effects FROM journey_changes WHERE journey_id = $1",
    [trip.id],
  );
  expect(change?.effects.map(({ leg, does }) => `${leg} ${does}`)).toEqual([
    "transfer-lodging propose",
  ]);
  granted(await answerChange(after.member, { orderId: kept.id, no: 1, does: "accept" }));
  const moved = await orderNow(trip, "transfer-lodging");
  expect(moved.startsAt).toEqual(later(kept.startsAt, 2));
  expect(await leg(trip, "transfer-lodging")).toMatchObject({ state: "agreed" });
  // The database lets nothing of an order be changed in another way.
  await expect(
    done((tx) =>
      tx.run(
        sql`UPDATE journey_orders SET starts_at = starts_at - interval '1 hour' WHERE id = ${kept.id}`,
      ),
    ),
  ).rejects.toThrow(/accepted amendment/);
  await expect(
    done((tx) => tx.run(sql`UPDATE journey_orders SET terms = '{}'::jsonb WHERE id = ${kept.id}`)),
  ).rejects.toThrow(/terms of an order/);
});

test("a move and back before anybody was told leaves no trace with the partner; told, it is taken back once", async () => {
  const trip = await opened();
  const whose = await firm("transfer");
  await agreed(trip, "transfer-lodging", whose);
  const told = async () =>
    (
      await one<{ n: number }>(
        "SELECT count(*)::int AS n FROM notices WHERE person_id = $1 AND kind = 'order-waiting'",
        [whose.member.personId],
      )
    ).n;
  const before = await told();
  const operation = await milestone(trip, "operation");
  granted(await move(trip, "operation", later(operation, 2)));
  granted(await move(trip, "operation", operation));
  await tellOfChanges(trip.id);
  expect(await told()).toBe(before);
  expect(await leg(trip, "transfer-lodging")).toMatchObject({ state: "agreed" });
  granted(await move(trip, "operation", later(operation, 2)));
  await tellOfChanges(trip.id);
  await tellOfChanges(trip.id);
  expect(await told()).toBe(before + 1);
});

test("a second move replaces the change that waits, and an answer to the old one is told so", async () => {
  const trip = await opened();
  const whose = await firm("transfer");
  await agreed(trip, "transfer-lodging", whose);
  const operation = await milestone(trip, "operation");
  granted(await move(trip, "operation", later(operation, 2)));
  granted(await move(trip, "operation", later(operation, 4)));
  const order = await orderNow(trip, "transfer-lodging");
  expect(await answerChange(whose.member, { orderId: order.id, no: 1, does: "accept" })).toEqual({
    ok: false,
    reason: "replaced",
  });
  granted(await answerChange(whose.member, { orderId: order.id, no: 2, does: "decline" }));
  // It stays agreed as it was, does not fit, and the patient is asked what to do.
  expect(await leg(trip, "transfer-lodging")).toMatchObject({ state: "misfit", holder: "patient" });
  expect((await orderNow(trip, "transfer-lodging")).startsAt).toEqual(order.startsAt);
});
