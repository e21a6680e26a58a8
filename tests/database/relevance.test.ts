import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Found, search } from "@/catalogue/finding/queries";
import type { Language } from "@/platform/i18n/rules";

const asked = readFileSync(join(process.cwd(), "tests", "support", "relevance.txt"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => {
    const [language = "en", text = "", wanted = "", kind = "name"] = line.split("|");
    return { language: language as Language, text, wanted, kind };
  });

const answers = new Map<(typeof asked)[number], Found>();
const isRight = (question: (typeof asked)[number]) => {
  const found = answers.get(question);
  if (!found) return false;
  if (question.wanted === "!") return !found.sure;
  if (question.wanted.startsWith("!")) return found.urgent?.kind === question.wanted.slice(1);
  const wanted = question.wanted.split(",");
  return found.results.some((result) => wanted.includes(result.id));
};
const missed = (kinds: readonly string[]) => {
  const among = asked.filter((question) => kinds.includes(question.kind));
  const wrong = among.filter((question) => !isRight(question));
  const lines = wrong.map((question) => {
    const found = answers.get(question);
    return `${question.language} "${question.text}" wants ${question.wanted}, found ${found?.results.map((one) => one.id).join(" ") || "nothing"}${found?.sure ? "" : ", not sure"}`;
  });
  return { of: among.length, share: wrong.length / Math.max(1, among.length), lines };
};

beforeAll(async () => {
  for (const question of asked)
    answers.set(question, await search(question.text, question.language, 5));
}, 300_000);

test("the questions are at least five hundred, of every kind, in eight languages", () => {
  expect(asked.length).toBeGreaterThanOrEqual(500);
  expect(new Set(asked.map((question) => question.language)).size).toBe(8);
});

describe("among the first five is what was meant", () => {
  test.each([
    [["name", "typo", "roman"], 0.05],
    [["story"], 0.05],
    [["drug"], 0.05],
    [["place"], 0.05],
    [["page"], 0.05],
  ])("%s: all but %f", (kinds, most) => {
    const { of, share, lines } = missed(kinds);
    expect(of).toBeGreaterThan(0);
    expect(share, lines.join("\n")).toBeLessThanOrEqual(most);
  });
});

test("of what has no answer here, at least nine of ten are told so", () => {
  const { share, lines } = missed(["none"]);
  expect(share, lines.join("\n")).toBeLessThanOrEqual(0.1);
});

test("who is in danger is told first what to do", () => {
  const { share, lines } = missed(["danger"]);
  expect(share, lines.join("\n")).toBeLessThanOrEqual(0.05);
});

test("of what has an answer, few are called unsure", () => {
  const answerable = asked.filter((question) => !question.wanted.startsWith("!"));
  const unsure = answerable.filter((question) => !answers.get(question)?.sure);
  expect(
    unsure.length / answerable.length,
    unsure.map((question) => question.text).join("\n"),
  ).toBeLessThanOrEqual(0.1);
});
