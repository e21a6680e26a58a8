import { expect, inDatabase, test } from "../support/browser";
import { ownAddress, sessionOf } from "../support/client";

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

test.describe("in Arabic, on a phone, without scripts", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test("a patient asks, the coordinator answers, the papers come, and both see the clock", async ({
    page,
    context,
    browser,
    baseURL,
  }) => {
    const base = baseURL ?? "";
    await context.addCookies([
      { name: "session", value: await sessionOf("patient.ar@demo.example"), url: base },
    ]);
    await page.goto("/ar/second-opinion?condition=breast-cancer");
    await page.locator('a[href*="/second-opinion/start"]').click();

    // Signs of an emergency stop the form and show what to do.
    await page.locator('[name=flag][value="stroke"]').check();
    await page.locator("main form [type=submit]").click();
    await expect(page.getByRole("main")).toContainText("998");
    await expect(
      page.locator("[data-form]").filter({ has: page.locator("[name=country]") }),
    ).toHaveCount(0);
    await page.goBack();
    await page.locator('[name=flag][value="stroke"]').uncheck();
    await page.locator("main form [type=submit]").click();
    await page.locator("#country").selectOption("KP");
    await page.locator("main form [type=submit]").click();
    await expect(page.locator("[data-form=begin]")).toHaveCount(0);
    await page.goBack();
    await page.locator("#country").selectOption("AE");
    await page.locator("main form [type=submit]").click();
    await page.locator("[data-form=begin] [type=submit]").click();
    await expect(page).toHaveURL(/\/ar\/second-opinion\/ask\/[0-9a-f-]{36}$/);
    const ask = page.url();

    // One question a page; what is wrong is said beside it and what was typed stays.
    await page.goto(`${ask}/who`);
    await page.locator("[name=birth]").fill("2999-01-01");
    await page.locator("[name=height]").fill("999");
    await page.locator("[data-form=who] [type=submit]").click();
    await expect(page.locator("#who-birth-error")).toBeVisible();
    await expect(page.locator("#who-sex-error")).toBeVisible();
    await expect(page.locator("[name=height]")).toHaveValue("999");
    const save = async (step: string, fields: Record<string, string>, choices: string[] = []) => {
      await page.goto(`${ask}/${step}`);
      for (const [name, value] of Object.entries(fields))
        await page.locator(`[name=${name}]`).fill(value);
      for (const choice of choices) await page.locator(`[value=${choice}]`).check();
      await page.locator(`[data-form=${step}] [type=submit]`).click();
      await expect(page).toHaveURL(ask);
    };
    await save("who", { birth: "1970-05-17", height: "165" }, ["female"]);
    await save("question", { questions: "هل أحتاج إلى الجراحة الآن؟" });
    await save("story", { story: "اكتُشف الورم في أكتوبر." });
    await save("treatment", { proposed: "العلاج الكيميائي أولًا." });
    await save("reach", {}, ["portal"]);
    await page.goto(`${ask}/check`);
    await expect(page.getByRole("main")).toContainText("اكتُشف الورم في أكتوبر.");
    await page.goto(`${ask}/agreements`);
    const agree = page.locator("[data-form=agree-health-data]");
    if ((await agree.locator("[name=does]").getAttribute("value")) === "give")
      await agree.locator("[type=submit]").click();
    await page.goto(`${ask}/check`);
    const sent = page.url();
    await page.locator("[data-form=send] [type=submit]").click();
    await expect(page).toHaveURL(/\/ar\/second-opinion\/cases\//);
    const casePage = page.url();
    const id = casePage.split("/").at(-1) ?? "";
    // The same page sent again from the back button is no second request.
    await page.goto(sent);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(
      (
        await inDatabase(
          "SELECT count(*)::int AS n FROM request_stays WHERE request_id = $1 AND state = 'sent'",
          [id],
        )
      ).rows[0].n,
    ).toBe(1);
    await expect
      .poll(
        async () =>
          (await inDatabase("SELECT state FROM requests WHERE id = $1", [id])).rows[0].state,
        { timeout: 15_000 },
      )
      .toBe("first-contact");
    await page.goto(casePage);
    await expect(page.locator("#clock + p")).toBeVisible();

    const desk = await (
      await browser.newContext({
        baseURL: base,
        extraHTTPHeaders: { "x-forwarded-for": ownAddress() },
      })
    ).newPage();
    await desk
      .context()
      .addCookies([{ name: "session", value: await sessionOf("case@demo.example"), url: base }]);
    await desk.goto("/en/association/requests");
    await desk.locator(`a[href$="${id}"]`).click();
    await desk.getByRole("button", { name: "Ask for papers" }).click();
    await expect(desk.getByRole("alert")).toContainText("Some answers are still missing");
    await desk.locator("[name=urgency][value=A]").check();
    await desk.locator("[data-form=decide] [name=why]").fill("Please send the histology report.");
    await desk.getByRole("button", { name: "Ask for papers" }).click();
    await expect(desk.getByRole("status")).toContainText("Done.");

    await page.goto(casePage);
    await expect(page.getByRole("main")).toContainText("Please send the histology report.");
    const add = page.locator("[data-form=add-histology]");
    const open = async () => {
      if (
        !(await add
          .locator("details")
          .getAttribute("open")
          .then((value) => value !== null))
      )
        await add.locator("summary").click();
    };
    await open();
    await add
      .locator("input[type=file]")
      .setInputFiles({
        name: "virus.exe",
        mimeType: "application/pdf",
        buffer: Buffer.from("MZ this is a program"),
      });
    await add.locator("[type=submit]").click();
    await expect(page.locator("#add-histology-file-error")).toBeVisible();
    await add
      .locator("input[type=file]")
      .setInputFiles({
        name: "تقرير.pdf",
        mimeType: "application/pdf",
        buffer: Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(11_000_000, 32)]),
      });
    await add.locator("[type=submit]").click();
    await expect(page.getByRole("link", { name: "تقرير.pdf" })).toBeVisible();
    const stored = await inDatabase(
      "SELECT f.size::int AS size FROM request_papers a JOIN stored_files f ON f.id = a.file_id WHERE a.request_id = $1",
      [id],
    );
    expect(stored.rows).toEqual([{ size: 11_000_009 }]);
    await page.locator("[data-form=none-staging-report] button").click();
    await page.locator("[data-form=message] textarea").fill("هذا كل ما لدي.");
    await page.locator("[data-form=message] [type=submit]").click();
    await expect(page.getByRole("main")).toContainText("هذا كل ما لدي.");
    await page.locator("[data-form=ready] [type=submit]").click();
    await expect(page.locator("[data-form=ready] [type=submit]")).toHaveCount(0);

    await desk.goto(`/en/association/requests/${id}`);
    await expect(desk.getByRole("main")).toContainText("هذا كل ما لدي.");
    // Two tabs, one request: the second is told that it came too late.
    const second = await desk.context().newPage();
    await second.goto(desk.url());
    await desk.getByRole("button", { name: "The file is complete" }).click();
    await expect(desk.getByRole("status")).toContainText("Done.");
    await second.getByRole("button", { name: "The file is complete" }).click();
    await expect(second.getByRole("alert")).toContainText("This changed while the page was open");
    await expect
      .poll(
        async () =>
          (await inDatabase("SELECT state FROM requests WHERE id = $1", [id])).rows[0].state,
        { timeout: 15_000 },
      )
      .toBe("choice");

    // Taken back: the end, for everybody.
    await page.goto(casePage);
    await page.locator("details:has([data-form=withdraw]) > summary").click();
    await page.locator("[data-form=withdraw] [type=submit]").click();
    await expect(page.locator("[data-form=message]")).toHaveCount(0);
  });
});

test("an open page follows its request by itself", async ({ page, context, baseURL }) => {
  await context.addCookies([
    { name: "session", value: await sessionOf("patient@demo.example"), url: baseURL ?? "" },
  ]);
  await page.goto("/en/second-opinion/cases");
  await page.locator("main a[href*='/cases/']").first().click();
  await expect(page.locator("#clock")).toBeVisible();
  const id = page.url().split("/").at(-1) ?? "";
  const before = await page.locator("[data-stamp]").getAttribute("data-stamp");
  await inDatabase("UPDATE requests SET version = version + 1 WHERE id = $1", [id]);
  await expect(page.locator("[data-stamp]")).not.toHaveAttribute("data-stamp", before ?? "", {
    timeout: 3000,
  });
});
