import { pagesOfRequests, people, type Who } from "../access/routes";
import { expectAccessible } from "../support/axe";
import { expect, inDatabase, test } from "../support/browser";
import { ownAddress, personId, sessionOf } from "../support/client";
import { examplesOfJourneys } from "../support/journey-pages";

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

for (const path of [
  "/second-opinion/start",
  "/second-opinion/start/check",
  "/second-opinion/start/emergency",
  "/second-opinion/start/ready?country=AE",
  "/second-opinion/start/ready?country=KP",
])
  test(`axe finds nothing on ${path}, in English wide and Arabic narrow, and nothing runs over the edge`, async ({
    page,
  }) => expectAccessible(page, path));

type Example = { path: string; who: Who; role?: string };

const found = async (statement: string) =>
  (await inDatabase(statement)).rows[0] as { id: string; patient: string; extra?: string };
const inState = (state: string) =>
  found(
    `SELECT id, patient_id AS patient FROM requests WHERE state = '${state}' ORDER BY created_at LIMIT 1`,
  );

/** Which of the invented requests stand for a page, and who looks at them. */
async function examplesOf(page: string): Promise<Example[]> {
  const of = async (row: { patient: string }): Promise<Who> =>
    (await personId(people.patient)) === row.patient ? "patient" : "otherPatient";
  const at = async (states: readonly string[], who?: Who): Promise<Example[]> =>
    Promise.all(
      states.map(async (state) => {
        const row = await inState(state);
        return { path: page.replace("[id]", row.id), who: who ?? (await of(row)) };
      }),
    );
  switch (page) {
    case "/association/partners/[id]": {
      const { rows } = await inDatabase(
        "SELECT DISTINCT ON (state) id FROM partners WHERE state <> 'draft'",
      );
      return rows.flatMap(({ id }) =>
        (["curator", "administrator"] as const).map((who) => ({
          path: page.replace("[id]", id),
          who,
        })),
      );
    }
    case "/association/facilities/[slug]":
      return (["administrator", "curator", "caseCoordinator"] as const).flatMap((who) =>
        ["niguarda", "cremona"].map((slug) => ({ path: page.replace("[slug]", slug), who })),
      );
    case "/association/requests/[id]":
      return at(["choice", "declined-by-all", "material-check"], "caseCoordinator");
    case "/facility/cases/[id]":
      return (
        await Promise.all([
          at(["offered-facility", "payment", "visit-planned"], "coordinator"),
          at(["triage"], "triage"),
          at(["waiting-information", "visit-held", "questions"], "specialist"),
        ])
      ).flat();
    case "/facility/cases/[id]/opinion":
      return (
        await Promise.all([
          at(["reading", "second-reading"], "specialist"),
          at(["second-reading"], "reader"),
        ])
      ).flat();
    case "/facility/cases/[id]/plan":
      return at(["plan-asked"], "coordinator");
    case "/facility/offers/[id]": {
      const { id } = await found(
        "SELECT id FROM assignments WHERE state = 'offered' AND role = 'specialist' LIMIT 1",
      );
      return [{ path: page.replace("[id]", id), who: "specialist" }];
    }
    case "/work/translations/[id]": {
      const { id } = await found(
        "SELECT id FROM translations WHERE opinion_id IS NOT NULL AND state IN ('ordered', 'taken') LIMIT 1",
      );
      await inDatabase(
        "UPDATE translations SET state = 'taken', translator_id = $2 WHERE id = $1",
        [id, await personId(people.interpreter)],
      );
      return [{ path: page.replace("[id]", id), who: "interpreter", role: "translator" }];
    }
    case "/second-opinion/cases/[id]":
      return at([
        "waiting-documents",
        "waiting-information",
        "payment",
        "delivered",
        "dormant",
        "not-suitable",
      ]);
    case "/second-opinion/cases/[id]/choose":
      return at(["choice"]);
    case "/second-opinion/cases/[id]/images/[study]": {
      const row = await found(
        "SELECT t.request_id AS id, r.patient_id AS patient, t.id AS extra FROM studies t JOIN requests r ON r.id = t.request_id LIMIT 1",
      );
      return [
        {
          path: page.replace("[id]", row.id).replace("[study]", row.extra ?? ""),
          who: await of(row),
        },
      ];
    }
    case "/second-opinion/cases/[id]/plan": {
      const row = await found(
        "SELECT p.request_id AS id, r.patient_id AS patient FROM care_plans p JOIN requests r ON r.id = p.request_id WHERE p.state = 'sent' LIMIT 1",
      );
      return [{ path: page.replace("[id]", row.id), who: await of(row) }];
    }
    case "/second-opinion/cases/[id]/opinion":
    case "/second-opinion/cases/[id]/complaint":
      return at(["delivered"]);
    case "/second-opinion/ask/[id]/[step]":
      return (await at(["draft"])).flatMap((one) =>
        ["who", "question", "story", "treatment", "reach"].map((step) => ({
          ...one,
          path: one.path.replace("[step]", step),
        })),
      );
    default:
      if (page === "/facility/check-ins/[id]") {
        const { id } = await found("SELECT id FROM check_ins WHERE has_warning LIMIT 1");
        return [{ path: page.replace("[id]", id), who: "triage" }];
      }
      if (page.includes("journey") || page.includes("/partner/orders"))
        return examplesOfJourneys(page);
      return page.startsWith("/second-opinion/ask/") ? at(["draft"]) : [];
  }
}

/** Cases that a story in the browser takes further come first: later they stand elsewhere. */
const inOrder = [...pagesOfRequests].sort(
  (a, b) => Number(b.startsWith("/second-opinion")) - Number(a.startsWith("/second-opinion")),
);

for (const pattern of inOrder)
  test(`axe finds nothing on ${pattern}, in English wide and Arabic narrow, and nothing runs over the edge`, async ({
    page,
    context,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    const examples = await examplesOf(pattern);
    expect(examples.length).toBeGreaterThan(0);
    for (const { path, who, role } of examples) {
      // A page that listens would be told that its reader is gone.
      await page.goto("about:blank");
      await context.clearCookies();
      await context.addCookies([
        { name: "session", value: await sessionOf(people[who], role), url: baseURL ?? "" },
      ]);
      await expectAccessible(page, path);
    }
  });
