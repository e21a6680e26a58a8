/** The groups of documents to which a patient agrees one by one. Each has words under `cases.groups`. */
export const groups = ["story", "reports", "images"] as const;
export type Group = (typeof groups)[number];

/** Why a facility says no. Each has words under `opinions.declines`. */
export const declineCodes = [
  "not-our-field",
  "no-capacity",
  "papers",
  "conflict",
  "other",
] as const;

export type ReferralState =
  | "chosen"
  | "offered"
  | "accepted"
  | "declined"
  | "lapsed"
  | "not-suitable"
  | "withdrawn"
  | "done";

/** The scope of the agreement that lets a facility see a group of documents of a request. */
export const consentScope = (requestId: string, facilityId: number, group: Group) =>
  `${requestId}:${facilityId}:${group}`;

/** Whether the places given are 1, 2, 3 without a gap and each facility shows something. */
export const isWhole = (
  choices: readonly { place: number; groups: readonly string[] }[],
  most: number,
): boolean =>
  choices.length >= 1 &&
  choices.length <= most &&
  choices.every((one) => one.groups.length > 0) &&
  choices
    .map((one) => one.place)
    .sort()
    .every((place, at) => place === at + 1);
