import { beforeAll, describe, expect, test } from "vitest";
import { withdrawConsent } from "@/accounts/consents/commands";
import { saveStep } from "@/cases/drafts/commands";
import { decideByPatient } from "@/cases/requests/commands";
import { requestCase } from "@/cases/requests/queries";
import { papersOf } from "@/documents/papers/queries";
import { studiesOf } from "@/documents/studies/queries";
import { findSuitable } from "@/opinions/assignments/commands";
import { chooseFacilities, closeToFacility } from "@/opinions/choices/commands";
import { noteOpinionOpened } from "@/opinions/deliveries/commands";
import { handIn, saveOpinion } from "@/opinions/opinions/commands";
import { opinionsOf } from "@/opinions/opinions/queries";
import { answerPlan, lapsePlans, writePlan } from "@/opinions/plans/commands";
import { acceptReferral } from "@/opinions/referrals/commands";
import { answerComment, commentOn, judgeDraft } from "@/opinions/reviews/commands";
import { signOpinion } from "@/opinions/signatures/commands";
import { takeTranslation } from "@/opinions/translations/commands";
import { planVisit } from "@/visits/appointments/commands";
import { plan } from "../../prisma/seed/demo/texts";
import {
  atChoice,
  choose,
  fullContent,
  type House,
  openHouse,
  toReading,
  translator,
} from "../support/opinions";
import { arrive, ask, granted, holder, once, one, patient, staff } from "../support/people";
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

describe("taken back or closed", () => {
  test("a request leaves nobody with something to translate, to read or to write", async () => {
    const known = await reach("read a second time", house);
    granted(await decideByPatient(known.actor, known.id, known.version, "withdraw"));
    expect(
      await ask(
        "SELECT 1 FROM assignments WHERE request_id = $1 AND state IN ('offered', 'accepted')",
        [known.id],
      ),
    ).toEqual([]);
    expect(await ask("SELECT state FROM opinions WHERE request_id = $1", [known.id])).toEqual([
      { state: "given-up" },
    ]);
  });

  test("a request that waits for a translation cancels it", async () => {
    const known = await reach("being checked", house);
    const paperId = crypto.randomUUID();
    await ask(
      "INSERT INTO request_papers (id, request_id, kind, state) VALUES ($2, $1, 'identity', 'not-had')",
      [known.id, paperId],
    );
    await ask(
      "INSERT INTO translations (request_id, paper_id, from_language, to_language) VALUES ($1, $2, 'de', 'it')",
      [known.id, paperId],
    );
    granted(await decideByPatient(known.actor, known.id, known.version, "withdraw"));
    expect(await ask("SELECT state FROM translations WHERE request_id = $1", [known.id])).toEqual([
      { state: "cancelled" },
    ]);
  });

  test("to one facility, the agreements for another stand, each end is in the record, and one receipt goes out", async () => {
    const { actor, id } = await atChoice();
    granted(await choose(actor, id, [house, other]));
    const before = await ask(
      "SELECT 1 FROM letters WHERE person_id = $1 AND kind = 'consent-receipt'",
      [actor.personId],
    );
    granted(await closeToFacility(actor, id, other.facilityId));
    const open = await ask<{ scope: string }>(
      "SELECT scope FROM consents WHERE person_id = $1 AND kind = 'facility' AND withdrawn_at IS NULL",
      [actor.personId],
    );
    expect(open).toHaveLength(3);
    for (const { scope } of open) expect(scope).toContain(`:${house.facilityId}:`);
    expect(
      await ask(
        "SELECT 1 FROM audit_entries WHERE about = $1 AND action = 'consent.withdrawn' AND detail = 'facility'",
        [actor.personId],
      ),
    ).toHaveLength(3);
    const after = await ask(
      "SELECT 1 FROM letters WHERE person_id = $1 AND kind = 'consent-receipt'",
      [actor.personId],
    );
    expect(after.length - before.length).toBe(1);
  });

  test("three facilities and nine agreements are one receipt", async () => {
    const { actor, id } = await atChoice();
    const receipts = () =>
      ask("SELECT 1 FROM letters WHERE person_id = $1 AND kind = 'consent-receipt'", [
        actor.personId,
      ]);
    const before = (await receipts()).length;
    granted(await choose(actor, id, [house, other]));
    expect((await receipts()).length - before).toBe(1);
  });

  test("by a facility that reads, nobody of it is left with the case, and a new choice begins with nothing", async () => {
    const known = await reach("judged a first time", house);
    granted(await closeToFacility(known.actor, known.id, house.facilityId));
    expect(
      await one("SELECT state, holder, facts FROM requests WHERE id = $1", [known.id]),
    ).toMatchObject({ state: "choice", holder: "patient", facts: { draft: "none" } });
    expect(
      await ask(
        "SELECT 1 FROM assignments WHERE request_id = $1 AND state IN ('offered', 'accepted')",
        [known.id],
      ),
    ).toEqual([]);
    // Another facility judges for itself: blind, and on a form of its own.
    granted(await choose(known.actor, known.id, [other]));
    await toReading(other, known.id);
    expect(await opinionsOf(other.specialist, known.id)).toEqual([]);
    expect((await requestCase(other.specialist, known.id))?.sight.isBlind).toBe(true);
  });
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

describe("a second reading", () => {
  test("is done by the reader who was named, not by any, and never by the writer", async () => {
    const own = await openHouse("san-raffaele", { capacity: 1000 });
    const known = await reach("read a second time", own);
    const stranger = staff(await arrive("second-reader", { facility: "san-raffaele" }));
    const both = staff(own.somebody.specialist as never);
    for (const actor of [stranger, { ...both, role: "second-reader" as const }])
      for (const does of ["agree", "return"] as const)
        expect(
          await judgeDraft(actor, { opinionId: known.opinionId, version: known.version, does }),
        ).toEqual(refusedAs("not-found"));
    expect(await commentOn(stranger, known.opinionId, "summary", "Hm")).toEqual(
      refusedAs("not-found"),
    );
    // Even where the data say so: whoever wrote it does not agree to it.
    await ask("UPDATE opinions SET reader_id = author_id WHERE id = $1", [known.opinionId]);
    await ask(
      "UPDATE assignments SET person_id = $2 WHERE request_id = $1 AND role = 'second-reader'",
      [known.id, own.specialist.personId],
    );
    expect(
      await judgeDraft(
        { ...both, role: "second-reader" },
        { opinionId: known.opinionId, version: known.version, does: "agree" },
      ),
    ).toEqual(refusedAs("not-found"));
  });

  test("is handed to somebody else than its writer, and to nobody where there is nobody else", async () => {
    const own = await openHouse("monzino", { capacity: 1000 });
    const known = await reach("judged a first time", own);
    await ask(
      "UPDATE role_grants SET ended_at = now() WHERE role = 'second-reader' AND facility_id = $1",
      [own.facilityId],
    );
    await ask(
      "INSERT INTO role_grants (person_id, role, facility_id) VALUES ($1, 'second-reader', $2)",
      [own.specialist.personId, own.facilityId],
    );
    granted(await saveOpinion(own.specialist, known.opinionId, known.revision, fullContent));
    expect(await handIn(own.specialist, known.opinionId, known.version)).toEqual(
      refusedAs("noReader"),
    );
  });

  test("opens to its reader what was handed in, never what is being written", async () => {
    const returned = await reach("given back to its writer", house);
    expect(await opinionsOf(house.reader, returned.id)).toEqual([]);
    const handed = await reach("read a second time", house);
    expect(await opinionsOf(house.reader, handed.id)).toHaveLength(1);
  });

  test("is agreed to when every comment is answered, and given back only with one that is not", async () => {
    const commented = await reach("commented on", house);
    const judge = (does: "agree" | "return", { opinionId, version }: typeof commented) =>
      judgeDraft(house.reader, { opinionId, version, does });
    expect(await judge("agree", commented)).toEqual(refusedAs("comments"));
    granted(await answerComment(house.specialist, commented.commentId, "Done"));
    expect(await judge("return", commented)).toEqual(refusedAs("incomplete"));
    granted(await judge("agree", commented));
  });

  test("is gone without by its writer alone, late, proven and with a reason", async () => {
    const known = await reach("read a second time", house);
    const specialist = house.somebody.specialist;
    if (!specialist) throw new Error("no specialist");
    const sign = (alone: string, version = known.version) =>
      signOpinion(house.specialist, holder(specialist), {
        opinionId: known.opinionId,
        version,
        alone,
      });
    expect(await sign("The time is over")).toEqual(refusedAs("notAgreed"));
    await ask("UPDATE requests SET entered_at = now() - interval '9 days' WHERE id = $1", [
      known.id,
    ]);
    expect(await sign("")).toEqual(refusedAs("notAgreed"));
    expect(
      await signOpinion(house.specialist, null, {
        opinionId: known.opinionId,
        version: known.version,
        alone: "The time is over",
      }),
    ).toEqual(refusedAs("needsProof"));
    expect(await sign("The time is over", known.version - 1)).toEqual(refusedAs("stale"));
    granted(await sign("The time is over"));
  });
});

test("a draft saved from an older window overwrites nothing", async () => {
  const known = await reach("given back to its writer", house);
  granted(await saveOpinion(house.specialist, known.opinionId, known.revision, { summary: "new" }));
  expect(
    await saveOpinion(house.specialist, known.opinionId, known.revision, { summary: "old" }),
  ).toEqual(refusedAs("stale"));
  const [opinion] = await opinionsOf(house.specialist, known.id);
  expect(opinion?.content.summary).toBe("new");
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
