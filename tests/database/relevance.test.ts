import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { search } from "@/catalogue/finding/queries";
import type { Language } from "@/platform/i18n/rules";

const asked = readFileSync(join(process.cwd(), "tests", "support", "relevance.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => {
    const [language = "en", text = "", wanted = ""] = line.split("|");
    return { language: language as Language, text, wanted: wanted.split(",") };
  });

test("at least 95 of 100 searches, in eight languages, find what is meant among the first five", async () => {
  expect(asked.length).toBeGreaterThanOrEqual(200);
  const missed: string[] = [];
  for (const { language, text, wanted } of asked) {
    const { results } = await search(text, language, 5);
    if (!results.some((result) => wanted.includes(result.id)))
      missed.push(
        `${language} "${text}" wants ${wanted.join(" or ")}, found ${results.map((result) => result.id).join(" ") || "nothing"}`,
      );
  }
  console.info(
    `recall at 5: ${(100 * (1 - missed.length / asked.length)).toFixed(1)} % of ${asked.length}${missed.length ? `\n${missed.join("\n")}` : ""}`,
  );
  expect(missed.length / asked.length, missed.join("\n")).toBeLessThanOrEqual(0.05);
});
