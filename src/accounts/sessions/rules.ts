import { needsSecondFactor, type Role } from "@/platform/roles";

/** Where a request comes from, as far as it is kept: never the whole address. */
export type From = { address: string; network: string; device: string };

const browsers: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/Chrome\/|\bCriOS\/|\bChromium\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];
const first = (list: [RegExp, string][], text: string) =>
  list.find(([pattern]) => pattern.test(text))?.[1] ?? "";

/** A browser and a system, "Firefox/Android"; nothing finer is kept of what a browser says of itself. */
export const deviceOf = (userAgent: string): string =>
  `${first(browsers, userAgent.slice(0, 500))}/${first(systems, userAgent.slice(0, 500))}`;

type Limits = {
  patientIdleHours: number;
  patientSessionDays: number;
  staffIdleMinutes: number;
  staffSessionHours: number;
};

/** Until when a session lasts unused, and until when in any case. Short as soon as one role sees other people's data. */
export function sessionEnds(
  roles: readonly Role[],
  limits: Limits,
  now: Date,
): { idleEndsAt: Date; endsAt: Date } {
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  return roles.some(needsSecondFactor)
    ? { idleEndsAt: later(limits.staffIdleMinutes), endsAt: later(limits.staffSessionHours * 60) }
    : {
        idleEndsAt: later(limits.patientIdleHours * 60),
        endsAt: later(limits.patientSessionDays * 24 * 60),
      };
}

/**
 * Where to go after signing in: a place of this site that was asked for, else the account. Anything that is not a plain
 * path here is left out, so that no link leads elsewhere from us.
 */
export function nextPath(language: string, wanted: string | null | undefined): string {
  const isOurs =
    typeof wanted === "string" &&
    wanted.length <= 300 &&
    /^\/[a-z]{2}\/(?:account|association|facility|work|second-opinion)(?:[/?][\w\-/?=&]*)?$/.test(
      wanted,
    );
  return isOurs ? wanted : `/${language}/account`;
}

const sessionReasons = [
  "wrong",
  "slowDown",
  "wrongCode",
  "linkGone",
  "needsProof",
  "alreadyDone",
] as const;
export type SessionReason = (typeof sessionReasons)[number];
