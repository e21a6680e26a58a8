import { expect, test } from "vitest";
import {
  answerCheckIn,
  lookAtCheckIns,
  refuseCheckIns,
  replyToCheckIn,
} from "@/journey/check-ins/commands";
import { checkInSet, checkInsAt, openedCheckIn, ownCheckIn } from "@/journey/check-ins/queries";
import type { CheckInAnswers, QuestionKey } from "@/journey/check-ins/rules";
import { answerForm } from "@/journey/check-ins/schema";
import { signClearance } from "@/journey/clearances/commands";
import { lapse } from "@/journey/clock/commands";
import { closeJourney } from "@/journey/journeys/commands";
import { setMilestone } from "@/journey/milestones/commands";
import { opened, type Trip, versionOf } from "../support/journeys";
import { arrive, ask, granted, holder, one, patient, staff } from "../support/people";

const day = 86_400_000;

/** A patient who was discharged so many days ago. */
async function discharged(days: number): Promise<Trip> {
  const trip = await opened({ people: "1", visa: "not-needed" }, 3);
  await ask(
    `UPDATE journey_milestones SET certainty = CASE WHEN kind IN ('arrival', 'admission', 'operation', 'discharge') THEN 'done' ELSE certainty END,
       starts_at = starts_at - ($2::int + 8) * interval '1 day', ends_at = ends_at - ($2::int + 8) * interval '1 day' WHERE journey_id = $1`,
    [trip.id, days],
  );
  return trip;
}
const asked = (trip: Trip) =>
  ask<{ id: string; day: number; hasWarning: boolean; answerBy: Date | null; lateTold: boolean }>(
    `SELECT id, day, has_warning AS "hasWarning", answer_by AS "answerBy", late_told AS "lateTold" FROM check_ins WHERE journey_id = $1 ORDER BY day`,
    [trip.id],
  );
const all = async (yes: readonly QuestionKey[]): Promise<CheckInAnswers> => ({
  questions: Object.fromEntries(
    (await checkInSet()).families.general.map((key) => [key, yes.includes(key) ? "yes" : "no"]),
  ),
  pain: 10,
  note: "Das Halsgrübchen pocht.",
});
const nurse = async () => staff(await arrive("medical-triage", { facility: "niguarda" }));
const told = async (personId: string, kind: string, code: string) =>
  (
    await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = $2 AND subject = $3", [
      personId,
      kind,
      code,
    ])
  ).length;

test("whoever is home is asked on their days, once each, and only after discharge", async () => {
  const before = await opened({ people: "1" }, 3);
  const trip = await discharged(8);
  await lookAtCheckIns(new Date());
  await lookAtCheckIns(new Date());
  expect((await asked(trip)).map((one) => one.day)).toEqual([2, 7]);
  expect(await asked(before)).toEqual([]);
  expect(await told(trip.whose.personId, "journey-check-in", trip.code)).toBe(2);
});

test("every yes on the short list goes the same way: a task within hours, the facility told at once; pain alone is none", async () => {
  const set = await checkInSet();
  const triage = await nurse();
  for (const yes of set.warnings.filter((key) => set.families.general.includes(key))) {
    const trip = await discharged(3);
    await lookAtCheckIns(new Date());
    const [first] = await asked(trip);
    const heard = await told(triage.personId, "check-in-warning", trip.code);
    granted(await answerCheckIn(trip.actor, first?.id ?? "", await all([yes])));
    const [after] = await asked(trip);
    expect(after?.hasWarning, yes).toBe(true);
    const hours = ((after?.answerBy?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(set.answerHours - 0.1);
    expect(hours).toBeLessThanOrEqual(set.answerHours);
    expect(await told(triage.personId, "check-in-warning", trip.code)).toBe(heard + 1);
  }
  const calm = await discharged(3);
  await lookAtCheckIns(new Date());
  const [quiet] = await asked(calm);
  granted(
    await answerCheckIn(calm.actor, quiet?.id ?? "", await all(["medicines", "home-doctor"])),
  );
  expect((await asked(calm))[0]).toMatchObject({ hasWarning: false, answerBy: null });
});

test("a warning that nobody answers in time is told to the association, once; the answer reaches the patient", async () => {
  const trip = await discharged(3);
  const office = await arrive("case-coordinator");
  const triage = await nurse();
  await lookAtCheckIns(new Date());
  const [first] = await asked(trip);
  const id = first?.id ?? "";
  granted(await answerCheckIn(trip.actor, id, await all(["fever"])));
  expect(await answerCheckIn(trip.actor, id, await all([]))).toEqual({ ok: false, reason: "done" });
  const later = new Date(Date.now() + 5 * 3_600_000);
  await lookAtCheckIns(later);
  await lookAtCheckIns(later);
  expect(await told(office.personId, "journey-stuck", trip.code)).toBe(1);
  expect((await checkInsAt(triage, 48)).warnings.map((line) => line.id)).toContain(id);
  const seen = await openedCheckIn(triage, id);
  expect(seen?.answers?.note).toContain("Halsgrübchen");
  const stranger = staff(await arrive("medical-triage", { facility: "san-raffaele" }));
  expect(await openedCheckIn(stranger, id)).toBeNull();
  expect(await replyToCheckIn(stranger, id, "x")).toEqual({ ok: false, reason: "not-found" });
  granted(await replyToCheckIn(triage, id, "Spoken by telephone; the wound is dry."));
  const own = await ownCheckIn(trip.actor, trip.code, 2);
  expect(own?.reply).toBe("Spoken by telephone; the wound is dry.");
  expect(await ownCheckIn(patient(await arrive()), trip.code, 2)).toBeNull();
  const entries = await ask<{ action: string }>(
    "SELECT action FROM audit_entries WHERE about = $1 AND action LIKE 'check-in.%' ORDER BY id",
    [trip.whose.personId],
  );
  expect(entries.map(({ action }) => action)).toEqual([
    "check-in.answered",
    "check-in.late",
    "check-in.opened",
    "check-in.done",
  ]);
});

test("a form with a question left out is refused beside it, and nothing is kept", async () => {
  const set = await checkInSet();
  const form = answerForm(set.families.general, 2);
  const whole = Object.fromEntries(set.families.general.map((key) => [key, "no"]));
  const id = "00000000-0000-4000-8000-000000000000";
  expect(form.safeParse({ ...whole, checkInId: id, pain: "3" }).success).toBe(true);
  for (const wrong of [
    { ...whole, checkInId: id, pain: "11" },
    { ...whole, checkInId: id, pain: "" },
    { ...whole, checkInId: id, pain: "3", fever: "maybe" },
    { ...whole, checkInId: id, pain: "3", fever: undefined },
    { ...whole, checkInId: id, pain: "3", note: "x".repeat(2001) },
  ])
    expect(form.safeParse(wrong).success).toBe(false);
  expect(
    answerForm(set.families.general, 30).safeParse({ ...whole, checkInId: id, pain: "3" }).success,
  ).toBe(false);
});

test("from which day somebody may fly is signed by a doctor of the facility with a fresh proof, once, and then no form moves it", async () => {
  const trip = await discharged(1);
  const who = await arrive("specialist", { facility: "niguarda" });
  const doctor = staff(who);
  const fitOn = new Date(Date.now() + 12 * day).toISOString().slice(0, 10);
  const signing = async () => ({
    journeyId: trip.id,
    version: await versionOf(trip.id),
    rule: "open-abdominal",
    fitOn,
    family: "abdomen" as const,
  });
  expect(await signClearance(doctor, null, await signing())).toEqual({
    ok: false,
    reason: "needsProof",
  });
  const other = await arrive("specialist", { facility: "san-raffaele" });
  expect(await signClearance(staff(other), holder(other), await signing())).toEqual({
    ok: false,
    reason: "not-found",
  });
  expect(
    await signClearance(doctor, holder(who), { ...(await signing()), fitOn: "2020-01-01" }),
  ).toEqual({ ok: false, reason: "wrongOrder" });
  granted(await signClearance(doctor, holder(who), await signing()));
  const fixed = await one<{ certainty: string }>(
    "SELECT certainty FROM journey_milestones WHERE journey_id = $1 AND kind = 'fit-to-fly'",
    [trip.id],
  );
  expect(fixed.certainty).toBe("fixed");
  expect(await signClearance(doctor, holder(who), await signing())).toEqual({
    ok: false,
    reason: "done",
  });
  expect(
    await setMilestone(trip.coordinator, {
      journeyId: trip.id,
      version: await versionOf(trip.id),
      kind: "fit-to-fly",
      at: new Date(Date.now() + 2 * day),
      isFixed: true,
    }),
  ).toEqual({ ok: false, reason: "done" });
});

test("no journey closes without news after thirty days or a recorded refusal", async () => {
  const trip = await discharged(40);
  await ask(
    "UPDATE journey_milestones SET certainty = 'done' WHERE journey_id = $1 AND kind = 'home'",
    [trip.id],
  );
  const close = async () =>
    closeJourney(trip.coordinator, { journeyId: trip.id, version: await versionOf(trip.id) });
  expect(await close()).toEqual({ ok: false, reason: "needsNews" });
  granted(
    await refuseCheckIns(trip.actor, { journeyId: trip.id, version: await versionOf(trip.id) }),
  );
  await lookAtCheckIns(new Date());
  expect(await asked(trip)).toEqual([]);
  granted(await close());
  const held = await ask(
    "SELECT 1 FROM journey_legs WHERE journey_id = $1 AND holder IS NOT NULL",
    [trip.id],
  );
  expect(held).toEqual([]);
});

test("what nobody can see to any more is in nobody's hands", async () => {
  const trip = await opened({ people: "1", visa: "not-needed" }, 3);
  await ask(
    "UPDATE journey_legs SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE journey_id = $1 AND key = 'outbound'",
    [trip.id],
  );
  await lapse(new Date());
  const legs = await ask<{ key: string; state: string; holder: string | null }>(
    "SELECT key, state, holder FROM journey_legs WHERE journey_id = $1 AND key IN ('outbound', 'return') ORDER BY key",
    [trip.id],
  );
  expect(legs).toEqual([
    { key: "outbound", state: "past", holder: null },
    { key: "return", state: "own", holder: "patient" },
  ]);
});
