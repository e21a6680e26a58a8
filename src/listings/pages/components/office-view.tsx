import { useFormatter, useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import type { WaitingChange } from "../../changes/queries";
import type { ListedFacility } from "../../desks/queries";
import { deskPath } from "../../desks/rules";
import { useSaid } from "./home-view";

type Props = {
  language: Language;
  waiting: readonly WaitingChange[];
  facilities: readonly ListedFacility[];
  name: string;
  page: number;
};

/** What facilities ask of the association, and every listing by its name. */
export function OfficeView({ language, waiting, facilities, name, page }: Props) {
  const t = useTranslations("listings.office");
  const format = useFormatter();
  const said = useSaid();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "medium", timeZone: "Europe/Rome" });
  const more = (to: number) =>
    `/${language}/association/listings?${new URLSearchParams({ ...(name ? { name } : {}), page: String(to) })}`;
  return (
    <>
      <section aria-labelledby="waiting">
        <h2 id="waiting">{t("waiting")}</h2>
        {waiting.length === 0 && <p className="mt-2">{t("none")}</p>}
        <ul>
          {waiting.map((change) => {
            const words = said(change.sections, change.language);
            return (
              <li key={change.id} className="border-b border-line py-3">
                <a href={deskPath(language, "/review", { change: change.id, of: change.slug })}>
                  <bdi>{change.name}</bdi>: {words.section} ({words.language})
                </a>
                <p className="source">
                  {change.lookAgainBy && change.state === "published"
                    ? t("lookBy", { date: day(change.lookAgainBy) })
                    : change.stops.length > 0
                      ? t("stopped")
                      : t("asked")}{" "}
                  · {day(change.submittedAt)}
                </p>
              </li>
            );
          })}
        </ul>
      </section>
      <section aria-labelledby="find" className="mt-10">
        <h2 id="find">{t("find")}</h2>
        <form method="get" className="mt-3 flex flex-wrap items-end gap-3">
          <label className="block">
            <span className="block font-semibold">{t("name")}</span>
            <input
              name="name"
              type="search"
              defaultValue={name}
              maxLength={100}
              className="field"
            />
          </label>
          <button type="submit" className="button button-quiet">
            {t("search")}
          </button>
        </form>
        {facilities.length === 0 && <p className="mt-4">{t("empty")}</p>}
        <ul className="mt-4">
          {facilities.slice(0, 25).map((one) => (
            <li key={one.slug} className="border-b border-line py-3">
              <a href={deskPath(language, "", { of: one.slug })}>
                <bdi>{one.name}</bdi>
              </a>
              <p className="source">
                <bdi>{one.comune}</bdi>
                {one.lastAt && <> · {t("changed", { date: day(one.lastAt) })}</>}
              </p>
            </li>
          ))}
        </ul>
        <p className="mt-4 flex gap-4">
          {page > 0 && <a href={more(page - 1)}>{t("before")}</a>}
          {facilities.length > 25 && <a href={more(page + 1)}>{t("next")}</a>}
        </p>
      </section>
    </>
  );
}
