import { useFormatter } from "next-intl";

/** How a moment is said on pages that know their reader: in the time of Milan. */
export const moment = { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Rome" } as const;

export function Time({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{useFormatter().dateTime(at, moment)}</time>;
}
