import { readdirSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, publicPages, test } from "../support/browser";

for (const language of ["en", "ar"]) {
  for (const path of publicPages) {
    test(`axe finds nothing on /${language}${path}, wide and narrow`, async ({ page }) => {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`/${language}${path}`);
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
          .analyze();
        expect(
          violations.map(
            (one) =>
              `${one.id}: ${one.nodes
                .map((node) => node.target.join(" "))
                .slice(0, 3)
                .join(", ")}`,
          ),
        ).toEqual([]);
      }
    });
  }
}

test("every kind of public page has its line among those checked", () => {
  const folder = join(process.cwd(), "src", "app", "[locale]", "(site)");
  const routes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("page.tsx") && path.includes("/"))
    .map((path) => path.replace(/\/page\.tsx$/, ""))
    .filter((route) => !["problem", "not-found", "forbidden", "too-many"].includes(route));
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
      for (const width of [320, 640]) {
        await page.setViewportSize({ width, height: 700 });
        await page.goto(`/${language}${path}`);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect(over, `/${language}${path} at ${width}`).toBeLessThanOrEqual(0);
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
