import type { Browser, Page } from "@playwright/test";
import { expect, inDatabase, test } from "../support/browser";
import { ownAddress, personId, sessionOf } from "../support/client";

test.describe.configure({ mode: "serial" });
test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

/** Somebody of the cast at a browser of their own. */
async function as(
  browser: Browser,
  baseURL: string,
  email: string,
  role?: string,
  phone = false,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    extraHTTPHeaders: { "x-forwarded-for": ownAddress() },
    ...(phone ? { viewport: { width: 360, height: 740 } } : {}),
  });
  await context.addCookies([
    { name: "session", value: await sessionOf(email, role), url: baseURL },
  ]);
  return context.newPage();
}

const stateOf = async (id: string) =>
  (await inDatabase("SELECT state FROM requests WHERE id = $1", [id])).rows[0].state as string;
const arrives = (id: string, state: string) =>
  expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe(state);
const send = (page: Page, form: string, name = "[type=submit]") =>
  page.locator(`[data-form=${form}] ${name}`).first().click();

test("from the choice in Arabic on a phone to the opinion, its questions and the plan: everybody does their part", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const base = baseURL ?? "";
  const patientEmail = "patient.ar@demo.example";
  const id = (
    await inDatabase(
      "SELECT id FROM requests WHERE state = 'choice' AND patient_id = $1 ORDER BY created_at LIMIT 1",
      [await personId(patientEmail)],
    )
  ).rows[0].id as string;
  const niguarda = (await inDatabase("SELECT id FROM facilities WHERE slug = 'niguarda'")).rows[0]
    .id as number;

  // The patient chooses from a proposal with its reasons; without what it may see, nothing is asked.
  const patient = await as(browser, base, patientEmail, "patient", true);
  await patient.goto(`/ar/second-opinion/cases/${id}`);
  await patient.locator(`a[href$="/cases/${id}/choose"]`).click();
  for (const select of await patient.locator("select[name^=place-]").all())
    await select.selectOption("0");
  await patient.locator(`[name=place-${niguarda}]`).selectOption("1");
  await send(patient, "choose");
  await expect(patient.getByRole("alert")).toBeVisible();
  await expect(patient.locator(`[name=place-${niguarda}]`)).toHaveValue("1");
  for (const box of await patient.locator(`[name="groups-${niguarda}[]"]`).all()) await box.check();
  await send(patient, "choose");
  await expect(patient).toHaveURL(`/ar/second-opinion/cases/${id}`);
  expect(await stateOf(id)).toBe("offered-facility");

  const coordinator = await as(browser, base, "coordinator@demo.example");
  await coordinator.goto(`/en/facility/cases/${id}`);
  await send(coordinator, "accept");
  await arrives(id, "triage");

  // The doctor who looks first writes what a specialist is shown; a name in it would be for them to take out.
  const triage = await as(browser, base, "triage@demo.example");
  await triage.goto(`/en/facility/cases/${id}`);
  const summary = await triage.locator("[name=summary]").inputValue();
  expect(summary).not.toContain("1970-05-17");
  await send(triage, "suitable");
  await expect(triage.getByRole("alert")).toContainText("Confirm that you have read it.");
  await triage.locator("[name=noNames]").check();
  await send(triage, "suitable");
  await arrives(id, "offered-specialist");

  const specialist = await as(browser, base, "specialist@demo.example");
  const number = (await inDatabase("SELECT number FROM requests WHERE id = $1", [id])).rows[0]
    .number as string;
  await specialist.goto("/en/facility/cases");
  await specialist.locator("a[href*='/facility/offers/']").filter({ hasText: number }).click();
  await expect(specialist.getByRole("main")).not.toContainText("مريض تجريبي");
  await send(specialist, "accept");
  await arrives(id, "payment");
  await patient.goto(`/ar/second-opinion/cases/${id}`);
  await expect(patient.getByRole("main")).toContainText("380");

  await coordinator.goto(`/en/facility/cases/${id}`);
  await send(coordinator, "paid");
  await expect(coordinator.locator("#paid-receipt-error")).toBeVisible();
  await coordinator.locator("[name=receipt]").fill("R-1");
  await send(coordinator, "paid");
  await arrives(id, "reading");

  // The first judgement comes before the earlier doctor's advice is on the page.
  await specialist.goto(`/en/facility/cases/${id}/opinion`);
  await expect(specialist.getByRole("main")).not.toContainText("An operation (invented).");
  await specialist.locator("[name=judgement]").fill("Attendere.");
  await send(specialist, "judge");
  await expect(specialist.getByRole("main")).toContainText("An operation (invented).");

  // What is typed saves itself; what is missing is listed and nothing is lost.
  await specialist.locator("[name=summary]").fill("Scritto e salvato da solo.");
  await expect(specialist.locator("[data-saved]")).toContainText("Saved", { timeout: 15_000 });
  await specialist.reload();
  await expect(specialist.locator("[name=summary]")).toHaveValue("Scritto e salvato da solo.");
  await send(specialist, "draft", "[value=hand-in]");
  await expect(specialist.getByRole("alert")).toContainText("Some needed fields are still empty.");
  for (const field of await specialist.locator("[data-form=draft] textarea").all())
    if ((await field.inputValue()) === "") await field.fill("Testo inventato.");
  for (const name of [
    "difference",
    "verdict",
    "confidence",
    "treats",
    ...[1, 2, 3, 4, 5, 6].map((at) => `verdict-${at}`),
  ])
    await specialist.locator(`[data-form=draft] [name=${name}]`).first().check();
  await send(specialist, "draft", "[value=hand-in]");
  await arrives(id, "second-reading");

  const reader = await as(browser, base, "reader@demo.example");
  await reader.goto(`/en/facility/cases/${id}/opinion`);
  await reader.locator("[data-form=comment] [name=body]").fill("Si aggiunga la fisioterapia.");
  await send(reader, "comment");
  await send(reader, "verdict", "[value=return]");
  await arrives(id, "reading");
  await specialist.goto(`/en/facility/cases/${id}/opinion`);
  await specialist.locator("[data-form^=answer-] textarea").fill("Aggiunta.");
  await specialist.locator("[data-form^=answer-] [type=submit]").click();
  await send(specialist, "draft", "[value=hand-in]");
  await arrives(id, "second-reading");
  await reader.goto(`/en/facility/cases/${id}/opinion`);
  await send(reader, "verdict", "[value=agree]");
  await specialist.goto(`/en/facility/cases/${id}/opinion`);
  await send(specialist, "sign");
  await arrives(id, "opinion-translation");

  // The original at once; the translation by a person, with every part.
  await patient.goto(`/ar/second-opinion/cases/${id}/opinion`);
  await expect(patient.getByRole("main")).toContainText("Testo inventato.");
  const translator = await as(browser, base, "interpreter@demo.example", "translator");
  await translator.goto("/en/work");
  await translator.getByRole("row").filter({ hasText: number }).getByRole("button").click();
  for (const field of await translator.locator("[data-form=work] textarea").all())
    await field.fill("نص مترجم.");
  await send(translator, "work", "[value=checked]");
  await expect(translator.getByRole("alert")).toContainText(
    "Confirm that you have compared every part.",
  );
  await translator.locator("[name=read]").check();
  await send(translator, "work", "[value=checked]");
  await arrives(id, "delivered");

  await patient.goto(`/ar/second-opinion/cases/${id}/opinion`);
  await expect(patient.getByRole("main")).toContainText("نص مترجم.");
  const download = patient.waitForEvent("download");
  await patient.locator("a[href^='/api/opinions/']").click();
  expect((await download).suggestedFilename()).toMatch(/^opinion-HL-\w+-v1\.pdf$/);
  const code = (await inDatabase("SELECT code FROM opinions WHERE request_id = $1", [id])).rows[0]
    .code as string;
  const anybody = await (
    await browser.newContext({
      baseURL: base,
      extraHTTPHeaders: { "x-forwarded-for": ownAddress() },
    })
  ).newPage();
  await anybody.goto(`/en/verify?code=${code}`);
  await expect(anybody.getByRole("main")).toContainText("What is stored is what was signed");
  await expect(anybody.getByRole("main")).not.toContainText(number);

  await patient.goto(`/ar/second-opinion/cases/${id}/opinion`);
  await patient.locator("[data-form=question] textarea").fill("هل أستطيع السفر؟");
  await send(patient, "question");
  await arrives(id, "questions");
  await specialist.goto(`/en/facility/cases/${id}`);
  await specialist.locator("[data-form^=answer-] textarea").fill("Sì.");
  await specialist.locator("[data-form^=answer-] [type=submit]").click();
  await arrives(id, "delivered");

  await patient.goto(`/ar/second-opinion/cases/${id}/plan`);
  await send(patient, "plan");
  await arrives(id, "plan-asked");
  await coordinator.goto(`/en/facility/cases/${id}/plan`);
  await coordinator.locator("[name=room-low]").fill("2000");
  await coordinator.locator("[name=room-likely]").fill("1000");
  await coordinator.locator("[name=room-high]").fill("3000");
  await send(coordinator, "plan", "[value=send]");
  await expect(coordinator.locator("#plan-problems")).toContainText(
    "none lower than the one before",
  );
  await coordinator.locator("[name=room-likely]").fill("2500");
  for (const name of [
    "steps",
    "setting",
    "risks",
    "included",
    "notIncluded",
    "cancellation",
    "invoices",
  ])
    await coordinator.locator(`[name=${name}]`).fill("Invented.");
  await coordinator.locator("[name=nights]").fill("3");
  await coordinator.locator("[name=daysBeforeFlying]").fill("10");
  await send(coordinator, "plan", "[value=send]");
  await arrives(id, "delivered");
  await patient.goto(`/ar/second-opinion/cases/${id}/plan`);
  await send(patient, "accept", "[value=accept]");
  await expect(patient.locator("[data-form=accept]")).toHaveCount(0);
  expect(
    (await inDatabase("SELECT state FROM care_plans WHERE request_id = $1", [id])).rows,
  ).toEqual([{ state: "accepted" }]);
});

test("a case closed to a facility is gone from it at once, and the patient chooses anew", async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const { rows } = await inDatabase(
    "SELECT r.id, r.patient_id, f.facility_id FROM requests r JOIN referrals f ON f.request_id = r.id AND f.state = 'accepted' WHERE r.state = 'triage' LIMIT 1",
  );
  const { id, patient_id: whose, facility_id: facility } = rows[0];
  const email =
    whose === (await personId("patient@demo.example"))
      ? "patient@demo.example"
      : "patient.ar@demo.example";
  const [patient, triage] = [
    await as(browser, base, email, "patient"),
    await as(browser, base, "triage@demo.example"),
  ];
  expect((await triage.goto(`/en/facility/cases/${id}`))?.status()).toBe(200);
  await patient.goto(`/en/second-opinion/cases/${id}`);
  await patient
    .locator(
      `details:has([data-form=close-${facility}]) > summary, [data-form=close-${facility}] summary`,
    )
    .first()
    .click();
  await send(patient, `close-${facility}`);
  await expect(patient.locator("a[href$='/choose']")).toBeVisible();
  expect((await triage.goto(`/en/facility/cases/${id}`))?.status()).toBe(404);
  await arrives(id, "choice");
});
