/** The roles of people, in the trade's words. Each has words in every language under `accounts.roles`. */
export const facilityRoles = [
  "facility-coordinator",
  "facility-editor",
  "facility-approver",
  "material-coordinator",
  "medical-triage",
  "specialist",
  "second-reader",
] as const;
export const officeRoles = [
  "administrator",
  "case-coordinator",
  "partner-curator",
  "privacy-officer",
] as const;
export const linguistRoles = ["interpreter", "translator"] as const;
export const relativeRoles = ["companion", "representative"] as const;
export const roles = [
  "patient",
  ...relativeRoles,
  ...facilityRoles,
  ...linguistRoles,
  "partner",
  ...officeRoles,
] as const;

export type FacilityRole = (typeof facilityRoles)[number];
export type OfficeRole = (typeof officeRoles)[number];
export type LinguistRole = (typeof linguistRoles)[number];
export type RelativeRole = (typeof relativeRoles)[number];
export type Role = (typeof roles)[number];

/** What a patient can let a companion do, one by one. Each has words under `accounts.rights`. */
export const relativeRights = [
  "see-requests",
  "see-messages",
  "write-messages",
  "see-documents",
  "add-documents",
  "arrange-journey",
] as const;
export type RelativeRight = (typeof relativeRights)[number];

/** What somebody may do for their partner, one by one. Each has words under `partners.rights`. */
export const partnerRights = [
  "manage-people",
  "edit-profile",
  "send-papers",
  "answer-orders",
] as const;
export type PartnerRight = (typeof partnerRights)[number];

const isOneOf =
  <T extends string>(list: readonly T[]) =>
  (value: string): value is T =>
    (list as readonly string[]).includes(value);

export const isFacilityRole = isOneOf(facilityRoles);
export const isOfficeRole = isOneOf(officeRoles);
export const isLinguistRole = isOneOf(linguistRoles);
export const isRelativeRole = isOneOf(relativeRoles);

/** Whoever sees other people's data by profession shows a second factor before anything opens. */
export const needsSecondFactor = (role: Role) => role !== "patient" && !isRelativeRole(role);
