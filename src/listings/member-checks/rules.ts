/** How an item was found. Each has words under `listings.members.checkStates`. */
export const checkVerdicts = ["checked", "failed", "waived"] as const;
export type CheckVerdict = (typeof checkVerdicts)[number];
export type ItemState = "open" | CheckVerdict;

/** Whether an item stands in the way of nothing. */
export const isInOrder = (state: ItemState): boolean => state === "checked" || state === "waived";
