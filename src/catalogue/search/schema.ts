import { z } from "zod";

/** The longest query that is looked at; what a person types beyond it is left out. */
const longestQuery = 200;

/** Characters that PostgreSQL or a reader could stumble over: NUL, control and direction marks, half surrogates. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

export const SearchText = z
  .union([
    z.string(),
    z.array(z.string()).transform((all) => all[0] ?? ""),
    z.undefined().transform(() => ""),
  ])
  .transform((text) => clean(text.slice(0, 4 * longestQuery)).slice(0, longestQuery));
