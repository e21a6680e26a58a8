import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const options = {
  runOnly: {
    type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  },
  resultTypes: ["violations"],
  iframes: false,
  preload: false,
} satisfies RunOptions;

const areas = readdirSync("messages/en").map((file) => file.replace(".json", ""));
const key = new RegExp(`[">](?:${areas.join("|")})\\.[a-zA-Z][\\w.-]+["<]`);

/** What axe finds on the page as it stands, a line each. Run in the page itself: no page of ours has frames, and the detour for them takes twice the time. */
export async function faultsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const { violations } = await page.evaluate(
    (asked) =>
      (window as unknown as { axe: { run(asked: RunOptions): Promise<AxeResults> } }).axe.run(
        asked,
      ),
    options as RunOptions,
  );
  return violations.map(({ id, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => node.target.join(" "));
    return `${id}: ${where.join(", ")}`;
  });
}

/** How far the page runs over the window's edge, in pixels. */
export const overEdge = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** A page in English on a wide screen and in Arabic on a phone under axe; and in three languages at 320 pixels, where nothing may run over the edge. */
export async function expectAccessible(page: Page, path: string) {
  for (const [language, width] of [
    ["en", 1280],
    ["ar", 360],
    ["de", 320],
    ["ru", 320],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`/${language}${path}`);
    if (width > 320) expect(await faultsOf(page), `${language} ${path} at ${width}`).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    if (language !== "en")
      expect(await overEdge(page), `${language} ${path} at 320`).toBeLessThanOrEqual(0);
    // A message that lacks its words or a value is shown by its key.
    // What a field holds may be written like a key; what stands on the page may not.
    const shown = (await page.content()).replaceAll(/ value="[^"]*"/g, "");
    expect(shown, language).not.toMatch(key);
  }
}
