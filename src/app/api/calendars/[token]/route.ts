import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { feedBy } from "@/journey/calendars/queries";
import { calendarFile, type Title } from "@/journey/calendars/rules";
import { env } from "@/platform/env";

/** A journey's calendar behind its address: whoever has the address reads times and places, and nothing of the patient. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const feed = (await feedBy((await params).token)) ?? notFound();
  const t = await getTranslations({ locale: feed.language, namespace: "journey.calendar.titles" });
  const words = Object.fromEntries(
    (
      ["travel", "transfer", "lodging", "appointment", "papers", "arrival", "departure"] as const
    ).map((title) => [title, t(title)]),
  ) as Record<Title, string>;
  const file = calendarFile(feed.events, {
    name: "Health Lombardy",
    host: new URL(env().PUBLIC_URL).host,
    now: new Date(),
    words,
  });
  return new Response(file, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="${feed.code}.ics"`,
    },
  });
}
