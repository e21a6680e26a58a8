import { useFormatter } from "next-intl";
import { milan } from "@/platform/zones";

/** How a moment is said on pages that know their reader: in the time of Milan. */
export const moment = { dateStyle: "medium", timeStyle: "short", timeZone: milan } as const;

export function Time({ at, isDay = false }: { at: Date; isDay?: boolean }) {
  const said = useFormatter().dateTime(
    at,
    isDay ? { dateStyle: "medium", timeZone: milan } : moment,
  );
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap">
      {said}
    </time>
  );
}
