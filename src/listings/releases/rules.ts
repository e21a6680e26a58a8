import { createHash } from "node:crypto";
import type { Language } from "@/platform/i18n/rules";

/** "" holds the facts that are the same in every language; each language is a series of its own. */
export type Series = Language | "";
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
/** The whole of what is published of one series, by section. */
export type Fields = { [section: string]: Json };

export type Origin = "seed" | "edit" | "import" | "return" | "timed" | "merge" | "expiry";
export type Confirmation = { by: "facility" | "association"; on: string };
/** `missing` has no text; `machine` nobody has checked; `outdated` was taken for another text of the source. */
export type UnitState = "missing" | "machine" | "checked" | "outdated";
export type TextState = "original" | "draft" | "checked" | "outdated";

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value !== null && typeof value === "object"
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, sorted((value as Record<string, unknown>)[key])]),
        )
      : value;

export const canonical = (value: unknown): string => JSON.stringify(sorted(value) ?? null);

/** The same for the same value, whatever the order of its keys. */
export const hashOf = (value: unknown): string =>
  createHash("sha256").update(canonical(value)).digest("hex");

export const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other);

/** A text without what changes nothing for a translator: form of letters, white space, kind of quotation mark. */
export const normalised = (text: string): string =>
  text
    .normalize("NFC")
    .replaceAll(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replaceAll(/\u00ab\s*|\s*\u00bb|[\u201c\u201d\u201e\u201f]/g, '"')
    .replaceAll(/\s+/g, " ")
    .trim();

export const textHash = (text: string): string => hashOf(normalised(text));

type Unit = { acceptedHash: string; method: string } | undefined;

/** Outdated exactly when the published source is another than the one it was accepted for: never by time. */
export function unitState(text: string, sourceText: string, unit: Unit): UnitState {
  if (text.trim() === "") return "missing";
  if (!unit) return "machine";
  if (unit.acceptedHash !== textHash(sourceText)) return "outdated";
  return unit.method === "machine" ? "machine" : "checked";
}

/** What readers are told of a language whose fields are in these states: the least sure one. */
export function shownState(states: readonly UnitState[]): TextState {
  if (states.includes("outdated")) return "outdated";
  return states.includes("machine") ? "draft" : "checked";
}

/**
 * What a later load of reference data may change: a section that people have published otherwise since the last load
 * stays as they published it. Answers the fields to publish and the sections kept.
 */
export function mergeLoaded(loaded: Fields, base: Fields, current: Fields) {
  const kept = Object.keys(loaded).filter(
    (section) =>
      !isSame(current[section], base[section]) && !isSame(current[section], loaded[section]),
  );
  const fields = Object.fromEntries(
    Object.entries(loaded).map(([section, value]) => [
      section,
      kept.includes(section) ? (current[section] ?? value) : value,
    ]),
  );
  return { fields, kept };
}
