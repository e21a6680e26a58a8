import { useFormatter, useTranslations } from "next-intl";
import type { PublishedVersion } from "../queries";

/** The versions of the rules: since when each, how many requests are under it, and what the association said of it. */
export function VersionsList({ versions }: { versions: readonly PublishedVersion[] }) {
  const t = useTranslations("cases.rules");
  const format = useFormatter();
  return (
    <ul className="mb-8">
      {versions.map(({ version, publishedOn, requests, note }) => (
        <li key={version} className="border-b border-line py-2">
          <p>
            {t("version", {
              version: String(version),
              date: format.dateTime(new Date(publishedOn), {
                dateStyle: "medium",
                timeZone: "UTC",
              }),
            })}
            <span className="source ms-4">{t("requests", { count: requests })}</span>
          </p>
          {note && (
            <p className="whitespace-pre-wrap" dir="auto">
              {note}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
