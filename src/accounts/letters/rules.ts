/** The kinds of letters. Each has its words under `letters.kinds`; none says anything about anybody's health. */
const letterKinds = [
  "register",
  "register-known",
  "sign-in",
  "sign-in-unknown",
  "invitation",
  "email-confirm",
  "email-known",
  "email-changed",
  "new-device",
  "password-guessed",
  "notice",
  "consent-receipt",
  "export-ready",
  "erasure-receipt",
  "image-link",
  "partner-application",
  "partner-submitted",
  "partner-decided",
  "partner-admitted",
  "partner-state",
  "broker-answer",
  "partner-complaint",
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** The page that a letter's button opens; with a link, its token follows. */
export const letterPaths: Record<LetterKind, string> = {
  register: "/register/confirm",
  "register-known": "/sign-in",
  "sign-in": "/sign-in/link",
  "sign-in-unknown": "/register",
  invitation: "/invitation",
  "email-confirm": "/email",
  "email-known": "/sign-in",
  "email-changed": "/sign-in",
  "new-device": "/account/security",
  "password-guessed": "/account/security",
  notice: "/account/notices",
  "consent-receipt": "/account/consents",
  "export-ready": "/account/data",
  "erasure-receipt": "/privacy",
  "image-link": "/images",
  "partner-application": "/become-a-partner/application",
  "partner-submitted": "/become-a-partner/application",
  "partner-decided": "/become-a-partner/application",
  "partner-admitted": "/sign-in",
  "partner-state": "/partner",
  "broker-answer": "/report-a-broker",
  "partner-complaint": "/complain",
};

/** After this many hand-overs without a clear answer a letter is not tried again: it may have arrived each time. */
export const mostOpenTries = 2;
