import { readdirSync } from "node:fs";
import { join } from "node:path";
import { faultsOf, overEdge } from "../support/axe";
import { expect, publicPages, test } from "../support/browser";

for (const language of ["en", "ar"]) {
  for (const path of publicPages) {
    test(`axe finds nothing on /${language}${path}, wide and narrow`, async ({ page }) => {
      await page.goto(`/${language}${path}`);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await faultsOf(page), `at ${width}`).toEqual([]);
      }
    });
  }
}

test("every kind of public page has its line among those checked", () => {
  const folder = join(process.cwd(), "src", "app", "[locale]", "(site)");
  const routes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("page.tsx") && path.includes("/"))
    .map((path) => path.replace(/\/page\.tsx$/, ""))
    .filter(
      (route) => !["problem", "not-found", "forbidden", "too-many", "unsaved"].includes(route),
    );
  const missing = routes.filter(
    (route) =>
      !publicPages.some((page) =>
        new RegExp(`^/${route.replace("[slug]", "[a-z-]+")}(\\?|$)`).test(page),
      ),
  );
  expect(missing).toEqual([]);
});

for (const language of ["de", "ar", "zh", "ru"]) {
  test(`nothing runs over the edge at 320 pixels in ${language}, nor at 200 percent`, async ({
    page,
  }) => {
    for (const path of publicPages) {
      await page.goto(`/${language}${path}`);
      for (const width of [320, 640]) {
        await page.setViewportSize({ width, height: 700 });
        expect(await overEdge(page), `/${language}${path} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });
}

test("the text grows with the reader's own letter size", async ({ page }) => {
  await page.goto("/en/conditions/breast-cancer");
  const before = await page
    .locator("h1")
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  const after = await page
    .locator("h1")
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(after).toBeGreaterThan(before * 1.4);
});
