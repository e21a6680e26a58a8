import { expect, test } from "vitest";
import { boardCounts, boardOf, scorecards } from "@/journey/boards/queries";
import { changeFeed } from "@/journey/calendars/commands";
import { feedBy, feedOf } from "@/journey/calendars/queries";
import { toClear } from "@/journey/clearances/queries";
import { sayHappened, setMilestone } from "@/journey/milestones/commands";
import { cancelOrder, takeStep } from "@/journey/orders/commands";
import { movePreview } from "@/journey/previews/queries";
import type { MilestoneKind } from "@/journey/templates/rules";
import { workOf, workPage } from "@/journey/work/queries";
import {
  agreed,
  asked,
  firm,
  inDays,
  leg,
  milestone,
  offerOf,
  opened,
  orderNow,
  startsIn,
  type Trip,
  versionOf,
} from "../support/journeys";
import { arrive, ask, granted, office, patient, staff } from "../support/people";

const refused = (reason: string) => ({ ok: false, reason });
const boss = async () => office(await arrive("case-coordinator"));

test("a calendar's address is made and ended by whoever plans the journey, and an ended one opens nothing", async () => {
  const trip = await opened();
  const change = (does: "make" | "end", by = trip.actor) =>
    changeFeed(by, { journeyId: trip.id, does, language: "en" });
  expect(await feedOf(trip.actor, trip.id)).toBeNull();
  const stranger = patient(await arrive());
  expect(await change("make", stranger)).toEqual(refused("not-found"));
  granted(await change("make"));
  const first = (await feedOf(trip.actor, trip.id)) ?? "";
  expect(await feedOf(stranger, trip.id)).toBeNull();
  expect((await feedBy(first))?.code).toBe(trip.code);
  granted(await change("make"));
  expect(await feedBy(first)).toBeNull();
  const second = (await feedOf(trip.actor, trip.id)) ?? "";
  expect(await feedBy(second)).not.toBeNull();
  granted(await change("end"));
  expect(await feedBy(second)).toBeNull();
  expect(await feedBy("nonsense")).toBeNull();
});

test("a calendar holds what somebody said and what was agreed; each change counts up, also an end and a new beginning", async () => {
  const trip = await opened();
  granted(await changeFeed(trip.actor, { journeyId: trip.id, does: "make", language: "en" }));
  const token = (await feedOf(trip.actor, trip.id)) ?? "";
  const events = async () => (await feedBy(token))?.events ?? [];
  const transfer = async () => (await events()).filter(({ uid }) => uid.startsWith("leg-"));
  // Arrival and departure follow from the rules so far: nobody has said them.
  expect((await events()).map(({ title }) => title)).toEqual(["appointment", "appointment"]);
  const [first, second] = [await firm("transfer"), await firm("transfer")];
  await agreed(trip, "transfer-in", first);
  const [before] = await transfer();
  expect(before).toMatchObject({ title: "transfer", sequence: 0, isCancelled: false });
  const { id, version } = await orderNow(trip, "transfer-in");
  granted(await cancelOrder(trip.actor, { orderId: id, version, fee: 0 }));
  expect(await transfer()).toMatchObject([{ uid: before?.uid, sequence: 1, isCancelled: true }]);
  await agreed(trip, "transfer-in", second);
  expect(await transfer()).toMatchObject([{ uid: before?.uid, sequence: 2, isCancelled: false }]);
});

test("what happens is said one after the other, by whose it is; an hour's difference moves nothing", async () => {
  const trip = await opened({ people: "1", visa: "not-needed" }, 2);
  const say = async (kind: MilestoneKind, who: Parameters<typeof sayHappened>[0] = trip.actor) =>
    sayHappened(who, { journeyId: trip.id, version: await versionOf(trip.id), kind });
  const at = await milestone(trip, "arrival");
  expect(await say("home")).toEqual(refused("illegal"));
  expect(await say("arrival", trip.coordinator)).toEqual(refused("notAllowed"));
  expect(await say("arrival", patient(await arrive()))).toEqual(refused("not-found"));
  expect(
    await sayHappened(trip.actor, { journeyId: trip.id, version: 1, kind: "arrival" }),
  ).toEqual(refused("stale"));
  expect(await ask("SELECT 1 FROM journey_changes WHERE journey_id = $1", [trip.id])).toEqual([]);
  granted(await say("arrival"));
  expect(await milestone(trip, "arrival")).toEqual(at);
  expect(await ask("SELECT 1 FROM journey_changes WHERE journey_id = $1", [trip.id])).toEqual([]);
  expect(await say("arrival")).toEqual(refused("done"));
  expect(await say("operation", trip.coordinator)).toEqual(refused("illegal"));
  // Nothing is put before what has happened.
  const admission = {
    journeyId: trip.id,
    version: await versionOf(trip.id),
    kind: "admission" as const,
    at: new Date(at.getTime() - 3_600_000),
    isFixed: false,
  };
  expect(await setMilestone(trip.coordinator, admission)).toEqual(refused("wrongOrder"));
  granted(await say("admission", trip.coordinator));
  expect(Math.abs((await milestone(trip, "admission")).getTime() - Date.now())).toBeLessThan(
    60_000,
  );
});

test("a preview changes nothing, and shows a journey to nobody who does not read it", async () => {
  const trip = await opened();
  const kept = () =>
    ask(
      "SELECT kind, starts_at, certainty FROM journey_milestones WHERE journey_id = $1 ORDER BY kind",
      [trip.id],
    );
  const before = await kept();
  const version = await versionOf(trip.id);
  const shown = await movePreview(trip.coordinator, trip.code, "operation", inDays(63));
  expect(shown?.moves[0]?.kind).toBe("operation");
  expect(await kept()).toEqual(before);
  expect(await versionOf(trip.id)).toBe(version);
  const stranger = patient(await arrive());
  expect(await movePreview(stranger, trip.code, "operation", inDays(63))).toBeNull();
});

test("the board holds what is due, by who has it: what is agreed is due to nobody, what is late is late", async () => {
  const coordinator = await boss();
  const on = async (filter: Parameters<typeof boardOf>[1], trip: Trip) => {
    const { total, lines } = await boardOf(coordinator, filter, 1, 1000);
    expect((await boardCounts(coordinator))[filter]).toBe(total);
    return lines.find(({ code }) => code === trip.code);
  };
  const trip = await opened({ people: "1", visa: "not-needed" });
  await ask(
    "UPDATE journey_legs SET state = 'not-needed', holder = NULL, due_at = NULL WHERE journey_id = $1 AND key <> 'transfer-in'",
    [trip.id],
  );
  const whose = await firm("transfer");
  expect(await on("patient", trip)).toMatchObject({ leg: "transfer-in", isLate: false });
  granted(await asked(trip, "transfer-in", [whose]));
  await ask(
    "UPDATE journey_legs SET state = 'not-needed', holder = NULL, due_at = NULL WHERE journey_id = $1 AND key <> 'transfer-in'",
    [trip.id],
  );
  expect(await on("partner", trip)).toMatchObject({ leg: "transfer-in", legState: "asked" });
  expect(await on("patient", trip)).toBeUndefined();
  expect(await on("late", trip)).toBeUndefined();
  await ask("UPDATE journey_legs SET due_at = now() - interval '1 hour' WHERE id = $1", [
    (await leg(trip, "transfer-in")).id,
  ]);
  expect(await on("late", trip)).toMatchObject({ holder: "partner", isLate: true });
  await ask("UPDATE journey_legs SET state = 'agreed' WHERE id = $1", [
    (await leg(trip, "transfer-in")).id,
  ]);
  expect(await on("late", trip)).toBeUndefined();
  expect(await on("partner", trip)).toBeUndefined();
  expect(await on("all", trip)).toMatchObject({ leg: null, holder: null, phase: "planning" });
  for (const other of [trip.actor, trip.coordinator, whose.member]) {
    expect(await boardOf(other, "all", 1, 10)).toEqual({ total: 0, lines: [] });
    expect((await boardCounts(other)).all).toBe(0);
    expect(await scorecards(other, 15)).toEqual([]);
  }
});

test("a scorecard counts real trips: in time is at the door within the minutes, late and never are not", async () => {
  const trip = await opened();
  const whose = await firm("transfer");
  const legs = ["transfer-in", "transfer-hospital", "transfer-lodging", "transfer-out"] as const;
  for (const key of legs) await agreed(trip, key, whose);
  const tap = async (key: (typeof legs)[number], minutes: number | null) => {
    const { id } = await orderNow(trip, key);
    await startsIn(id, -2);
    const { startsAt } = await orderNow(trip, key);
    const step = (kind: "arrived" | "finished" | "no-show", at: Date) =>
      takeStep(whose.member, { orderId: id, kind, tap: `${kind}-${id}`, at: at.toISOString() });
    if (minutes === null) return granted(await step("no-show", startsAt));
    granted(await step("arrived", new Date(startsAt.getTime() + minutes * 60_000)));
    return granted(await step("finished", new Date()));
  };
  await tap("transfer-in", 10);
  await tap("transfer-hospital", 40);
  await tap("transfer-lodging", 5);
  await tap("transfer-out", null);
  const card = (await scorecards(await boss(), 15)).find(({ partnerId }) => partnerId === whose.id);
  expect(card).toMatchObject({ asked: 4, answered: 4, accepted: 4, trips: 4, onTime: 2 });
});

test("a firm reads its own work alone, and nothing of a list on which it only stands", async () => {
  const trip = await opened();
  const firms = await Promise.all([1, 2, 3, 4].map(() => firm("transfer")));
  granted(await asked(trip, "transfer-in", firms));
  const last = firms.at(-1);
  if (!last) throw new Error("no firm");
  const listed = await offerOf(trip, "transfer-in", last);
  expect(listed.state).toBe("listed");
  expect(await workPage(last.member, listed.id)).toBeNull();
  expect((await workOf(last.member)).toAnswer).toEqual([]);
  const [first] = firms;
  if (!first) throw new Error("no firm");
  const other = await opened();
  await agreed(other, "transfer-in", first);
  const { id } = await orderNow(other, "transfer-in");
  expect((await workOf(first.member)).agreed.map((line) => line.id)).toEqual([id]);
  expect((await workOf(last.member)).agreed).toEqual([]);
  expect(await workPage(last.member, id)).toBeNull();
});

test("a doctor signs for patients of their own house, and only after the operation", async () => {
  const trip = await opened({ people: "1", visa: "not-needed" });
  const [own, strange] = await Promise.all(
    ["niguarda", "san-raffaele"].map(async (facility) =>
      staff(await arrive("specialist", { facility })),
    ),
  );
  if (!own || !strange) throw new Error("no doctor");
  const listed = async (who: typeof own) =>
    (await toClear(who)).some(({ code }) => code === trip.code);
  expect(await listed(own)).toBe(false);
  await ask(
    "UPDATE journey_milestones SET certainty = 'done' WHERE journey_id = $1 AND kind = 'operation'",
    [trip.id],
  );
  expect(await listed(own)).toBe(true);
  expect(await listed(strange)).toBe(false);
  expect(await toClear(trip.coordinator)).toEqual([]);
});
