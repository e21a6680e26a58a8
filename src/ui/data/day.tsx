import { useFormatter } from "next-intl";

/** A day of the calendar, as it is written: no zone moves it. */
export function Day({ on }: { on: string }) {
  const said = useFormatter().dateTime(new Date(`${on}T12:00:00Z`), {
    dateStyle: "medium",
    timeZone: "UTC",
  });
  return (
    <time dateTime={on} className="whitespace-nowrap">
      {said}
    </time>
  );
}
