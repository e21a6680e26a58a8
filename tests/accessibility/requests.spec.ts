import { pagesOfRequests, people, type Who } from "../access/routes";
import { expectAccessible } from "../support/axe";
import { inDatabase, test } from "../support/browser";
import { ownAddress, personId, sessionOf } from "../support/client";

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

for (const path of [
  "/second-opinion/start",
  "/second-opinion/start/check",
  "/second-opinion/start/emergency",
  "/second-opinion/start/ready?country=AE",
  "/second-opinion/start/ready?country=KP",
])
  test(`axe finds nothing on ${path}, in English wide and Arabic narrow, and nothing runs over the edge`, async ({ page }) => expectAccessible(page, path));

/** Which of the invented requests stands for a page, and who looks at it. */
function exampleOf(page: string): { state: string; who: Who } {
  if (page.startsWith("/association")) return { state: "choice", who: "caseCoordinator" };
  return page.includes("/ask/") ? { state: "draft", who: "patient" } : { state: "waiting-documents", who: "patient" };
}

for (const pattern of pagesOfRequests) {
  const paths = pattern.includes("[step]") ? ["who", "question", "story", "treatment", "reach"].map((step) => pattern.replace("[step]", step)) : [pattern];
  for (const path of paths) {
    test(`axe finds nothing on ${path}, in English wide and Arabic narrow, and nothing runs over the edge`, async ({ page, context, baseURL }) => {
      const { state, who } = exampleOf(path);
      await context.addCookies([{ name: "session", value: await sessionOf(people[who]), url: baseURL ?? "" }]);
      const owner = who === "patient" ? people.patient : people.otherPatient;
      const { rows } = await inDatabase("SELECT id FROM requests WHERE state = $1 AND patient_id = $2 LIMIT 1", [state, await personId(owner)]);
      await expectAccessible(page, path.replace("[id]", rows[0].id));
    });
  }
}
