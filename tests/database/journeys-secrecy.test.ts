import { expect, test } from "vitest";
import { writeMessage } from "@/cases/messages/commands";
import { boardOf } from "@/journey/boards/queries";
import { beginJourney, setDates } from "@/journey/journeys/commands";
import { overviewOf } from "@/journey/overviews/queries";
import { workOf, workPage } from "@/journey/work/queries";
import { answerPlan, askForPlan, confirmPlan, writePlan } from "@/opinions/plans/commands";
import { plansOf } from "@/opinions/plans/queries";
import {
  accept,
  asked,
  beginning,
  confirmed,
  firm,
  inDays,
  versionOf as journeyVersion,
  offered,
  opened,
  type Trip,
} from "../support/journeys";
import { atChoice, choose, openHouse, toDelivered } from "../support/opinions";
import { arrive, ask, granted, office, once, one, patient } from "../support/people";
import { answers, versionOf } from "../support/requests";
import { whereItStands } from "../support/scan";

/** Words of the case, from its questions to its plan: none of them may reach anybody who only drives or lodges. */
const medical = [
  "Halsgrübchen",
  "ertastet",
  "Mandeln",
  "Wermutelixier",
  "Hagebuttenmarmelade",
  "Tonsillektomie",
  "Wundheilungsstörung",
  "Blutverdünnerpause",
];

test("a case full of medical words: a partner reads, hears and is sent none of them, in no way there is", async () => {
  const house = await openHouse("niguarda");
  const { whose, actor, id } = await atChoice();
  granted(await choose(actor, id, [house]));
  await toDelivered(house, id);
  granted(
    (await writeMessage(
      actor,
      once(crypto.randomUUID()),
      id,
      "Die Wundheilungsstörung bleibt.",
    )) as never,
  );
  granted(await askForPlan(actor, id, await versionOf(id)));
  granted(
    await writePlan(house.coordinator, {
      requestId: id,
      version: await versionOf(id),
      revision: 0,
      does: "send",
      plan: {
        texts: {
          steps: "Tonsillektomie",
          setting: "Ward",
          risks: "Blutverdünnerpause",
          included: "All",
          notIncluded: "Travel",
          cancellation: "Free",
          invoices: "The facility",
        },
        nights: 3,
        daysBeforeFlying: 10,
        depositPercent: 30,
        vat: "exempt",
        amounts: { room: [100, 200, 300] },
        currency: "EUR",
      },
    }),
  );
  const [plan] = await plansOf(actor, id);
  granted(await answerPlan(actor, plan?.id ?? "", "accept", ""));
  // Nothing follows from a plan that the facility has not confirmed yet.
  const wish = beginning({ requestId: id, facility: "", mobility: "walks" });
  expect(await beginJourney(actor, once(crypto.randomUUID()), wish)).toEqual({
    ok: false,
    reason: "not-found",
  });
  granted(await confirmPlan(house.coordinator, id, await versionOf(id)));
  // And nothing to anybody else from this one.
  const stranger = patient(await arrive());
  expect(await beginJourney(stranger, once(crypto.randomUUID()), wish)).toEqual({
    ok: false,
    reason: "not-found",
  });
  const code = granted(await beginJourney(actor, once(crypto.randomUUID()), wish));
  expect(await beginJourney(actor, once(crypto.randomUUID()), wish)).toEqual({
    ok: false,
    reason: "already",
  });
  const journey = await one<{ id: string }>("SELECT id FROM journeys WHERE code = $1", [code]);
  granted(
    await setDates(house.coordinator, {
      journeyId: journey.id,
      version: await journeyVersion(journey.id),
      admission: inDays(50),
      operation: inDays(51),
      discharge: inDays(54),
      "fit-to-fly": inDays(60),
    }),
  );
  const trip: Trip = { whose, actor, coordinator: house.coordinator, id: journey.id, code };
  const car = await firm("transfer");
  granted(await asked(trip, "transfer-in", [car]));
  const name = "Wilhelmine Probemann";
  const heard = async () => {
    const work = await workOf(car.member);
    const lines = [...work.toAnswer, ...work.agreed, ...work.over];
    const pages = await Promise.all(lines.map((line) => workPage(car.member, line.id)));
    const rows = await Promise.all(
      [
        "SELECT * FROM notices WHERE person_id = $1",
        "SELECT * FROM letters WHERE person_id = $1",
        "SELECT * FROM audit_entries WHERE person_id = $1 OR about = $1",
      ].map((statement) => ask(statement, [car.member.personId])),
    );
    return JSON.stringify([lines, pages, rows]);
  };
  const asPlanned = await heard();
  expect(asPlanned).toContain("walks");
  for (const word of [...medical, name, "Amal", "Teststrasse"])
    expect(asPlanned).not.toContain(word);
  granted(await offered(trip, "transfer-in", car));
  granted(await accept(trip, "transfer-in", car));
  granted(await confirmed(trip, "transfer-in", car));
  const asOrdered = await heard();
  expect(asOrdered).toContain("Amal HL");
  for (const word of [...medical, name]) expect(asOrdered).not.toContain(word);
  // The association's board and page of it hold neither names nor needs nor anything of the case.
  const coordinator = office(await arrive("case-coordinator"));
  const watched = JSON.stringify([
    await boardOf(coordinator, "all", 1, 500),
    await overviewOf(coordinator, code, "en"),
  ]);
  for (const word of [...medical, name, "Amal", "Teststrasse", "walks"])
    expect(watched).not.toContain(word);
  // And in no table do needs, names or words stand where they can be read.
  const own = medical.filter((word) => word !== "Mandeln" && word !== "Tonsillektomie");
  expect(await whereItStands(["Amal HL", "Teststrasse 1", ...own])).toEqual([]);
  expect(answers.question.condition).toContain(medical[0]);
});

test("when the agreement ends, the firm reads neither needs nor names any more", async () => {
  const trip = await opened();
  const car = await firm("transfer", { features: ["wheelchair"] });
  granted(await asked(trip, "transfer-in", [car]));
  const [line] = (await workOf(car.member)).toAnswer;
  expect((await workPage(car.member, line?.id ?? ""))?.needs?.mobility).toBe("wheelchair-seat");
  await ask(
    "UPDATE consents SET withdrawn_at = now() WHERE person_id = $1 AND kind = 'journey' AND scope LIKE '%:partner:%'",
    [trip.whose.personId],
  );
  expect(await workPage(car.member, line?.id ?? "")).toMatchObject({ needs: null, meeting: null });
  const other = await firm("transfer");
  expect(await workPage(other.member, line?.id ?? "")).toBeNull();
});
