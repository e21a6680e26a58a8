import { useFormatter } from "next-intl";

/** How a moment is said on pages that know their reader: in the time of Milan. */
export const moment = { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Rome" } as const;

export function Time({ at, isDay = false }: { at: Date; isDay?: boolean }) {
  const said = useFormatter().dateTime(
    at,
    isDay ? { dateStyle: "medium", timeZone: "Europe/Rome" } : moment,
  );
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap">
      {said}
    </time>
  );
}
