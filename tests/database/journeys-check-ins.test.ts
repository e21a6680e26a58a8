import { expect, test } from "vitest";
import {
  answerCheckIn,
  lookAtCheckIns,
  refuseCheckIns,
  replyToCheckIn,
} from "@/journey/check-ins/commands";
import { checkInSet, checkInsAt, openedCheckIn } from "@/journey/check-ins/queries";
import type { CheckInAnswers, QuestionKey } from "@/journey/check-ins/rules";
import { signClearance } from "@/journey/clearances/commands";
import { heard, opened, type Trip, versionOf } from "../support/journeys";
import { arrive, ask, granted, holder, one, patient, staff } from "../support/people";

const refused = (reason: string) => ({ ok: false, reason });
const hours = (many: number) => new Date(Date.now() + many * 3_600_000);
const nurse = async (facility = "niguarda") => staff(await arrive("medical-triage", { facility }));

/** A patient who was discharged three days ago and was asked on the second day. */
async function askedHome(): Promise<Trip & { checkInId: string }> {
  const trip = await opened({ people: "1", visa: "not-needed" }, 3);
  await ask(
    `UPDATE journey_milestones SET certainty = CASE WHEN kind = 'discharge' THEN 'done' ELSE certainty END,
       starts_at = starts_at - interval '11 days', ends_at = ends_at - interval '11 days' WHERE journey_id = $1`,
    [trip.id],
  );
  await lookAtCheckIns(new Date());
  const { id } = await one<{ id: string }>("SELECT id FROM check_ins WHERE journey_id = $1", [
    trip.id,
  ]);
  return { ...trip, checkInId: id };
}
const answers = async (yes: readonly QuestionKey[]): Promise<CheckInAnswers> => ({
  questions: Object.fromEntries(
    (await checkInSet()).families.general.map((key) => [key, yes.includes(key) ? "yes" : "no"]),
  ),
  pain: 2,
  note: "",
});
const inList = async (
  who: Awaited<ReturnType<typeof nurse>>,
  list: "warnings" | "toCall" | "others",
  id: string,
) => (await checkInsAt(who, 48))[list].some((line) => line.id === id);

test("only whoever plans the journey answers, or says that they do not want to be asked, on the page as it is", async () => {
  const trip = await askedHome();
  const stranger = patient(await arrive());
  expect(await answerCheckIn(stranger, trip.checkInId, await answers([]))).toEqual(
    refused("not-found"),
  );
  const which = { journeyId: trip.id, version: await versionOf(trip.id) };
  expect(await refuseCheckIns(stranger, which)).toEqual(refused("not-found"));
  expect(await refuseCheckIns(trip.actor, { ...which, version: which.version + 1 })).toEqual(
    refused("stale"),
  );
  granted(await refuseCheckIns(trip.actor, which));
});

test("who is silent is reminded once, then stands on the list to be called, until somebody has", async () => {
  const trip = await askedHome();
  const who = await nurse();
  const { remindAfterHours } = await checkInSet();
  const told = () => heard(trip.whose.personId, "journey-check-in", trip.code);
  expect(await told()).toBe(1);
  await lookAtCheckIns(hours(remindAfterHours - 1));
  expect(await told()).toBe(1);
  await lookAtCheckIns(hours(remindAfterHours + 1));
  await lookAtCheckIns(hours(remindAfterHours + 2));
  expect(await told()).toBe(2);
  expect(await inList(who, "toCall", trip.checkInId)).toBe(false);
  await ask("UPDATE check_ins SET asked_at = asked_at - interval '3 days' WHERE id = $1", [
    trip.checkInId,
  ]);
  expect(await inList(who, "toCall", trip.checkInId)).toBe(true);
  expect(await inList(await nurse("san-raffaele"), "toCall", trip.checkInId)).toBe(false);
  expect(await openedCheckIn(who, trip.checkInId)).toBeNull();
  granted(await replyToCheckIn(who, trip.checkInId, "Called; nobody answered."));
  expect(await inList(who, "toCall", trip.checkInId)).toBe(false);
  expect(await replyToCheckIn(who, trip.checkInId, "Once more.")).toEqual(refused("done"));
});

test("a warning that comes after the call about a silence is a task again, with its limit", async () => {
  const trip = await askedHome();
  const [who, gone] = [await nurse(), await nurse()];
  await ask("UPDATE role_grants SET ended_at = now() WHERE id = $1", [gone.grantId]);
  granted(await replyToCheckIn(who, trip.checkInId, "Called; nobody answered."));
  granted(await answerCheckIn(trip.actor, trip.checkInId, await answers(["fever"])));
  expect(await heard(who.personId, "check-in-warning", trip.code)).toBe(1);
  expect(await heard(gone.personId, "check-in-warning", trip.code)).toBe(0);
  expect(await inList(who, "warnings", trip.checkInId)).toBe(true);
  await lookAtCheckIns(hours((await checkInSet()).answerHours + 1));
  expect(await heard(who.personId, "check-in-warning", trip.code)).toBe(2);
  granted(await replyToCheckIn(who, trip.checkInId, "Spoken; a cold."));
  expect(await inList(who, "warnings", trip.checkInId)).toBe(false);
  expect(await inList(who, "others", trip.checkInId)).toBe(true);
  // Calm answers leave what was done as it was.
  const calm = await askedHome();
  granted(await replyToCheckIn(who, calm.checkInId, "Called."));
  granted(await answerCheckIn(calm.actor, calm.checkInId, await answers([])));
  expect(await inList(who, "others", calm.checkInId)).toBe(true);
  const { isDone } = await one<{ isDone: boolean }>(
    `SELECT done_at IS NOT NULL AS "isDone" FROM check_ins WHERE id = $1`,
    [calm.checkInId],
  );
  expect(isDone).toBe(true);
});

test("nobody signs before the operation, with an old page, by a rule that is none, or in another's name", async () => {
  const trip = await opened({ people: "1", visa: "not-needed" });
  const [who, colleague] = await Promise.all(
    [1, 2].map(() => arrive("specialist", { facility: "niguarda" })),
  );
  if (!who || !colleague) throw new Error("no doctor");
  const doctor = staff(who);
  const sign = async (more: object = {}, by = doctor, proof = holder(who)) =>
    signClearance(by, proof, {
      journeyId: trip.id,
      version: await versionOf(trip.id),
      rule: "open-abdominal",
      fitOn: new Date(Date.now() + 70 * 86_400_000).toISOString().slice(0, 10),
      family: "abdomen",
      ...more,
    });
  expect(await sign()).toEqual(refused("tooSoon"));
  await ask(
    "UPDATE journey_milestones SET certainty = 'done' WHERE journey_id = $1 AND kind IN ('visa', 'arrival', 'admission', 'operation')",
    [trip.id],
  );
  expect(await sign({ version: 1 })).toEqual(refused("stale"));
  expect(await sign({ rule: "no-such-rule" })).toEqual(refused("illegal"));
  expect(await sign({}, doctor, holder(colleague))).toEqual(refused("needsProof"));
  expect(
    await sign({}, trip.coordinator, { personId: trip.coordinator.personId } as never),
  ).toEqual(refused("not-found"));
  granted(await sign());
});
