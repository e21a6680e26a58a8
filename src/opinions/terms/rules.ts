import { dayIn, milan } from "@/platform/zones";

/** Why terms are not taken. Each has words under `cases.reasons`. */
export type TermsReason = "notAllowed" | "stale";

/** How many days an ISO day lies after today in Milan; negative where it is past. */
export const daysAhead = (day: string, now: Date): number =>
  Math.round((Date.parse(day) - Date.parse(dayIn(milan, now))) / 86_400_000);
