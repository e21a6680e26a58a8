/** What a notice can tell, by group. `safety` always comes by letter too; for the others the reader decides. */
const noticeGroups = {
  safety: [
    "new-device",
    "password-guessed",
    "password-changed",
    "second-factor-changed",
    "email-changed",
  ],
  roles: [
    "role-granted",
    "role-ended",
    "relative-joined",
    "relative-ended",
    "rights-changed",
    "proof-decided",
  ],
  consents: ["consent-given", "consent-withdrawn"],
  data: ["export-ready", "erasure-asked"],
  requests: [
    "request-moved",
    "request-message",
    "request-reminder",
    "request-late",
    "request-new",
    "request-waiting-you",
  ],
  work: [
    "proof-waiting",
    "request-waiting",
    "jobs-dead",
    "case-waiting",
    "case-late",
    "translation-waiting",
    "complaint-waiting",
    "partner-waiting",
    "partner-reminder",
    "partner-decided",
    "broker-reported",
    "partner-complaint",
    "listing-waiting",
    "listing-decided",
    "listing-changed",
    "listing-held",
    "listing-proof",
    "listing-expired",
    "listing-asked",
    "facility-decided",
    "facility-task",
  ],
} as const;

export type NoticeGroup = keyof typeof noticeGroups;
export type NoticeKind = (typeof noticeGroups)[NoticeGroup][number];

/** Groups for which the reader chooses. Letters on the safety of the account and receipts for agreements always go out. */
export const chosenGroups = [
  "roles",
  "data",
  "requests",
  "work",
] as const satisfies readonly NoticeGroup[];

export const groupOf = (kind: NoticeKind): NoticeGroup =>
  (Object.keys(noticeGroups) as NoticeGroup[]).find((group) =>
    (noticeGroups[group] as readonly string[]).includes(kind),
  ) ?? "safety";

/** The page that a notice leads to. */
export const noticePaths: Record<NoticeKind, string> = {
  "new-device": "/account/security",
  "password-guessed": "/account/security",
  "password-changed": "/account/security",
  "second-factor-changed": "/account/security",
  "email-changed": "/account",
  "role-granted": "/account",
  "role-ended": "/account",
  "relative-joined": "/account/people",
  "relative-ended": "/account",
  "rights-changed": "/account/patients",
  "proof-waiting": "/association/proofs",
  "proof-decided": "/account",
  "consent-given": "/account/consents",
  "consent-withdrawn": "/account/consents",
  "export-ready": "/account/data",
  "erasure-asked": "/account/data",
  "request-waiting": "/association/rights",
  "jobs-dead": "/association/jobs",
  "request-moved": "/second-opinion/cases",
  "request-message": "/second-opinion/cases",
  "request-reminder": "/second-opinion/cases",
  "request-late": "/association/requests",
  "request-new": "/association/requests",
  "request-waiting-you": "/association/requests",
  "case-waiting": "/facility/cases",
  "case-late": "/facility/cases",
  "translation-waiting": "/work",
  "complaint-waiting": "/association/complaints",
  "partner-waiting": "/association/partners",
  "partner-reminder": "/partner",
  "partner-decided": "/partner",
  "broker-reported": "/association/brokers",
  "partner-complaint": "/association/partner-complaints",
  "listing-waiting": "/desk",
  "listing-decided": "/desk",
  "listing-changed": "/desk/history",
  "listing-held": "/desk",
  "listing-proof": "/desk",
  "listing-expired": "/desk/history",
  "listing-asked": "/association/listings",
  "facility-decided": "/desk",
  "facility-task": "/association/facilities?state=tasks",
};
