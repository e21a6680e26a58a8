import { useTranslations } from "next-intl";
import { Form, Submit } from "@/ui/forms/form";
import { changeFeedAction } from "../actions";

/** The calendar of a journey: a file, and an address to subscribe to that can be changed. */
export function CalendarView({
  journey,
  token,
  origin,
}: {
  journey: { id: string; code: string };
  token: string | null;
  /** Of this portal, "https://…". */
  origin: string;
}) {
  const t = useTranslations("journey.calendar");
  const path = `/api/calendars/${token}`;
  return (
    <section aria-labelledby="calendar" className="mt-10">
      <h2 id="calendar" className="text-title">
        {t("title")}
      </h2>
      <p className="source mb-3">{t("lead")}</p>
      {token && (
        <ul className="mb-3">
          <li>
            <a href={path}>{t("file")}</a>
          </li>
          <li>
            <a href={`${origin.replace(/^https?/, "webcal")}${path}`}>{t("subscribe")}</a>
          </li>
        </ul>
      )}
      <Form action={changeFeedAction} id="calendar" words="journey">
        <input type="hidden" name="code" value={journey.code} />
        <input type="hidden" name="journeyId" value={journey.id} />
        <div className="flex flex-wrap gap-3">
          <Submit tone="quiet" name="does" value="make">
            {t(token ? "change" : "make")}
          </Submit>
          {token && (
            <Submit tone="quiet" name="does" value="end">
              {t("end")}
            </Submit>
          )}
        </div>
      </Form>
    </section>
  );
}
