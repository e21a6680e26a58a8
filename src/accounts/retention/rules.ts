/** What is kept for a time, by the keys of its rules. Each has words under `accounts.retention.rules`; the days are data. */
export const retentionKeys = [
  "sessions",
  "links",
  "invitations",
  "letters",
  "notices",
  "exports",
  "consents",
  "audit",
  "devices",
  "idle-accounts",
  "proofs",
  "erasures",
] as const;
export type RetentionKey = (typeof retentionKeys)[number];

/** What stays, without a name, after somebody has been erased. */
export const keptAfterErasure = [
  "consents",
  "audit",
  "letters",
  "erasures",
] as const satisfies readonly RetentionKey[];

/** Whole years are said as years. */
export const spanOf = (days: number): { unit: "days" | "years"; number: number } =>
  days >= 365 && days % 365 === 0
    ? { unit: "years", number: days / 365 }
    : { unit: "days", number: days };
