import { beforeAll, describe, expect, test } from "vitest";
import { withdrawConsent } from "@/accounts/consents/commands";
import { saveStep } from "@/cases/drafts/commands";
import { requestCase } from "@/cases/requests/queries";
import { papersOf } from "@/documents/papers/queries";
import { studiesOf } from "@/documents/studies/queries";
import { findSuitable } from "@/opinions/assignments/commands";
import { chooseFacilities } from "@/opinions/choices/commands";
import { noteOpinionOpened } from "@/opinions/deliveries/commands";
import { opinionsOf } from "@/opinions/opinions/queries";
import { answerPlan, lapsePlans, writePlan } from "@/opinions/plans/commands";
import { acceptReferral } from "@/opinions/referrals/commands";
import { judgeDraft } from "@/opinions/reviews/commands";
import { takeTranslation } from "@/opinions/translations/commands";
import { planVisit } from "@/visits/appointments/commands";
import { plan } from "../../prisma/seed/demo/texts";
import { atChoice, type House, openHouse, translator } from "../support/opinions";
import { arrive, ask, granted, once, one, patient } from "../support/people";
import { type Place, places, reach } from "../support/places";
import { days, noticesOf, since, versionOf } from "../support/requests";
import { tick } from "../support/rounds";

let house: House;
let other: House;
beforeAll(async () => {
  [house, other] = await Promise.all([
    openHouse("niguarda", { capacity: 1000 }),
    openHouse("ieo", { capacity: 1000 }),
  ]);
});
const refusedAs = (reason: string) => ({ ok: false, reason });

describe("whoever gets a case is told", () => {
  const notices: Record<string, string> = {
    "case-coordinator": "request-waiting-you",
    translator: "translation-waiting",
    "facility-coordinator": "case-waiting",
    "medical-triage": "case-waiting",
    specialist: "case-waiting",
    "second-reader": "case-waiting",
  };
  const quick: readonly Place[] = places.filter(
    (place) => !["draft", "sent", "waiting for a choice", "with the association"].includes(place),
  );

  test.each(quick)("where it is %s", async (place) => {
    const known = await reach(place, house);
    const { holder: role } = await one<{ holder: string }>(
      "SELECT holder FROM requests WHERE id = $1",
      [known.id],
    );
    if (role === "nobody" || role === "system") return;
    const people: Record<string, string | undefined> = {
      patient: known.actor.personId,
      "facility-coordinator": house.coordinator.personId,
      "medical-triage": house.triage.personId,
      specialist: house.specialist.personId,
      "second-reader": house.reader.personId,
    };
    const personId = people[role];
    if (!personId) return;
    const kind = role === "patient" ? "request-moved" : (notices[role] ?? "");
    expect(await noticesOf(personId, kind, known.id), `${role} of ${place}`).toBeGreaterThan(0);
  });
});

test("a draft that is changed is reminded of anew", async () => {
  const draft = await since("draft");
  await tick(days(2));
  expect(await draft.reminded()).toBe(1);
  granted(await saveStep(patient(draft.whose), draft.id, "story", { story: "More of it" }));
  await ask("UPDATE requests SET entered_at = $2 WHERE id = $1", [draft.id, days(2)]);
  await tick(days(3));
  expect(await draft.reminded()).toBe(1);
  await tick(days(4));
  expect(await draft.reminded()).toBe(2);
});

test("a facility whose fee or days have changed since is not chosen at the old ones", async () => {
  const { actor, id } = await atChoice();
  await ask("UPDATE opinion_terms SET days = 4 WHERE facility_id = $1", [other.facilityId]);
  const choice = async () =>
    chooseFacilities(actor, once(crypto.randomUUID()), {
      requestId: id,
      version: await versionOf(id),
      choices: [{ facilityId: other.facilityId, place: 1, groups: ["story"] }],
      language: "en",
    });
  expect(await choice()).toEqual(refusedAs("changedFee"));
  await ask("UPDATE opinion_terms SET days = 5, fee_cents = fee_cents + 1 WHERE facility_id = $1", [
    other.facilityId,
  ]);
  expect(await choice()).toEqual(refusedAs("changedFee"));
  await ask("UPDATE opinion_terms SET fee_cents = fee_cents - 1 WHERE facility_id = $1", [
    other.facilityId,
  ]);
  granted(await choice());
});

describe("colleagues", () => {
  test("are named from one's own facility and in the role they are named for", async () => {
    const offered = await reach("offered to a facility", house);
    for (const person of [other.triage, house.specialist])
      expect(
        await acceptReferral(house.coordinator, offered.id, offered.version, person.personId),
      ).toEqual(refusedAs("noTriage"));
    const triage = await reach("with the facility's doctor", house);
    for (const person of [other.specialist, house.reader])
      expect(
        await findSuitable(house.triage, {
          requestId: triage.id,
          version: triage.version,
          specialist: person.personId,
          reader: "single",
          summary: "A person",
        }),
      ).toEqual(refusedAs("noSpecialist"));
  });
});

test("what staff opens is not in the patient's hands", async () => {
  const known = await reach("delivered", house);
  const openedAt = async () =>
    (
      await one<{ openedAt: Date | null }>(
        `SELECT opened_at AS "openedAt" FROM opinions WHERE id = $1`,
        [known.opinionId],
      )
    ).openedAt;
  const [opinion] = await opinionsOf(house.specialist, known.id);
  if (!opinion) throw new Error("no opinion");
  for (const actor of [house.specialist, house.coordinator])
    await noteOpinionOpened(actor, opinion, known.actor.personId);
  expect(await openedAt()).toBeNull();
  await noteOpinionOpened(known.actor, opinion, known.actor.personId);
  expect(await openedAt()).not.toBeNull();
});

test("nobody translates for a patient who does not agree to translators", async () => {
  const known = await reach("waiting for a translator", house);
  granted(await withdrawConsent(known.actor, known.actor.personId, "linguists"));
  expect(
    await takeTranslation(translator(await arrive("translator")), known.translationId),
  ).toEqual(refusedAs("stale"));
});

describe("a plan", () => {
  test("past its day is not accepted, before and after it has lapsed", async () => {
    const known = await reach("waiting for an answer to a plan", house);
    await ask(
      "UPDATE care_plans SET valid_until = (now() AT TIME ZONE 'Europe/Rome')::date - 1 WHERE id = $1",
      [known.planId],
    );
    expect(await answerPlan(known.actor, known.planId, "accept", "")).toEqual(refusedAs("lapsed"));
    await lapsePlans(new Date());
    expect(await answerPlan(known.actor, known.planId, "accept", "")).toEqual(refusedAs("stale"));
    expect(await one("SELECT holder, facts FROM requests WHERE id = $1", [known.id])).toMatchObject(
      { holder: "patient", facts: { plan: "lapsed" } },
    );
  });

  test("is asked about with a question, and sent whole and over no newer draft", async () => {
    const known = await reach("waiting for an answer to a plan", house);
    expect(await answerPlan(known.actor, known.planId, "ask", "")).toEqual(refusedAs("incomplete"));
    const asked = await reach("waiting for a plan", house);
    const write = (does: "save" | "send", revision: number, texts = plan.texts) =>
      writePlan(house.coordinator, {
        requestId: asked.id,
        version: asked.version,
        revision,
        does,
        plan: { ...plan, texts },
      });
    granted(await write("save", 0, { steps: "One" }));
    expect(await write("save", 0)).toEqual(refusedAs("stale"));
    expect(await write("send", 1, { steps: "One" })).toEqual(refusedAs("missingFields"));
    granted(await write("send", 1));
  });

  test("keeps its case open for as long as it is valid", async () => {
    const known = await reach("waiting for an answer to a plan", house);
    await tick(new Date(Date.now() + 20 * 86_400_000));
    expect(await one("SELECT state FROM requests WHERE id = $1", [known.id])).toEqual({
      state: "delivered",
    });
  });
});

test("a visit is set for a time ahead", async () => {
  const known = await reach("waiting for the time of a visit", house);
  const at = (milliseconds: number) =>
    planVisit(
      house.coordinator,
      known.id,
      known.version,
      new Date(Date.now() + milliseconds),
      false,
    );
  expect(await at(-60_000)).toEqual(refusedAs("illegal"));
  granted(await at(3_600_000));
});

test("a facility sees what its groups cover: without images none, without reports no paper", async () => {
  const { actor, id } = await atChoice();
  granted(
    await chooseFacilities(actor, once(crypto.randomUUID()), {
      requestId: id,
      version: await versionOf(id),
      choices: [{ facilityId: house.facilityId, place: 1, groups: ["story"] }],
      language: "en",
    }),
  );
  const request = await requestCase(house.coordinator, id);
  if (!request) throw new Error("not seen");
  expect(request.sight.groups).toEqual(["story"]);
  expect(await papersOf(house.coordinator, request)).toEqual([]);
  expect(await studiesOf(house.coordinator, request, false)).toEqual([]);
});

test("of what passes between those who work on it the patient gets no notice; of a visit's time and of their own turn they do", async () => {
  const told = (known: { actor: { personId: string }; id: string }) =>
    noticesOf(known.actor.personId, "request-moved", known.id);
  const second = await reach("read a second time", house);
  const before = await told(second);
  granted(
    await judgeDraft(house.reader, {
      opinionId: second.opinionId,
      version: second.version,
      does: "agree",
    }),
  );
  expect(await told(second)).toBe(before);
  const visit = await reach("waiting for the time of a visit", house);
  const asked = await told(visit);
  for (const hours of [1, 2]) {
    const at = new Date(Date.now() + hours * 3_600_000);
    granted(await planVisit(house.coordinator, visit.id, await versionOf(visit.id), at, false));
    expect((await told(visit)) - asked).toBe(hours);
  }
});
