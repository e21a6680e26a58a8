import { diffWordsWithSpace } from "diff";
import type { Language } from "@/platform/i18n/rules";

export type Piece = { text: string; change: "same" | "added" | "removed" };

/** What was taken out of a text and put in, word by word as its language divides words. */
export function wordChanges(before: string, after: string, language: Language): Piece[] {
  return diffWordsWithSpace(before, after, {
    intlSegmenter: new Intl.Segmenter(language, { granularity: "word" }),
  }).map(({ value, added, removed }) => ({
    text: value,
    change: added ? "added" : removed ? "removed" : "same",
  }));
}

/** The address of a page of the desk. */
export function deskPath(
  language: string,
  page: string,
  query: Record<string, string | number>,
): string {
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === "" ? [] : [[name, String(value)] as [string, string]],
    ),
  );
  return `/${language}/desk${page}${asked.size > 0 ? `?${asked}` : ""}`;
}
