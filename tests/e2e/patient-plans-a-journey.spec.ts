import type { Page } from "@playwright/test";
import { people } from "../access/routes";
import { expect, inDatabase, test } from "../support/browser";
import { ownAddress, sessionOf } from "../support/client";

test.use({
  extraHTTPHeaders: { "x-forwarded-for": ownAddress() },
  viewport: { width: 360, height: 740 },
});

type Hands = { page: Page; as: (who: keyof typeof people, role?: string) => Promise<void> };

const localWall = (days: number, hour = "09:00") => {
  const at = new Date(Date.now() + days * 86_400_000);
  return `${at.toISOString().slice(0, 10)}T${hour}`;
};
const form = (page: Page, id: string) => page.locator(`form[data-form="${id}"]`);
const send = (page: Page, id: string, name?: string) =>
  (name
    ? form(page, id).locator(`button[value="${name}"]`)
    : form(page, id).locator('button[type="submit"]')
  )
    .first()
    .click();

/** The wish to come, in a language, to the facility of the invented coordinator. */
async function begin({ page }: Hands, language: string): Promise<string> {
  await page.goto(`/${language}/journey/new`);
  await page.locator("#begin-firstName").fill("Amal");
  await send(page, "begin");
  // What is missing is said beside the fields, and what was typed stays.
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.locator("#begin-firstName")).toHaveValue("Amal");
  await page.locator("#begin-facility").selectOption("niguarda");
  await page.locator("#begin-airportId").selectOption("malpensa-airport");
  await page.locator('input[name="visa"][value="not-needed"]').check();
  await page.locator("#begin-phone").fill("+971 50 000 00 00");
  await page.locator("#begin-address").fill("A street, Abu Dhabi");
  await page.locator('input[name="agrees"]').check();
  await send(page, "begin");
  await expect(page).toHaveURL(new RegExp(`/${language}/journey/[2-9a-z]{8}$`));
  return page.url().split("/").at(-1) ?? "";
}

/** The facility says when. */
async function open({ page, as }: Hands, code: string, days: number) {
  await as("coordinator");
  await page.goto(`/it/facility/journey/${code}`);
  for (const [kind, more] of [
    ["admission", 0],
    ["operation", 1],
    ["discharge", 5],
    ["fit-to-fly", 8],
  ] as const)
    await page.locator(`#dates-${kind}`).fill(localWall(days + more));
  await send(page, "dates");
  await expect(page.getByRole("status")).toBeVisible();
}

/** The patient asks one partner about a part, which offers, and the patient accepts. */
async function order({ page, as }: Hands, language: string, code: string, leg: string) {
  await as("patient");
  await page.goto(`/${language}/journey/${code}/${leg}`);
  await page
    .locator("label", { hasText: "Trasferimenti Inventati" })
    .locator('input[type="checkbox"]')
    .check();
  await form(page, "ask").locator('input[name="agrees"]').check();
  await send(page, "ask");
  await expect(page.getByRole("status")).toBeVisible();
  const { rows } = await inDatabase(
    "SELECT o.id FROM journey_offers o JOIN journey_legs l ON l.id = o.leg_id JOIN journeys j ON j.id = l.journey_id WHERE j.code = $1 AND l.key = $2 AND o.state = 'asked'",
    [code, leg],
  );
  await as("partner");
  await page.goto("/it/partner/orders");
  await page.locator(`a[href="/it/partner/orders/${rows[0].id}"]`).click();
  await page.locator("#offer-price").fill("minus 3");
  await send(page, "offer");
  await expect(page.locator("#offer-price-error")).toBeVisible();
  await expect(page.locator("#offer-price")).toHaveValue("minus 3");
  await page.locator("#offer-price").fill("95,50");
  await send(page, "offer");
  await expect(page.getByRole("status")).toBeVisible();
  await as("patient");
  await page.goto(`/${language}/journey/${code}/${leg}/${rows[0].id}`);
  await send(page, "accept");
  await expect(page.getByRole("status")).toBeVisible();
  const order = await inDatabase("SELECT id FROM journey_orders WHERE offer_id = $1", [rows[0].id]);
  await as("partner");
  await page.goto(`/it/partner/orders/${order.rows[0].id}`);
  await send(page, "answer", "confirm");
  await expect(page.getByRole("status")).toBeVisible();
  return order.rows[0].id as string;
}

for (const language of ["ar", "de"])
  test(`a journey in ${language}, on a phone: asked, dated, ordered, moved by two days, changed, arrived, discharged, asked how they are`, async ({
    page,
    context,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    const as = async (who: keyof typeof people, role?: string) => {
      await page.goto("about:blank");
      await context.clearCookies();
      await context.addCookies([
        { name: "session", value: await sessionOf(people[who], role), url: baseURL ?? "" },
      ]);
    };
    const hands = { page, as };
    await as("patient");
    const code = await begin(hands, language);
    await open(hands, code, 20);
    const orderId = await order(hands, language, code, "transfer-lodging");

    await as("coordinator");
    await page.goto(`/it/facility/journey/${code}/dates/operation`);
    await page.locator("#at").fill(localWall(23));
    await page.locator("form:has(#at) button").click();
    await expect(page.locator("#preview")).toBeVisible();
    await send(page, "move");
    await expect(page.getByRole("status")).toBeVisible();

    await as("patient");
    await page.goto(`/${language}/journey/${code}`);
    await expect(page.locator("#changes")).toBeVisible();
    await as("partner");
    await page.goto(`/it/partner/orders/${orderId}`);
    // Partners are told after a while of quiet; the change waits in the database until then.
    await inDatabase("UPDATE journey_amendments SET told_at = now() WHERE order_id = $1", [
      orderId,
    ]);
    await page.reload();
    await send(page, "change", "accept");
    await expect(page.getByRole("status")).toBeVisible();
    const moved = await inDatabase("SELECT sequence, state FROM journey_orders WHERE id = $1", [
      orderId,
    ]);
    expect(moved.rows[0]).toEqual({ sequence: 1, state: "confirmed" });

    await as("patient");
    await page.goto(`/${language}/journey/${code}`);
    await send(page, "happened");
    await as("coordinator");
    for (const _ of ["admission", "operation", "discharge"]) {
      await page.goto(`/it/facility/journey/${code}`);
      await send(page, "happened");
      await expect(page.getByRole("status")).toBeVisible();
    }
    await inDatabase(
      "INSERT INTO check_ins (journey_id, day, set_version, family) SELECT id, 2, 1, 'general' FROM journeys WHERE code = $1",
      [code],
    );
    await as("patient");
    await page.goto(`/${language}/journey/${code}/check-in/2`);
    await send(page, "check-in");
    await expect(page.getByRole("alert")).toBeVisible();
    for (const no of await page.locator('input[type="radio"][value="no"]').all()) await no.check();
    await page.locator('input[name="fever"][value="yes"]').check();
    await page.locator('input[name="pain"][value="3"]').check();
    await send(page, "check-in");
    await as("triage");
    await page.goto("/it/facility/check-ins");
    const { rows } = await inDatabase(
      "SELECT c.id FROM check_ins c JOIN journeys j ON j.id = c.journey_id WHERE j.code = $1",
      [code],
    );
    await page.locator(`a[href="/it/facility/check-ins/${rows[0].id}"]`).click();
    await form(page, `reply-${rows[0].id}`).locator("textarea").fill("Sentito al telefono.");
    await send(page, `reply-${rows[0].id}`);
    await as("patient");
    await page.goto(`/${language}/journey/${code}/check-in/2`);
    await expect(page.getByText("Sentito al telefono.")).toBeVisible();
  });

test("a tap at the kerb without a connection is kept, says so, and is sent once when there is one", async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(120_000);
  await context.addCookies([
    { name: "session", value: await sessionOf(people.partner), url: baseURL ?? "" },
  ]);
  const { rows } = await inDatabase(
    "SELECT o.id FROM journey_orders o JOIN partners p ON p.id = o.partner_id WHERE p.name = 'Trasferimenti Inventati' AND o.state = 'confirmed' AND o.starts_at BETWEEN now() AND now() + interval '1 day' ORDER BY o.starts_at LIMIT 1",
  );
  const { id } = rows[0];
  const steps = async () =>
    (await inDatabase("SELECT kind FROM journey_steps WHERE order_id = $1", [id])).rows;
  await page.goto(`/en/partner/orders/${id}`);
  await context.setOffline(true);
  await send(page, "step-on-the-way");
  await expect(page.locator("[data-taps-state]")).toBeVisible();
  await send(page, "step-on-the-way");
  expect(await steps()).toEqual([]);
  await context.setOffline(false);
  await expect.poll(steps, { timeout: 20_000 }).toEqual([{ kind: "on-the-way" }]);
  await expect(page.locator("[data-taps-state]")).toBeHidden();
  expect(await page.evaluate(() => localStorage.getItem("taps"))).toBe("[]");
});

test("the plan is there without a connection, says how old it is, and is gone after signing out", async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(120_000);
  await context.addCookies([
    { name: "session", value: await sessionOf(people.patient), url: baseURL ?? "" },
  ]);
  const { rows } = await inDatabase(
    "SELECT j.code FROM journeys j JOIN people p ON p.id = j.patient_id WHERE j.state = 'open' AND p.language = 'en' AND EXISTS (SELECT FROM journey_orders o JOIN journey_legs l ON l.id = o.leg_id WHERE l.journey_id = j.id) ORDER BY j.created_at LIMIT 1",
  );
  const path = `/en/journey/${rows[0].code}`;
  await page.goto(`${path}/pocket`);
  await page.locator("[data-pocket-keep]").click();
  await expect(page.locator("[data-pocket-state]")).toContainText("Kept here");
  await context.setOffline(true);
  await page.goto(path);
  await expect(page.locator("h1")).toHaveText("Pocket plan");
  await expect(page.getByText("This copy is of")).toBeVisible();
  await expect(page.getByText("Mi chiamo")).toBeVisible();
  await context.setOffline(false);
  await page.goto(`${path}/pocket`);
  await page.locator("form[data-sign-out] button").click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await page.evaluate(() => caches.has("pocket"))).toBe(false);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a journey is begun, dated, and a part of it ordered", async ({
    page,
    context,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    const as = async (who: keyof typeof people, role?: string) => {
      await context.clearCookies();
      await context.addCookies([
        { name: "session", value: await sessionOf(people[who], role), url: baseURL ?? "" },
      ]);
    };
    const hands = { page, as };
    await as("patient");
    const code = await begin(hands, "en");
    await open(hands, code, 30);
    await order(hands, "en", code, "transfer-in");
  });
});
