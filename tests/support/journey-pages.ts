import { people, type Who } from "../access/routes";
import { inDatabase } from "./browser";
import { personId } from "./client";

type Row = { code: string; patient: string; facility: string; state: string; done: string[] };

/** The invented journeys, with whose they are and how far they have come. */
async function journeys(): Promise<Row[]> {
  const { rows } = await inDatabase(`
    SELECT j.code, j.patient_id AS patient, f.slug AS facility, j.state,
      ARRAY(SELECT m.kind FROM journey_milestones m WHERE m.journey_id = j.id AND m.certainty = 'done') AS done
    FROM journeys j JOIN facilities f ON f.id = j.facility_id ORDER BY j.created_at, j.code`);
  return rows;
}
const first = async (statement: string) => (await inDatabase(statement)).rows[0];

const patientOf = async (row: Pick<Row, "patient">): Promise<Who> =>
  (await personId(people.patient)) === row.patient ? "patient" : "otherPatient";
const coordinatorOf = (row: Pick<Row, "facility">): Who =>
  row.facility === "niguarda" ? "coordinator" : "otherCoordinator";

type Example = { path: string; who: Who };

/** Which of the invented journeys stand for a page, and who looks at them. */
export async function examplesOfJourneys(page: string): Promise<Example[]> {
  const all = await journeys();
  const at = (code: string) => page.replace("[code]", code);
  const legs = async (states: readonly string[]) =>
    (
      await inDatabase(
        `SELECT DISTINCT ON (l.state) j.code, j.patient_id AS patient, l.key, l.state,
           (SELECT o.id FROM journey_offers o WHERE o.leg_id = l.id AND o.state = 'offered' LIMIT 1) AS offer
         FROM journey_legs l JOIN journeys j ON j.id = l.journey_id WHERE j.state = 'open' AND l.state = ANY ($1) ORDER BY l.state, j.created_at`,
        [states],
      )
    ).rows as { code: string; patient: string; key: string; state: string; offer: string }[];
  switch (page) {
    case "/journey/[code]":
      return Promise.all(
        all.map(async (row) => ({ path: at(row.code), who: await patientOf(row) })),
      );
    case "/journey/[code]/pocket":
      return Promise.all(
        all
          .filter(({ state }) => state === "open")
          .slice(0, 2)
          .map(async (row) => ({ path: at(row.code), who: await patientOf(row) })),
      );
    case "/journey/[code]/dates/[kind]": {
      const open = all.filter(({ state, done }) => state === "open" && done.length === 0);
      return Promise.all(
        open.slice(0, 1).map(async (row) => ({
          path: `${at(row.code).replace("[kind]", "arrival")}?at=2027-02-01T10:00`,
          who: await patientOf(row),
        })),
      );
    }
    case "/journey/[code]/[leg]":
      return Promise.all(
        (
          await legs(["open", "own", "offered", "asked", "agreed", "changing", "stuck", "done"])
        ).map(async (row) => ({
          path: at(row.code).replace("[leg]", row.key),
          who: await patientOf(row),
        })),
      );
    case "/journey/[code]/[leg]/[offer]":
      return Promise.all(
        (await legs(["offered"])).map(async (row) => ({
          path: at(row.code).replace("[leg]", row.key).replace("[offer]", row.offer),
          who: await patientOf(row),
        })),
      );
    case "/facility/journey/[code]":
      return all.map((row) => ({ path: at(row.code), who: coordinatorOf(row) }));
    case "/facility/journey/[code]/dates/[kind]":
      return all
        .filter(({ state, done }) => state === "open" && done.length === 0)
        .slice(0, 1)
        .map((row) => ({
          path: `${at(row.code).replace("[kind]", "operation")}?at=2027-02-01T10:00`,
          who: coordinatorOf(row),
        }));
    case "/facility/journey/[code]/visa": {
      const { rows } = await inDatabase(
        "SELECT j.code FROM journeys j JOIN facilities f ON f.id = j.facility_id WHERE j.state = 'open' AND 'visa' = ANY (j.facts) AND f.slug = 'niguarda' ORDER BY EXISTS (SELECT FROM visa_files v WHERE v.journey_id = j.id) DESC LIMIT 1",
      );
      return rows.map(({ code }) => ({ path: at(code), who: "coordinator" }));
    }
    case "/association/journey/[code]":
      return all.map((row) => ({ path: at(row.code), who: "caseCoordinator" }));
    case "/journey/[code]/check-in/[day]": {
      const { rows } = await inDatabase(
        "SELECT j.code, j.patient_id AS patient, c.day FROM check_ins c JOIN journeys j ON j.id = c.journey_id ORDER BY c.day",
      );
      return Promise.all(
        rows.map(async (row) => ({
          path: at(row.code).replace("[day]", String(row.day)),
          who: await patientOf(row),
        })),
      );
    }
    default: {
      const order = await first(
        "SELECT o.id FROM journey_orders o JOIN partners p ON p.id = o.partner_id WHERE p.name = 'Trasferimenti Inventati' ORDER BY o.starts_at LIMIT 1",
      );
      const offer = await first(
        "SELECT o.id FROM journey_offers o JOIN partners p ON p.id = o.partner_id WHERE p.name = 'Trasferimenti Inventati' AND o.state = 'offered' LIMIT 1",
      );
      return [order, offer].map(({ id }) => ({ path: page.replace("[id]", id), who: "partner" }));
    }
  }
}
