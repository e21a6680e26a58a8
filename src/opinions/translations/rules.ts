/** How far a line of the ledger is. Each has words under `opinions.ledger`. */
export type TranslationState = "ordered" | "machine" | "taken" | "checked" | "sworn" | "cancelled";
export type Quality = "machine" | "checked" | "sworn";

/** The texts of a translation by the names of what they translate; a paper has one, called "text". */
export type Texts = Record<string, string>;

/** What has no translation yet. */
export const untranslated = (source: Texts, texts: Texts): string[] =>
  Object.keys(source).filter((name) => (texts[name] ?? "").trim() === "");

/** The pages named by "2", "1-3" or "1, 4-6", in order; null where it is not written so. All of them where it is empty. */
export function pagesIn(said: string, count: number): number[] | null {
  if (said.trim() === "") return Array.from({ length: count }, (_, at) => at + 1);
  const pages = new Set<number>();
  for (const part of said.split(",")) {
    const [, from, to] = /^\s*(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?\s*$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to ?? from)];
    if (!from || first < 1 || last < first || last > count) return null;
    for (let page = first; page <= last; page++) pages.add(page);
  }
  return [...pages].sort((a, b) => a - b);
}

/** Working days for a number of pages: two for the first twenty, one for each fifteen after. */
export const workingDaysFor = (pages: number): number =>
  2 + Math.max(0, Math.ceil((pages - 20) / 15));
