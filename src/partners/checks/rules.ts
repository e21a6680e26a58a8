import type { Item } from "../categories/rules";
import { dayAfter, daysUntil } from "../categories/rules";

/** How an item of the checklist was found. Each has words under `partners.checkStates`. */
export type CheckState = "open" | "checked" | "failed" | "waived" | "expired";
export const verdicts = ["checked", "failed", "waived"] as const;
export type Verdict = (typeof verdicts)[number];

export type CheckReason =
  | "not-found"
  | "notAllowed"
  | "illegal"
  | "notYourself"
  | "noPaper"
  | "needsReason"
  | "needsEnd"
  | "endPast"
  | "stale";

/** Whether an item stands in the way of nothing. */
export const isSettled = (state: CheckState): boolean => state === "checked" || state === "waived";

/**
 * Until when a check holds: as long as its paper says, or as many days as the list says, a year where it says nothing. An
 * earlier day that the checker chose stands.
 */
export function endOf(
  item: Pick<Item, "ends" | "holds">,
  verdict: Verdict,
  typed: string | null,
  now: Date,
): { endsOn: string | null } | { reason: "needsEnd" | "endPast" } {
  if (verdict === "failed") return { endsOn: null };
  if (typed !== null && daysUntil(typed, now) < 1) return { reason: "endPast" };
  if (item.ends === "needed" && verdict === "checked")
    return typed === null ? { reason: "needsEnd" } : { endsOn: typed };
  const latest = dayAfter(item.holds ?? 365, now);
  return { endsOn: typed !== null && typed < latest ? typed : latest };
}

/** Of the reminders before an end, those that are due and were not sent: the nearest alone counts, so that nobody gets two letters at once. */
export function reminderDue(
  daysLeft: number,
  told: readonly number[],
  reminders: readonly number[],
): number | null {
  const due = reminders.filter((days) => daysLeft <= days).sort((a, b) => a - b)[0];
  return daysLeft >= 0 && due !== undefined && !told.includes(due) ? due : null;
}
