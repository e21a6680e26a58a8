import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A page in English on a wide screen and in Arabic on a phone under axe; and in four languages at 320 pixels, where nothing may run over the edge. */
export async function expectAccessible(page: Page, path: string) {
  for (const [language, width] of [
    ["en", 1280],
    ["ar", 360],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`/${language}${path}`);
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const found = violations.map(
      (one) =>
        `${one.id}: ${one.nodes
          .map((node) => node.target.join(" "))
          .slice(0, 3)
          .join(", ")}`,
    );
    expect(found, `${language} ${path} at ${width}`).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  for (const language of ["de", "ar", "zh", "ru"]) {
    await page.goto(`/${language}${path}`);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      `${language} ${path} at 320`,
    ).toBeLessThanOrEqual(0);
    // A message that lacks its words or a value is shown by its key.
    expect(await page.content(), language).not.toMatch(
      /[">](?:accounts|letters|secondOpinion|ui)\.[a-zA-Z][\w.-]+["<]/,
    );
  }
}
