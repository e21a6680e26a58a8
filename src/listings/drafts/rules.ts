import type { WordCategory } from "@/content/wording-words/rules";
import { isSame, type Json } from "../releases/rules";

/** Why a draft is not taken. Each has words under `listings.reasons`. */
export type DraftReason = "not-found" | "moved" | "nothing" | "waiting";

export type DraftState = "open" | "aside" | "submitted" | "returned" | "dropped" | "published";

/** What came of saving: `aside` where somebody else was quicker; the text lies beside theirs. */
export type Saved = { draftId: string; version: number; outcome: "saved" | "aside" };

export type Paragraph = { base: string; mine: string; theirs: string };

const paragraphs = (text: string) => text.split(/\n{2,}/).map((one) => one.trim());

/** Two texts of one origin, paragraph by paragraph; those alike in both are not asked about. */
export function paragraphsOf(base: string, mine: string, theirs: string): Paragraph[] {
  const [a, b, c] = [paragraphs(base), paragraphs(mine), paragraphs(theirs)];
  return Array.from({ length: Math.max(a.length, b.length, c.length) }, (_, at) => ({
    base: a[at] ?? "",
    mine: b[at] ?? "",
    theirs: c[at] ?? "",
  }));
}

/** The text that the choices make; a paragraph alike in both needs none. */
export const joined = (all: readonly Paragraph[], choose: (at: number) => "mine" | "theirs") =>
  all
    .map((one, at) => (one.mine === one.theirs ? one.mine : one[choose(at)]))
    .filter((text) => text !== "")
    .join("\n\n");

/** One line for each value of a section, named by its path, so that two states can be compared. */
function flat(value: Json | undefined, path = ""): [string, string][] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value))
    return value.flatMap((one, at) =>
      one !== null && typeof one === "object" && !Array.isArray(one)
        ? flat(one, `${path}/${String(one.language ?? one.topicId ?? one.key ?? one.file ?? at)}`)
        : [[`${path}/${String(one)}`, String(one)] as [string, string]],
    );
  if (typeof value === "object")
    return Object.entries(value).flatMap(([key, one]) => flat(one, path ? `${path}/${key}` : key));
  return [[path, String(value)]];
}

export type Line = { path: string; before: string; after: string };

/** What differs between two states of a section, value by value. */
export function differences(before: Json | undefined, after: Json | undefined): Line[] {
  if (isSame(before, after)) return [];
  const [old, fresh] = [new Map(flat(before)), new Map(flat(after))];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((path) => ({ path, before: old.get(path) ?? "", after: fresh.get(path) ?? "" }))
    .filter((line) => line.before !== line.after);
}

/** A word that the check stops, where it stands, and of which kind it is; words of the kind under `content.wording`. */
export type Stop = { field: string; words: string; category: WordCategory };
