/** How an item was found. Each has words under `listings.members.checkStates`. */
export const checkVerdicts = ["checked", "failed", "waived"] as const;
export type CheckVerdict = (typeof checkVerdicts)[number];
export type ItemState = "open" | CheckVerdict;
