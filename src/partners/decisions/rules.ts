/** Why a decision is not taken. Each has words under `partners.reasons`. */
export type DecisionReason =
  | "not-found"
  | "notAllowed"
  | "stale"
  | "illegal"
  | "notChecked"
  | "notChecker"
  | "notYourself";

/** A firm's name in addresses, plain letters only; a number follows where it is taken. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 80)
    .replaceAll(/-+$/g, "") || "partner";
