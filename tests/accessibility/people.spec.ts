import AxeBuilder from "@axe-core/playwright";
import { allowed, pagesOnDisk, people } from "../access/routes";
import { expect, test } from "../support/browser";
import { ownAddress, sessionOf } from "../support/client";

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

const door = [
  "/sign-in",
  "/sign-in?sent=1",
  "/sign-in/link?token=x",
  "/sign-in/erased?number=E-ABCDEFGH",
  "/register",
  "/register/confirm?token=x",
  "/invitation?token=x",
  "/email?token=x",
  "/first-administrator?token=x",
  "/demo/inbox",
];
const pages = [...door.map((path) => ({ path, who: null })), ...pagesOnDisk.map((path) => ({ path, who: allowed[path]?.[0] ?? null }))];

for (const { path, who } of pages) {
  test(`axe finds nothing on ${path}, in English and Arabic, wide and narrow, and nothing runs over the edge`, async ({ page, context, baseURL }) => {
    if (who) await context.addCookies([{ name: "session", value: await sessionOf(people[who]), url: baseURL ?? "" }]);
    for (const language of ["en", "ar"]) {
      await page.goto(`/${language}${path}`);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
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
    }
    await page.setViewportSize({ width: 320, height: 700 });
    for (const language of ["de", "ar", "zh", "ru"]) {
      await page.goto(`/${language}${path}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${language} at 320`).toBeLessThanOrEqual(0);
      expect(await page.content(), language).not.toMatch(/[">](?:accounts|letters|ui)\.[a-zA-Z][\w.-]+["<]/);
    }
  });
}

test("a form with problems says so to everybody: summary first, each field named, linked and described", async ({ page }) => {
  await page.goto("/en/register");
  await page.getByRole("button", { name: "Send me the letter" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByRole("alert").getByRole("link").click();
  const field = page.getByLabel("Your e-mail address");
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription("Fill this in.");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});
