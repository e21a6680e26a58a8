import { beforeAll, describe, expect, test } from "vitest";
import { carePath } from "@/cases/care-path/queries";
import type { StateKey } from "@/cases/care-path/rules";
import type { HolderRole } from "@/cases/course/rules";
import { Facts } from "@/cases/course/schema";
import { submitRequest } from "@/cases/requests/commands";
import { type ActName, actOf, nextActs } from "@/cases/turns/rules";
import type { Actor } from "@/platform/actor";
import { doers, type Known, type OwnAct, ownActs } from "../support/acts";
import { type House, openHouse, translator } from "../support/opinions";
import { arrive, ask, office, once, one, patient } from "../support/people";
import { type Place, places, reach } from "../support/places";
import { wholeOf } from "../support/requests";

/** Everybody who could try, by the role that the table knows them in; `isTheirs` where the case concerns this very person. */
type Trier = { name: string; role: HolderRole | null; actor: Actor; isTheirs: boolean };

let house: House;
let other: House;
let triers: (known: Known) => Trier[];

beforeAll(async () => {
  [house, other] = await Promise.all([openHouse("niguarda", { capacity: 1000 }), openHouse("ieo")]);
  const [stranger, coordinator, administrator, linguist] = await Promise.all([
    arrive("patient"),
    arrive("case-coordinator"),
    arrive("administrator"),
    arrive("translator"),
  ]);
  const theirs = (name: string, role: HolderRole | null, actor: Actor): Trier => ({
    name,
    role,
    actor,
    isTheirs: true,
  });
  const foreign = (name: string, role: HolderRole | null, actor: Actor): Trier => ({
    name,
    role,
    actor,
    isTheirs: false,
  });
  triers = ({ actor, coordinator: owner }) => [
    theirs("the patient", "patient", actor),
    foreign("another patient", "patient", patient(stranger)),
    theirs("the coordinator", "case-coordinator", owner),
    theirs("another coordinator", "case-coordinator", office(coordinator)),
    foreign("an administrator", null, office(administrator)),
    theirs("the facility's coordinator", "facility-coordinator", house.coordinator),
    foreign("another facility's coordinator", "facility-coordinator", other.coordinator),
    theirs("the facility's doctor", "medical-triage", house.triage),
    foreign("another facility's doctor", "medical-triage", other.triage),
    theirs("the specialist", "specialist", house.specialist),
    foreign("a specialist who was not asked", "specialist", house.second),
    foreign("another facility's specialist", "specialist", other.specialist),
    theirs("the second reader", "second-reader", house.reader),
    foreign("another facility's reader", "second-reader", other.reader),
    theirs("a translator", "translator", translator(linguist)),
  ];
});

const courseOf = async (id: string) => {
  const { state, facts, rulesVersion } = await one<{
    state: StateKey;
    facts: unknown;
    rulesVersion: number;
  }>(`SELECT state, facts, rules_version AS "rulesVersion" FROM requests WHERE id = $1`, [id]);
  return { course: { state, ...Facts.parse(facts) }, path: await carePath(rulesVersion) };
};

const everything = async (id: string) => [
  ...(await wholeOf(id)),
  ...(await Promise.all(
    [
      "referrals",
      "assignments",
      "opinions",
      "opinion_questions",
      "translations",
      "care_plans",
      "visits",
    ].map((table) => ask(`SELECT * FROM ${table} WHERE request_id = $1 ORDER BY 1`, [id])),
  )),
  await ask(
    "SELECT c.* FROM opinion_comments c JOIN opinions o ON o.id = c.opinion_id WHERE o.request_id = $1 ORDER BY 1",
    [id],
  ),
];

describe.each(places)("where a case is %s", (place: Place) => {
  test("whoever may do what the table says is alone in it: everything else is refused, and changes nothing", async () => {
    const known = await reach(place, house);
    const { course, path } = await courseOf(known.id);
    const before = await everything(known.id);
    const taken: string[] = [];
    const possible = nextActs(course, path);
    await Promise.all(
      triers(known).map(async ({ name, role, actor, isTheirs }) => {
        const allowed: readonly ActName[] = isTheirs && role ? nextActs(course, path, role) : [];
        // What is another's is tried where that other could do it now; what is one's own, everywhere.
        for (const act of ownActs.filter(
          (one) => actOf(one).by === role || possible.includes(one),
        )) {
          // Two acts of one form: which of them it is, the command tells by the course.
          if (allowed.some((one) => doers[one as OwnAct] === doers[act])) continue;
          const answer = await doers[act](actor, known);
          if (answer.ok) taken.push(`${act} by ${name}`);
          else if (!isTheirs && role !== null && answer.reason === "illegal")
            taken.push(`${act} tells ${name} that the case is there`);
        }
      }),
    );
    expect(taken).toEqual([]);
    expect(await everything(known.id)).toEqual(before);
  });
});

test("a request is sent by nobody but whoever wrote it", async () => {
  const known = await reach("draft", house);
  for (const { name, actor, isTheirs, role } of triers(known))
    if (!(isTheirs && role === "patient"))
      expect((await submitRequest(actor, once(), known.id, known.version)).ok, name).toBe(false);
});
