import { codeAt } from "../../src/platform/security/totp";
import { expect, inDatabase, test } from "../support/browser";
import { lettersTo, linkIn, ownAddress, personId, sessionOf } from "../support/client";

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

const newAddress = (name: string) =>
  `${name}-${Date.now()}-${Math.floor(Math.random() * 1e6)}@demo.example`;

test.describe("in Arabic, on a phone, without scripts", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test("a patient opens an account, agrees, invites a companion, and erases everything", async ({
    page,
    baseURL,
  }) => {
    const base = baseURL ?? "";
    const email = newAddress("patient");
    await page.goto("/ar/register");
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await page.locator("[data-form=register] [name=email]").fill("not an address");
    await page.locator("[data-form=register] [type=submit]").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.locator("[name=email]")).toHaveValue("not an address");
    await page.locator("[name=email]").fill(email);
    await page.locator("[data-form=register] [type=submit]").click();
    await expect(page.getByRole("status")).toBeVisible();

    const [letter] = await lettersTo(base, email);
    expect(letter?.html).toContain('dir="rtl"');
    await page.goto(linkIn(letter));
    await page.locator("[name=name]").fill("ليلى اختبار");
    await page.locator("[name=password]").fill("password123");
    await page.locator("[data-form=confirm] [type=submit]").click();
    await expect(page.locator("#confirm-country-error")).toBeVisible();
    await expect(page.locator("[name=name]")).toHaveValue("ليلى اختبار");
    await expect(page.locator("[name=password]")).toHaveValue("");
    await page.locator("[name=country]").selectOption("EG");
    await page.locator("[name=terms]").check();
    await page.locator("[name=password]").fill("password123456");
    await page.locator("[data-form=confirm] [type=submit]").click();
    await expect(page.locator("#confirm-password-error")).toBeVisible();
    await page.locator("[name=password]").fill("سبعة جمال في الصحراء");
    await page.locator("[data-form=confirm] [type=submit]").click();
    await expect(page).toHaveURL(/\/ar\/account$/);
    await expect(page.getByRole("main")).toContainText("ليلى اختبار");

    await page.goto("/ar/account/consents");
    await page.locator("[data-form=form-health-data] [type=submit]").click();
    await expect(page.getByRole("status")).toBeVisible();
    await page.locator("[data-form=form-health-data] [type=submit]").click();
    await expect(page.getByRole("status")).toBeVisible();

    await page.goto("/ar/account/people");
    const companion = newAddress("companion");
    await page.locator("[data-form=invite] [name=email]").fill(companion);
    await page.locator('[data-form=invite] [value="see-requests"]').check();
    await page.locator("[data-form=invite] [type=submit]").click();
    await expect(page.getByRole("status")).toBeVisible();
    expect(linkIn((await lettersTo(base, companion))[0])).toMatch(/^\/ar\/invitation/);

    await page.goto("/ar/account/data");
    await expect(page.getByRole("main")).toContainText(email);
    await page.goto("/ar/account/data/erase");
    await page.locator("[data-form=erase] [type=submit]").click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.locator("[name=understood]").check();
    await page.locator("[data-form=erase] [type=submit]").click();
    await expect(page.getByRole("main")).toContainText(/E-[0-9A-Z]{8}/);
    await page.goto("/ar/account");
    await expect(page).toHaveURL(/\/ar\/sign-in/);
    const number = /E-[0-9A-Z]{8}/;
    await expect
      .poll(async () => (await lettersTo(base, email)).some((one) => number.test(one.html)), {
        timeout: 20_000,
      })
      .toBe(true);
    await page.goto("/ar/sign-in");
    await page.locator("[data-form=sign-in] [name=email]").fill(email);
    await page.locator("[data-form=sign-in] [name=password]").fill("سبعة جمال في الصحراء");
    await page.locator("[data-form=sign-in] [type=submit]").click();
    await expect(page.getByRole("alert")).toBeVisible();
  });
});

test("a link from a letter signs in once", async ({ page, context, baseURL }) => {
  const email = "patient.ar@demo.example";
  const before = (await lettersTo(baseURL ?? "", email, 0)).length;
  await page.goto("/en/sign-in");
  await page.locator("[data-form=link] [name=email]").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("status")).toContainText("letter is on its way");
  const path = linkIn((await lettersTo(baseURL ?? "", email, before + 1))[0]);
  await page.goto(path);
  await page.goto(path);
  await page.getByRole("button").last().click();
  await expect(page).toHaveURL(/\/account$/);
  await context.clearCookies();
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("");
  await expect(page.locator("[data-form=open]")).toHaveCount(0);
});

test("an invited specialist sets up the second step with the keyboard, keeps the codes, and signs in with one", async ({
  page,
  context,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const email = newAddress("specialist");
  const name = `Dora ${email.slice(11, 24)} (invented)`;
  const admin = await context
    .browser()
    ?.newContext({ baseURL: base, extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });
  if (!admin) throw new Error("a second browser is needed");
  await admin.addCookies([
    { name: "session", value: await sessionOf("administrator@demo.example"), url: base },
  ]);
  const desk = await admin.newPage();
  await desk.goto("/en/association/people");
  await desk.locator("[data-form=invite] [name=email]").fill(email);
  await desk.locator("[data-form=invite] [name=role]").selectOption("specialist");
  await desk.locator("[data-form=invite] [name=facility]").fill("niguarda");
  await desk.locator("[data-form=invite] [type=submit]").click();
  await expect(desk.getByRole("status")).toContainText("on its way");

  await page.goto(linkIn((await lettersTo(base, email))[0]));
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=password]").fill("four wooden lamps at dusk");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sign-in\/set-up$/);
  const key = (await page.locator("bdi.break-all").textContent())?.replaceAll(" ", "") ?? "";
  await page.getByLabel("Code that the app shows").fill("000000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByLabel("Code that the app shows").fill(codeAt(key, new Date()));
  await page.keyboard.press("Enter");
  await expect(page.locator("ol li")).toHaveCount(10);
  const codes = await page.locator("ol li").allTextContents();
  await page.getByRole("link", { name: "I have kept them" }).click();
  await expect(page.getByRole("main")).toContainText("10 recovery codes are left");

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.locator("[data-form=sign-in] [name=email]").fill(email);
  await page.locator("[data-form=sign-in] [name=password]").fill("four wooden lamps at dusk");
  await page.locator("[data-form=sign-in] [name=password]").press("Enter");
  await page.getByText("Use a recovery code instead").click();
  await page.getByLabel("Recovery code").fill((codes[0] ?? "").toLowerCase().replaceAll("-", " "));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toContainText("9 recovery codes are left");

  // The administrator ends the role: the open page learns of it by itself, and what it showed is gone.
  await page.goto("/en/facility");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Niguarda");
  await desk.goto("/en/association/people");
  await desk.getByRole("row", { name }).getByRole("link").click();
  await desk.locator("[data-form=end] [type=submit]").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page does not exist", {
    timeout: 5000,
  });
  await admin.close();
});

test("a notice appears in an open page within two seconds", async ({ page, context, baseURL }) => {
  await context.addCookies([
    { name: "session", value: await sessionOf("patient@demo.example"), url: baseURL ?? "" },
  ]);
  await page.goto("/en/account/consents");
  const badge = page.locator("[data-unread]");
  const before = Number(await badge.textContent());
  const elsewhere = await context.newPage();
  await elsewhere.goto("/en/account/consents");
  await elsewhere.locator("[data-form=form-research] [type=submit]").click();
  await expect(elsewhere.getByRole("status")).toBeVisible();
  await expect(badge).toHaveText(String(before + 1), { timeout: 2000 });
  await elsewhere.locator("[data-form=form-research] [type=submit]").click();
});

test("a representative sends a proof, the administrator looks and confirms, and the patient sees both", async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? "";
  const as = async (email: string) => {
    const context = await browser.newContext({
      baseURL: base,
      extraHTTPHeaders: { "x-forwarded-for": ownAddress() },
    });
    await context.addCookies([{ name: "session", value: await sessionOf(email), url: base }]);
    return context.newPage();
  };
  await inDatabase(
    "UPDATE relations SET proof_state = 'none', proof_id = NULL, decided_at = NULL, decided_by = NULL WHERE kind = 'representative' AND patient_id = $1",
    [await personId("patient.ar@demo.example")],
  );
  const relative = await as("representative@demo.example");
  await relative.goto("/en/account/patients");
  const send = async (name: string, buffer: Buffer) => {
    await relative
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "application/pdf", buffer });
    await relative.getByRole("button", { name: "Send the proof" }).click();
  };
  await send("paper.pdf", Buffer.from("this is no PDF at all"));
  await expect(relative.getByRole("alert")).toContainText("Only PDF, JPEG or PNG");
  await send("empty.pdf", Buffer.alloc(0));
  await expect(relative.getByRole("alert")).toContainText("empty");
  await send("توكيل.pdf", Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"));
  await expect(relative.getByRole("status")).toBeVisible();

  const desk = await as("administrator@demo.example");
  await desk.goto("/en/association/proofs");
  await expect(desk.getByRole("button", { name: /Confirm/ })).toHaveCount(0);
  const [download] = await Promise.all([
    desk.waitForEvent("download"),
    desk
      .getByRole("link", { name: /Open the paper/ })
      .first()
      .click(),
  ]);
  expect(download.suggestedFilename()).toBe("توكيل.pdf");
  await desk.reload();
  await desk
    .getByRole("button", { name: /Confirm/ })
    .first()
    .click();
  await expect(desk.getByRole("status")).toBeVisible();

  const patient = await as("patient.ar@demo.example");
  await patient.goto("/en/account/access");
  await expect(
    patient.getByRole("row", { name: /Administrator.*Opened a proof/ }).first(),
  ).toBeVisible();
  await expect(
    patient.getByRole("row", { name: /Administrator.*Confirmed a proof/ }).first(),
  ).toBeVisible();
});
