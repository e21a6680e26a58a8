import { beforeAll, expect, test } from "vitest";
import { withdrawConsent } from "@/accounts/consents/commands";
import { handIn, judgeFirst, saveOpinion } from "@/opinions/opinions/commands";
import { declineReferral } from "@/opinions/referrals/commands";
import { judgeDraft } from "@/opinions/reviews/commands";
import { numbersFor } from "@/oversight/measures/queries";
import type { Office } from "@/platform/actor";
import {
  atChoice,
  choose,
  fullContent,
  type House,
  openHouse,
  opinionIn,
  sign,
  toReading,
} from "../support/opinions";
import { arrive, ask, granted, office, patient } from "../support/people";
import { versionOf } from "../support/requests";

let house: House;
let other: House;
let administrator: Office;
beforeAll(async () => {
  [house, other] = [
    await openHouse("niguarda", { capacity: 100 }),
    await openHouse("san-raffaele", { capacity: 100 }),
  ];
  administrator = office(await arrive("administrator"));
});

const numbers = async (who: Parameters<typeof numbersFor>[0]) => {
  const found = await numbersFor(who);
  if (!found) throw new Error("no numbers");
  return {
    ...found,
    state: (key: string) => found.states.find((one) => one.state === key)?.summary,
    measure: (key: string) => found.measures.find((one) => one.measure === key)?.summary,
    share: (key: string) => found.shares.find((one) => one.share === key)?.value,
  };
};
async function signedBy(which: House, verdict = "agree") {
  const { actor, whose, id } = await atChoice();
  granted(await choose(actor, id, [which]));
  await toReading(which, id);
  granted(
    await judgeFirst(which.specialist, {
      requestId: id,
      version: await versionOf(id),
      judgement: "Wait",
      language: "it",
    }),
  );
  const { id: opinionId, revision } = await opinionIn(which.specialist, id);
  granted(await saveOpinion(which.specialist, opinionId, revision, { ...fullContent, verdict }));
  granted(await handIn(which.specialist, opinionId, await versionOf(id)));
  granted(
    await judgeDraft(which.reader, { opinionId, version: await versionOf(id), does: "agree" }),
  );
  await sign(which, id);
  return { whose, id };
}

test("four cases tell nothing of themselves; the fifth makes them a number, for the facility that had them and the association", async () => {
  for (let count = 0; count < 4; count++) await signedBy(house);
  const few = await numbers(house.coordinator);
  expect(JSON.stringify([few.states, few.measures, few.shares, few.lost])).not.toMatch(
    /"(?:summary|value|cases)":[^n]/,
  );
  expect(few.measure("opinion")).toBeNull();

  const { id } = await signedBy(house);
  await ask(
    "UPDATE request_stays SET due_at = left_at - interval '1 hour' WHERE request_id = $1 AND state = 'reading'",
    [id],
  );
  const own = await numbers(house.coordinator);
  expect(own.state("reading")).toMatchObject({ cases: 5, ninety: null, inTime: null });
  expect(own.state("second-reading")).toMatchObject({ cases: 5, inTime: 1 });
  expect(own.measure("opinion")).toMatchObject({ cases: 5 });
  // All five agree with the first doctor, which is told of nobody.
  expect([own.share("diagnosis-changed"), own.share("treatment-changed")]).toEqual([null, null]);
  const all = await numbers(administrator);
  expect(all.measure("first-contact")).toMatchObject({ cases: 5 });
  expect(all.share("complete-first")).not.toBeUndefined();
});

test("a facility's numbers are of what lay with it: another's work and the association's are not in them", async () => {
  expect((await numbers(other.coordinator)).states.filter((one) => one.summary !== null)).toEqual(
    [],
  );
  for (let count = 0; count < 5; count++) {
    const { actor, id } = await atChoice();
    granted(await choose(actor, id, [other, house]));
    granted(await declineReferral(other.coordinator, id, await versionOf(id), "no-capacity", ""));
    await toReading(house, id);
  }
  const theirs = await numbers(other.coordinator);
  expect(theirs.states.filter((one) => one.summary !== null).map((one) => one.state)).toEqual([
    "offered-facility",
  ]);
  expect(theirs.states.map((one) => one.state)).not.toContain("first-contact");
  expect((await numbers(administrator)).state("offered-facility")).toMatchObject({ cases: 10 });
});

test("only coordinators and the administrator are told, and an opinion counts no more when its patient takes the agreement back", async () => {
  for (const who of [
    house.triage,
    house.specialist,
    house.reader,
    office(await arrive("privacy-officer")),
    office(await arrive("partner-curator")),
  ])
    expect(await numbersFor(who)).toBeNull();
  expect(await numbersFor(office(await arrive("case-coordinator")))).not.toBeNull();
  const changed = [];
  for (let count = 0; count < 5; count++) changed.push(await signedBy(house, "refine"));
  expect((await numbers(house.coordinator)).share("diagnosis-changed")).toBe(0.5);
  const [first] = changed;
  if (!first) throw new Error("no opinion");
  granted(await withdrawConsent(patient(first.whose), first.whose.personId, "health-data"));
  expect((await numbers(house.coordinator)).share("diagnosis-changed")).toBeNull();
});
