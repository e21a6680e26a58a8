import { beforeAll, describe, expect, test } from "vitest";
import { requestCase } from "@/cases/requests/queries";
import { acceptOffer, declineOffer, findNotSuitable } from "@/opinions/assignments/commands";
import { offeredTo } from "@/opinions/assignments/queries";
import { closeToFacility } from "@/opinions/choices/commands";
import { askPatient, endWaiting } from "@/opinions/inquiries/commands";
import { judgeFirst, saveOpinion } from "@/opinions/opinions/commands";
import { askForPlan } from "@/opinions/plans/commands";
import { declineReferral } from "@/opinions/referrals/commands";
import { openedCase, ownCase } from "@/oversight/case-pages/queries";
import {
  atChoice,
  choose,
  type House,
  linesOf,
  offerOf,
  openHouse,
  opinionIn,
  seenBy,
  toDelivered,
  toReading,
  toSpecialist,
  toTriage,
} from "../support/opinions";
import { ask, granted } from "../support/people";
import { stateIn, versionOf } from "../support/requests";
import { tick } from "../support/rounds";

let first: House;
let second: House;
beforeAll(async () => {
  first = await openHouse("niguarda");
  second = await openHouse("san-raffaele", { fee: 0 });
});

const chosen = async (...houses: House[]) => {
  const made = await atChoice();
  granted(await choose(made.actor, made.id, houses));
  return made;
};

describe("a choice", () => {
  test("is made from a proposal with its reasons, and asks the first facility at once", async () => {
    const { actor, id } = await atChoice();
    expect((await linesOf(id)).map((line) => line.facilityId).sort()).toEqual(
      [first.facilityId, second.facilityId].sort(),
    );
    expect(await seenBy(first.coordinator, id)).toBe(false);
    granted(await choose(actor, id, [first, second]));
    expect(await stateIn(id)).toBe("offered-facility");
    expect(await seenBy(first.coordinator, id)).toBe(true);
    expect(await seenBy(second.coordinator, id)).toBe(false);
    expect(await seenBy(first.specialist, id)).toBe(false);
    const scopes = await ask(
      "SELECT scope FROM consents WHERE kind = 'facility' AND scope LIKE $1 AND withdrawn_at IS NULL",
      [`${id}:%`],
    );
    expect(scopes).toHaveLength(6);
  });

  test("of a facility that changed its fee meanwhile is refused", async () => {
    const { actor, id } = await atChoice();
    await ask("UPDATE opinion_terms SET fee_cents = fee_cents + 1 WHERE facility_id = $1", [
      first.facilityId,
    ]);
    expect(await choose(actor, id, [first])).toEqual({ ok: false, reason: "changedFee" });
    await ask("UPDATE opinion_terms SET fee_cents = fee_cents - 1 WHERE facility_id = $1", [
      first.facilityId,
    ]);
    expect(await stateIn(id)).toBe("choice");
    expect(await ask("SELECT 1 FROM referrals WHERE request_id = $1", [id])).toEqual([]);
  });

  test("goes to the next facility where one says no, and to the coordinator where all did", async () => {
    const { id } = await chosen(first, second);
    granted(await declineReferral(first.coordinator, id, await versionOf(id), "no-capacity", ""));
    expect(await seenBy(first.coordinator, id)).toBe(false);
    expect(await seenBy(second.coordinator, id)).toBe(true);
    granted(
      await declineReferral(second.coordinator, id, await versionOf(id), "other", "Only children"),
    );
    expect(await stateIn(id)).toBe("declined-by-all");
    expect(await seenBy(second.coordinator, id)).toBe(false);
  });

  test("goes on by itself where a facility lets its time run out, and stays late where there is no other", async () => {
    const { id } = await chosen(first, second);
    await tick(new Date(Date.now() + 10 * 86_400_000));
    expect(await stateIn(id)).toBe("offered-facility");
    expect(await seenBy(second.coordinator, id)).toBe(true);
    await tick(new Date(Date.now() + 30 * 86_400_000));
    expect(await stateIn(id)).toBe("offered-facility");
    expect(await seenBy(second.coordinator, id)).toBe(true);
  });

  test("taken back for a facility closes the case to it in the same moment, wherever it stands", async () => {
    const { actor, id } = await chosen(first, second);
    await toReading(first, id);
    expect(await seenBy(first.specialist, id)).toBe(true);
    granted(await closeToFacility(actor, id, first.facilityId));
    for (const who of [first.coordinator, first.triage, first.specialist])
      expect(await seenBy(who, id)).toBe(false);
    expect(await stateIn(id)).toBe("choice");
    expect(
      await ask("SELECT 1 FROM consents WHERE scope LIKE $1 AND withdrawn_at IS NULL", [
        `${id}:${first.facilityId}:%`,
      ]),
    ).toEqual([]);
  });
});

test("a case closed to its facility while a plan is awaited is the patient's again, and waits for nobody", async () => {
  const { actor, id } = await chosen(first);
  await toDelivered(first, id);
  granted(await askForPlan(actor, id, await versionOf(id)));
  granted(await closeToFacility(actor, id, first.facilityId));
  expect([await stateIn(id), await seenBy(first.coordinator, id)]).toEqual(["delivered", false]);
});

test("a facility does not read why another declined before it", async () => {
  const { actor, id } = await chosen(first, second);
  granted(
    await declineReferral(first.coordinator, id, await versionOf(id), "other", "Too far for us"),
  );
  expect(JSON.stringify((await ownCase(actor, id))?.stays)).toContain("Too far for us");
  const shown = await openedCase(second.coordinator, id);
  expect(shown?.request.id).toBe(id);
  expect(JSON.stringify(shown?.stays)).not.toContain("Too far for us");
});

describe("before acceptance", () => {
  test("a specialist sees a summary and no name, and another specialist nothing", async () => {
    const { whose, id } = await chosen(first);
    await toSpecialist(first, id);
    const offer = await offeredTo(first.specialist, await offerOf(id));
    expect(offer?.summary).toBe("A woman in her sixties with a lump.");
    expect(JSON.stringify(offer)).not.toContain(whose.name);
    expect(await seenBy(first.specialist, id)).toBe(false);
    expect(await offeredTo(first.second, await offerOf(id))).toBeNull();
  });

  test("who declines hands it to a colleague, and after all of them it goes to the next facility", async () => {
    const { id } = await chosen(first, second);
    await toSpecialist(first, id);
    granted(await declineOffer(first.specialist, await offerOf(id), "no-time", ""));
    expect(await offeredTo(first.second, await offerOf(id))).not.toBeNull();
    granted(await declineOffer(first.second, await offerOf(id), "not-my-field", ""));
    expect(await stateIn(id)).toBe("offered-facility");
    expect(await seenBy(first.coordinator, id)).toBe(false);
    expect(await seenBy(second.coordinator, id)).toBe(true);
  });

  test("of two answers to one offer, one counts", async () => {
    const { id } = await chosen(first);
    await toSpecialist(first, id);
    const offer = await offerOf(id);
    const answers = await Promise.all([
      acceptOffer(first.specialist, offer),
      declineOffer(first.specialist, offer, "no-time", ""),
    ]);
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
  });

  test("where no fee is asked, reading begins at once", async () => {
    const { id } = await chosen(second);
    await toSpecialist(second, id);
    granted(await acceptOffer(second.specialist, await offerOf(id)));
    expect(await stateIn(id)).toBe("reading");
  });

  test("a question not fit for a written answer is said so, and the facility sees it no more", async () => {
    const { id } = await chosen(first);
    await toTriage(first, id);
    granted(
      await findNotSuitable(first.triage, id, await versionOf(id), "An examination is needed"),
    );
    expect(await stateIn(id)).toBe("not-suitable");
    expect(await seenBy(first.triage, id)).toBe(false);
  });
});

describe("reading", () => {
  test("opens the earlier advice only after the first judgement, which stays as it was written", async () => {
    const { id } = await chosen(first);
    await toReading(first, id);
    expect((await requestCase(first.specialist, id))?.answers.proposed).toBeUndefined();
    expect((await requestCase(first.coordinator, id))?.answers.proposed).toBeDefined();
    granted(
      await judgeFirst(first.specialist, {
        requestId: id,
        version: await versionOf(id),
        judgement: "Wait",
        language: "it",
      }),
    );
    expect((await requestCase(first.specialist, id))?.answers.proposed).toBeDefined();
    const opinion = await opinionIn(first.specialist, id);
    await expect(
      ask("UPDATE opinions SET first_judgement = 'x' WHERE id = $1", [opinion.id]),
    ).rejects.toThrow(/written once/);
    await expect(
      ask(
        "INSERT INTO opinions (request_id, referral_id, version, author_id, language, content, advice_opened_at) SELECT request_id, referral_id, 9, author_id, 'it', '', now() FROM opinions WHERE id = $1",
        [opinion.id],
      ),
    ).rejects.toThrow(/opinions_blind/);
  });

  test("keeps the newer of two drafts and tells the older", async () => {
    const { id } = await chosen(first);
    await toReading(first, id);
    granted(
      await judgeFirst(first.specialist, {
        requestId: id,
        version: await versionOf(id),
        judgement: "Wait",
        language: "it",
      }),
    );
    const { id: opinionId, revision } = await opinionIn(first.specialist, id);
    granted(await saveOpinion(first.specialist, opinionId, revision, { summary: "newer" }));
    expect(await saveOpinion(first.specialist, opinionId, revision, { summary: "older" })).toEqual({
      ok: false,
      reason: "stale",
    });
    expect((await opinionIn(first.specialist, id)).content.summary).toBe("newer");
    expect(await saveOpinion(first.second, opinionId, revision + 1, {})).toEqual({
      ok: false,
      reason: "not-found",
    });
  });

  test("pauses while the patient is asked, and goes on where it was", async () => {
    const { actor, id } = await chosen(first);
    await toReading(first, id);
    granted(await askPatient(first.specialist, id, await versionOf(id), "Which dose?"));
    expect(await stateIn(id)).toBe("waiting-information");
    granted(await endWaiting(actor, id, await versionOf(id), "Ten"));
    expect(await stateIn(id)).toBe("reading");
  });
});
