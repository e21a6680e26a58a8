import { beforeAll, expect, test } from "vitest";
import type { Office } from "@/platform/actor";
import { numbersFor } from "@/second-opinion/numbers/queries";
import { declineReferral } from "@/second-opinion/referrals/commands";
import { atChoice, choose, type House, openHouse, toReading, toSigned } from "../support/opinions";
import { arrive, ask, granted, office } from "../support/people";
import { versionOf } from "../support/requests";

let house: House;
let other: House;
let administrator: Office;
beforeAll(async () => {
  [house, other] = [await openHouse("niguarda", { capacity: 100 }), await openHouse("san-raffaele", { capacity: 100 })];
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
async function signedBy(which: House) {
  const { actor, id } = await atChoice();
  granted(await choose(actor, id, [which]));
  await toSigned(which, id);
  return id;
}

test("four cases tell nothing of themselves; the fifth makes them a number, for the facility that had them and the association", async () => {
  for (let count = 0; count < 4; count++) await signedBy(house);
  const few = await numbers(house.coordinator);
  expect(JSON.stringify([few.states, few.measures, few.shares, few.lost])).not.toMatch(/"(?:summary|value|cases)":[^n]/);
  expect(few.measure("opinion")).toBeNull();

  const id = await signedBy(house);
  await ask("UPDATE request_stays SET due_at = left_at - interval '1 hour' WHERE request_id = $1 AND state = 'reading'", [id]);
  const own = await numbers(house.coordinator);
  expect(own.state("reading")).toMatchObject({ cases: 5, ninety: null, inTime: null });
  expect(own.state("second-reading")).toMatchObject({ cases: 5, inTime: 1 });
  expect(own.measure("opinion")).toMatchObject({ cases: 5 });
  // The form's first answers agree with the first doctor in everything.
  expect([own.share("diagnosis-changed"), own.share("treatment-changed")]).toEqual([0, 0]);
  const all = await numbers(administrator);
  expect(all.measure("first-contact")).toMatchObject({ cases: 5 });
  expect(all.share("complete-first")).not.toBeUndefined();
});

test("a facility's numbers are of what lay with it: another's work and the association's are not in them", async () => {
  expect((await numbers(other.coordinator)).states.filter((one) => one.summary !== null)).toEqual([]);
  for (let count = 0; count < 5; count++) {
    const { actor, id } = await atChoice();
    granted(await choose(actor, id, [other, house]));
    granted(await declineReferral(other.coordinator, id, await versionOf(id), "no-capacity", ""));
    await toReading(house, id);
  }
  const theirs = await numbers(other.coordinator);
  expect(theirs.states.filter((one) => one.summary !== null).map((one) => one.state)).toEqual(["offered-facility"]);
  expect(theirs.states.map((one) => one.state)).not.toContain("first-contact");
  expect((await numbers(administrator)).state("offered-facility")).toMatchObject({ cases: 10 });
});

test("only coordinators and the administrator are told, and an opinion counts no more when its patient takes the agreement back", async () => {
  for (const who of [house.triage, house.specialist, house.reader, office(await arrive("privacy-officer")), office(await arrive("partner-curator"))])
    expect(await numbersFor(who)).toBeNull();
  expect(await numbersFor(office(await arrive("case-coordinator")))).not.toBeNull();
  await ask(`UPDATE consents SET withdrawn_at = now(), withdrawn_by = person_id WHERE kind = 'health-data'
    AND person_id = (SELECT r.patient_id FROM requests r JOIN opinions o ON o.request_id = r.id WHERE o.state = 'signed' LIMIT 1)`);
  expect((await numbers(house.coordinator)).share("diagnosis-changed")).toBeNull();
});
