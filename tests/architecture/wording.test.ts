import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isOverdue } from "@/content/promises/rules";
import { wordFaults } from "@/content/wording/rules";
import { isLanguage } from "@/platform/i18n/rules";

const reference = join(import.meta.dirname, "../../prisma/seed/reference");

const files = (folder: string) =>
  readdirSync(join(reference, folder))
    .filter((name) => name.endsWith(".json"))
    .map((name) => `${folder}/${name}`);

/** Every sentence below a language's key, with where it stands. */
function sentences(
  value: unknown,
  path: readonly string[],
): { at: string; language: string; text: string }[] {
  if (typeof value === "string") {
    const language = path.findLast(isLanguage);
    return language ? [{ at: path.join("."), language, text: value }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, [...path, key]));
}

/** The words that patients search by are theirs, not ours. */
const isSearched = (at: string) => /\.words\.\d+$/.test(at);
const isIllness = (at: string) => /\.D\d\d-C\d\d\./.test(at);

const all = [
  ...["statements", "profiles", "abouts", "highlight-texts", "words"].flatMap(files),
].flatMap((file) => sentences(JSON.parse(readFileSync(join(reference, file), "utf8")), [file]));
const highlights = files("facilities").flatMap((file) =>
  (
    JSON.parse(readFileSync(join(reference, file), "utf8")) as {
      slug: string;
      highlights?: { text: string }[];
    }[]
  ).flatMap(({ slug, highlights: list = [] }) =>
    list.map(({ text }) => ({ at: `${file}.${slug}`, language: "en", text })),
  ),
);

test("no seed sentence praises, ranks, promises or presses, in any language", () => {
  expect(all.length).toBeGreaterThan(10_000);
  const faults = [...all, ...highlights].flatMap(({ at, language, text }) =>
    isLanguage(language) && !isSearched(at)
      ? wordFaults(text, language, isIllness(at) ? "illness" : "care").map(
          (fault) => `${at}: ${fault.words} (${fault.category}) — ${text}`,
        )
      : [],
  );
  expect(faults).toEqual([]);
});

test("no seed sentence promises something for a time that is over", () => {
  const today = new Date();
  const overdue = [...all, ...highlights].filter(
    ({ at, language, text }) =>
      isLanguage(language) && !at.startsWith("words/") && isOverdue(text, language, null, today),
  );
  expect(overdue).toEqual([]);
});
