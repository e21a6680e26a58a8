/** The agreements, each separate, in the order they are shown. Each has its wording among the reference data. */
export const consentKinds = [
  "terms",
  "health-data",
  "facility",
  "machine-translation",
  "linguists",
  "treating-doctor",
  "companion",
  "journey",
  "recording",
  "research",
  "marketing",
] as const;
export type ConsentKind = (typeof consentKinds)[number];

/** Given and taken back on the page of agreements. The terms end with the account. */
export const standingKinds = [
  "health-data",
  "machine-translation",
  "linguists",
  "treating-doctor",
  "research",
  "marketing",
] as const satisfies readonly ConsentKind[];

export type StandingKind = (typeof standingKinds)[number];
export const isStanding = (kind: string): kind is StandingKind =>
  (standingKinds as readonly string[]).includes(kind);
