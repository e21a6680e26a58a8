/** Why a proposal does not move. Each has words under `partners.reasons`. */
export type ReviewReason =
  | "not-found"
  | "notAllowed"
  | "stale"
  | "illegal"
  | "nothingNew"
  | "noServices"
  | "notYourself"
  | "needsReason";
