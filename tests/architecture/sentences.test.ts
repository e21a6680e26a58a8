import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { wordFaults } from "@/content/wording/rules";
import { languages } from "@/platform/i18n/rules";

type Labelled = Record<string, { stop: string[]; fine: string[] }>;

const labelled: Labelled = JSON.parse(
  readFileSync(join(import.meta.dirname, "sentences.json"), "utf8"),
);
const stops = (language: (typeof languages)[number], text: string) =>
  wordFaults(text, language).some(({ severity }) => severity === "stop");

describe.each(languages)("sentences in %s", (language) => {
  const { stop = [], fine = [] } = labelled[language] ?? {};

  test("that may not stand are stopped, those that may are not", () => {
    const missed = stop.filter((text) => !stops(language, text));
    const wrong = fine.filter((text) => stops(language, text));
    const found = stop.length - missed.length;
    const [recall, precision] = language === "en" || language === "it" ? [0.95, 0.8] : [0.85, 0.85];
    expect(found / stop.length, missed.join("\n")).toBeGreaterThanOrEqual(recall);
    expect(found / (found + wrong.length), wrong.join("\n")).toBeGreaterThanOrEqual(precision);
  });
});

test("there are four hundred of them", () => {
  const all = languages.flatMap((language) => [
    ...(labelled[language]?.stop ?? []),
    ...(labelled[language]?.fine ?? []),
  ]);
  expect(new Set(all).size).toBeGreaterThanOrEqual(400);
});
