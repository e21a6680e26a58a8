import { useFormatter, useTranslations } from "next-intl";
import type { Entry } from "../queries";
import { pageSize } from "../rules";

/** Who did what with what is the reader's own, in plain words. */
export function AccessView({
  language,
  entries,
  isFirst,
}: {
  language: string;
  entries: readonly Entry[];
  isFirst: boolean;
}) {
  const t = useTranslations("accounts.access");
  const said = useTranslations("accounts.roles");
  const action = useTranslations("accounts.actions");
  const format = useFormatter();
  const shown = entries.slice(0, pageSize);
  if (shown.length === 0) return <p>{t("none")}</p>;
  const who = (one: Entry) => {
    if (one.isOwn) return t("you");
    const role = said(one.role as "patient");
    return one.facility
      ? t("someoneAt", { role, facility: one.facility })
      : t("someoneAs", { role });
  };
  return (
    <>
      <section className="overflow-x-auto" tabIndex={0} aria-label={t("title")}>
        <table className="w-full">
          <caption className="sr-only">{t("title")}</caption>
          <thead>
            <tr className="border-b border-edge text-start">
              {(["when", "who", "what"] as const).map((name) => (
                <th key={name} scope="col" className="py-2 pe-4 text-start font-semibold">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.id} className="border-b border-line align-top">
                <td className="whitespace-nowrap py-2 pe-4">
                  <time dateTime={one.at.toISOString()}>
                    {format.dateTime(one.at, { dateStyle: "medium", timeStyle: "short" })}
                  </time>
                </td>
                <td className="py-2 pe-4">
                  <bdi>{who(one)}</bdi>
                </td>
                <td className="py-2">{action(one.action)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="mt-6 flex gap-6">
        {!isFirst && <a href={`/${language}/account/access`}>{t("newer")}</a>}
        {entries.length > pageSize && (
          <a href={`/${language}/account/access?before=${shown.at(-1)?.id ?? 0}`}>{t("older")}</a>
        )}
      </p>
    </>
  );
}
