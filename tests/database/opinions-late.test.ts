import { Fhir } from "fhir";
import { beforeAll, describe, expect, test } from "vitest";
import { setAbsence } from "@/cases/absences/commands";
import { finishSigned } from "@/opinions/deliveries/commands";
import { askForPlan } from "@/opinions/plans/commands";
import { askQuestion } from "@/opinions/questions/commands";
import { judgeDraft } from "@/opinions/reviews/commands";
import { requestsAsFhir, requestsForCopy } from "@/oversight/copies/queries";
import { dayFromNow } from "../support/days";
import {
  atChoice,
  choose,
  type House,
  openHouse,
  opinionIn,
  seenBy,
  toDelivered,
  toReading,
  toSecondReading,
  toSigned,
  toSpecialist,
  toTriage,
  translator,
} from "../support/opinions";
import { arrive, ask, granted, once, type Somebody, staff } from "../support/people";
import { requestRow, stateIn, versionOf } from "../support/requests";
import { tick } from "../support/rounds";

let house: House;
let offices: Somebody[];
let linguist: Somebody;
beforeAll(async () => {
  house = await openHouse("niguarda", { capacity: 100 });
  offices = [await arrive("case-coordinator"), await arrive("case-coordinator")];
  linguist = await arrive("translator", { name: "Traduttora Haus" });
});

const chosen = async () => {
  const made = await atChoice();
  granted(await choose(made.actor, made.id, [house]));
  return made;
};
const told = async (personId: string | undefined, kind: string, id: string) =>
  (
    await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = $2 AND subject = $3", [
      personId,
      kind,
      id,
    ])
  ).length;
const inMonth = () => new Date(Date.now() + 40 * 86_400_000);

type Late = { state: string; who: () => Somebody | undefined; arrive: () => Promise<string> };
const steps: Late[] = [
  {
    state: "offered-facility",
    who: () => house.somebody.coordinator,
    arrive: async () => (await chosen()).id,
  },
  {
    state: "triage",
    who: () => house.somebody.triage,
    arrive: async () => {
      const { id } = await chosen();
      await toTriage(house, id);
      return id;
    },
  },
  {
    state: "reading",
    who: () => house.somebody.specialist,
    arrive: async () => {
      const { id } = await chosen();
      await toReading(house, id);
      return id;
    },
  },
  {
    state: "second-reading",
    who: () => house.somebody.reader,
    arrive: async () => {
      const { id } = await chosen();
      await toSecondReading(house, id);
      return id;
    },
  },
  {
    state: "opinion-translation",
    who: () => linguist,
    arrive: async () => {
      const { id } = await chosen();
      await toSigned(house, id);
      await finishSigned((await opinionIn(house.specialist, id)).id);
      return id;
    },
  },
  {
    state: "questions",
    who: () => house.somebody.specialist,
    arrive: async () => {
      const { actor, id } = await chosen();
      await toDelivered(house, id);
      granted(await askQuestion(actor, once(), id, "And then?"));
      return id;
    },
  },
  {
    state: "plan-asked",
    who: () => house.somebody.coordinator,
    arrive: async () => {
      const { actor, id } = await chosen();
      await toDelivered(house, id);
      granted(await askForPlan(actor, id, await versionOf(id)));
      return id;
    },
  },
];

describe.each(steps)("late in $state", ({ state, who, arrive: reach }) => {
  test("tells whoever has it, the facility's coordinator and the association, once, and moves nothing by itself", async () => {
    const id = await reach();
    expect(await stateIn(id)).toBe(state);
    await tick(inMonth());
    await tick(inMonth());
    expect(await stateIn(id)).toBe(state);
    expect(await told(who()?.personId, "case-late", id)).toBe(1);
    expect(await told(house.somebody.coordinator?.personId, "case-late", id)).toBe(1);
    for (const office of offices) expect(await told(office.personId, "request-late", id)).toBe(1);
  });
});

test("a specialist who does not answer is passed over for a colleague; the last of them stays asked, and is late", async () => {
  const { id } = await chosen();
  await toSpecialist(house, id);
  await tick(inMonth());
  expect(await stateIn(id)).toBe("offered-specialist");
  expect(
    await ask(
      "SELECT person_id, state FROM assignments WHERE request_id = $1 AND role = 'specialist' ORDER BY offered_at",
      [id],
    ),
  ).toEqual([
    { person_id: house.specialist.personId, state: "lapsed" },
    { person_id: house.second.personId, state: "offered" },
  ]);
  await tick(new Date(inMonth().getTime() + 40 * 86_400_000));
  expect(
    await ask(
      "SELECT state FROM assignments WHERE request_id = $1 AND role = 'specialist' ORDER BY offered_at",
      [id],
    ),
  ).toEqual([{ state: "lapsed" }, { state: "offered" }]);
  expect(await told(house.second.personId, "case-late", id)).toBe(1);
});

test("while somebody is away, their deputy hears what waits for them", async () => {
  const deputy = await arrive("second-reader", { facility: "niguarda" });
  granted(
    await setAbsence(house.reader, once(), {
      fromOn: dayFromNow(-1),
      untilOn: dayFromNow(20),
      deputyId: deputy.personId,
    }),
  );
  const { id } = await chosen();
  await toSecondReading(house, id);
  const [asked] = await ask<{ person_id: string }>(
    "SELECT person_id FROM assignments WHERE request_id = $1 AND role = 'second-reader'",
    [id],
  );
  // No new draft goes to whoever is away; of what they had before, the deputy hears.
  expect(asked?.person_id).toBe(deputy.personId);
  await ask(
    "UPDATE assignments SET person_id = $2 WHERE request_id = $1 AND role = 'second-reader'",
    [id, house.reader.personId],
  );
  // What they hear of they can open, and do in their place.
  await ask("UPDATE opinions SET reader_id = $2 WHERE request_id = $1", [
    id,
    house.reader.personId,
  ]);
  const inTheirPlace = staff(deputy);
  expect(await seenBy(inTheirPlace, id)).toBe(true);
  expect(await seenBy(staff(await arrive("second-reader", { facility: "niguarda" })), id)).toBe(
    false,
  );
  const before = await told(deputy.personId, "case-late", id);
  // Over Christmas three days hold no working hour: it is late when it is due.
  const { dueAt } = await requestRow(id);
  await tick(new Date((dueAt?.getTime() ?? 0) + 60_000));
  expect(await told(deputy.personId, "case-late", id)).toBe(before + 1);
  const { id: opinionId } = await opinionIn(inTheirPlace, id);
  granted(
    await judgeDraft(inTheirPlace, { opinionId, version: await versionOf(id), does: "agree" }),
  );
  await ask("UPDATE absences SET ended_at = now() WHERE person_id = $1", [house.reader.personId]);
  expect(await seenBy(inTheirPlace, id)).toBe(false);
  await ask(
    "UPDATE role_grants SET ended_at = now() WHERE role = 'second-reader' AND person_id <> $1",
    [house.reader.personId],
  );
});

test("an opinion that nobody opens for two days is brought to the coordinator's mind, once", async () => {
  const { id } = await chosen();
  await ask("UPDATE requests SET owner_id = $2, version = version + 1 WHERE id = $1", [
    id,
    offices[0]?.personId,
  ]);
  await toDelivered(house, id);
  const before = await told(offices[0]?.personId, "request-waiting-you", id);
  await tick(new Date(Date.now() + 1.9 * 86_400_000));
  expect(await told(offices[0]?.personId, "request-waiting-you", id)).toBe(before);
  await tick(new Date(Date.now() + 2.1 * 86_400_000));
  await tick(new Date(Date.now() + 2.2 * 86_400_000));
  expect(await told(offices[0]?.personId, "request-waiting-you", id)).toBe(before + 1);
});

test("a patient's copy holds the opinion, its translation and every choice, and its FHIR is valid R4", async () => {
  const { whose, id } = await chosen();
  await toDelivered(house, id);
  const copy = JSON.stringify(await requestsForCopy(whose.personId));
  for (const words of [
    "Testo di summary",
    "Text of summary",
    "Non operare",
    "Spezialina Haus",
    "A woman in her sixties",
  ])
    expect(copy, words).toContain(words);
  const entries = (await requestsAsFhir(whose.personId)) as {
    fullUrl: string;
    resource: { resourceType: string };
  }[];
  expect([...new Set(entries.map((entry) => entry.resource.resourceType))].sort()).toEqual([
    "Consent",
    "ServiceRequest",
    "Task",
  ]);
  const fhir = new Fhir();
  for (const { resource } of entries)
    expect(
      fhir
        .validate(resource, { errorOnUnexpected: true })
        .messages.filter((one) => one.severity === "error"),
    ).toEqual([]);
  expect(translator(linguist).role).toBe("translator");
});
