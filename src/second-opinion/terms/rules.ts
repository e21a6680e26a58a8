/** Why terms are not taken. Each has words under `secondOpinion.reasons`. */
export type TermsReason = "notAllowed" | "stale";

/** Country codes as they are typed: capitals or not, with commas or spaces between them; each once. */
export const countryList = (text: string): string[] =>
  [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ].sort();

/** How many days an ISO day lies after today in UTC; negative where it is past. */
export const daysAhead = (day: string, now: Date): number =>
  Math.round((Date.parse(day) - Date.parse(now.toISOString().slice(0, 10))) / 86_400_000);
