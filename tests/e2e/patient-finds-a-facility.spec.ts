import { expect, test } from "../support/browser";

test.describe("an Arabic reader on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, locale: "ar-EG", hasTouch: true });

  test("is led to Arabic, types an illness, and sees which facilities treat it and why", async ({
    page,
  }) => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/ar$/);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await page.locator("#search").fill("سرطان الثدي");
    await page.locator("#search").press("Enter");
    await page
      .getByRole("main")
      .getByRole("link")
      .filter({ hasText: "سرطان الثدي" })
      .first()
      .click();
    await expect(page).toHaveURL(/\/ar\/conditions\/breast-cancer$/);
    const first = page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ has: page.locator("h3") })
      .first();
    await expect(first.locator(".source").first()).toBeVisible();
    await first.locator("h3 a").click();
    await expect(page).toHaveURL(/\/ar\/facilities\//);
    await expect(page.locator("#sources")).toBeVisible();
  });

  test("taps a part of the body once to see its name, and again to open it", async ({ page }) => {
    await page.goto("/ar");
    const heart = page.locator('.body-part[data-district="D05"]').first();
    await heart.tap();
    await expect(page).toHaveURL(/\/ar$/);
    await expect(page.locator('li > [data-district="D05"]')).toHaveClass(/is-lit/);
    await heart.tap();
    await expect(page).toHaveURL(/\/ar\/districts\/heart-and-blood-vessels$/);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("search, filters, pages, map and comparison all work", async ({ page }) => {
    await page.goto("/en");
    await page.getByRole("searchbox").fill("slipped disc");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByRole("link", { name: "Herniated disc" })).toBeVisible();

    await page.goto("/en/facilities");
    await page.getByLabel("Province", { exact: true }).selectOption("BG");
    await page.getByLabel("Sort by").selectOption("name");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page).toHaveURL(/province=BG/);
    await expect(page.getByRole("status")).toContainText("22 facilities");
    await page.getByRole("link", { name: /remove this filter/ }).click();
    await page.getByRole("link", { name: "Page 2" }).click();
    await expect(page).toHaveURL(/page=2/);
    await page.goto("/en/facilities/niguarda");
    await page.getByRole("main").getByRole("link", { name: "Compare", exact: true }).click();
    await expect(page.getByRole("columnheader", { name: /Niguarda/ })).toBeVisible();
  });

  test("filters stand open on a wide screen and fold away on a narrow one", async ({ page }) => {
    await page.goto("/en/facilities");
    await expect(page.getByLabel("Province", { exact: true })).toBeVisible();
    await page.setViewportSize({ width: 400, height: 800 });
    await expect(page.getByLabel("Province", { exact: true })).toBeHidden();
    await page.locator("summary", { hasText: "Filters" }).click();
    await expect(page.getByLabel("Province", { exact: true })).toBeVisible();
  });
});

test("by keyboard alone: skip link, suggestions, arrows, Escape", async ({ page }) => {
  await page.goto("/en");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const box = page.getByRole("combobox");
  await expect(box).toBeFocused();
  await page.keyboard.type("prostate can");
  const option = page.getByRole("option", { name: /Prostate cancer/ });
  await expect(option).toBeVisible();
  await expect(box).toHaveAttribute("aria-expanded", "true");
  // What was typed last may still be on its way; its list takes the place of this one.
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(box).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/en\/(conditions|treatments)\//);
});

test("the body map is walked by keyboard, and each part says its name", async ({ page }) => {
  await page.goto("/en");
  const parts = page.locator(".body-part");
  expect(
    new Set(await parts.evaluateAll((all) => all.map((one) => one.getAttribute("data-district"))))
      .size,
  ).toBe(16);
  for (const part of await parts.all()) await expect(part).toHaveAttribute("aria-label", /\w/);
  await page.locator('.body-part[data-district="D12"]').focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/spine-and-back$/);
});

test("facilities chosen one after another are compared together", async ({ page }) => {
  await page.goto("/en/facilities/niguarda");
  await page.getByRole("main").getByRole("link", { name: "Compare", exact: true }).click();
  await page.goto("/en/facilities/san-raffaele");
  await page.getByRole("main").getByRole("link", { name: "Compare", exact: true }).click();
  await expect(page.locator("thead th")).toHaveCount(3);
  await page.getByRole("link", { name: /Remove Niguarda/ }).click();
  await expect(page.locator("thead th")).toHaveCount(2);
});

test("the language chosen is remembered", async ({ page, context }) => {
  await page.goto("/en/facilities/niguarda");
  await page.locator("header summary").click();
  await page.getByRole("link", { name: "Deutsch" }).click();
  await expect(page).toHaveURL(/\/de\/facilities\/niguarda$/);
  expect((await context.cookies()).map(({ name, value }) => [name, value])).toEqual([
    ["language", "de"],
  ]);
  await page.goto("/");
  await expect(page).toHaveURL(/\/de$/);
});

test("what is not confirmed says so, and what is old says so", async ({ page }) => {
  await page.goto("/en/facilities/niguarda");
  await expect(page.getByText("not yet confirmed by the facility").first()).toBeVisible();
  await expect(page.getByText(/may have changed/).first()).toBeVisible();
});

test("every reason is told in the reader's language, and each names its source", async ({
  page,
}) => {
  for (const language of ["zh", "ar", "ru"]) {
    await page.goto(`/${language}/conditions/breast-cancer`);
    const main = page.getByRole("main");
    await expect(main.locator('p[lang="en"]')).toHaveCount(0);
    await expect(main.locator("#numbers")).toBeVisible();
    await expect(main.locator("ol h3 a").first()).toBeVisible();
  }
});

test("a narrow treatment shows only who has evidence of its own, and a comparison keeps to it", async ({
  page,
}) => {
  await page.goto("/en/treatments/transcatheter-aortic-valve-tavi");
  await expect(page.getByText("only facilities with evidence of their own")).toBeVisible();
  await expect(page.locator("#specialty-holders")).toHaveCount(0);
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Compare/ })
    .first()
    .click();
  await expect(page).toHaveURL(/topic=treatment(?::|%3A)transcatheter-aortic-valve-tavi/);
  await expect(page.getByRole("rowheader", { name: /^Numbers: / })).toBeVisible();
});

test("the button to ask stands only where a facility gives second opinions", async ({ page }) => {
  await page.goto("/en/facilities/mario-negri");
  await expect(
    page.getByRole("main").getByRole("link", { name: "Ask for a second opinion" }),
  ).toHaveCount(0);
  await expect(
    page.getByRole("link", { name: /we look for a facility that answers/ }),
  ).toBeVisible();
});
