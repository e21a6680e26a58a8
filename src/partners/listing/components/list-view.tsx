import { useFormatter, useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { Pager } from "@/ui/data/pager";
import { useLanguageName } from "../../categories/components/language-name";
import { categories, serviceLanguages } from "../../categories/rules";
import type { AreaName, ListedPartner } from "../queries";
import { listPath, type PartnerQuery, partnerPath } from "../rules";

type Props = {
  language: Language;
  query: PartnerQuery;
  total: number;
  pages: number;
  partners: readonly ListedPartner[];
  areas: readonly AreaName[];
};

/** Admitted partners, narrowed by what they do, where and in which language. Every state is an address. */
export function PartnersList({ language, query, total, pages, partners, areas }: Props) {
  const t = useTranslations("partners");
  const spoken = useLanguageName();
  const format = useFormatter();
  const names = new Map(areas.map(({ id, name }) => [id, name]));
  const list = (items: readonly string[]) => format.list(items, { type: "unit" });
  const selects = [
    ["category", categories.map((one) => ({ value: one, label: t(`categories.${one}`) }))],
    ["area", areas.map(({ id, name }) => ({ value: id, label: name }))],
    ["language", serviceLanguages.map((one) => ({ value: one, label: spoken(one) }))],
  ] as const;
  return (
    <>
      <h1>{t("list.title")}</h1>
      <p className="mt-4 max-w-prose">{t("list.lead")}</p>
      <form action={`/${language}/partners`} className="mt-6 flex flex-wrap items-end gap-4">
        {selects.map(([name, options]) => (
          <div key={name}>
            <label htmlFor={`by-${name}`} className="block font-semibold">
              {t(`list.${name}`)}
            </label>
            <select
              id={`by-${name}`}
              name={name}
              defaultValue={query[name] ?? ""}
              className="field max-w-72"
            >
              <option value="">{t("list.any")}</option>
              {options.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        ))}
        <button type="submit" className="button">
          {t("list.narrow")}
        </button>
      </form>
      <p className="mt-6" role="status">
        {t("list.count", { count: total })}
      </p>
      <ul>
        {partners.map((partner) => (
          <li key={partner.slug} className="border-b border-line py-4">
            <h2 className="text-lead">
              <a href={`/${language}${partnerPath(partner.slug)}`}>
                <bdi>{partner.name}</bdi>
              </a>
            </h2>
            <p>{list(partner.categories.map((one) => t(`categories.${one as "transfer"}`)))}</p>
            <p className="source">
              {list(partner.areas.map((one) => names.get(one) ?? one))}
              {" · "}
              {list(partner.languages.map((one) => spoken(one)))}
            </p>
            {!partner.isInOrder && <p className="text-warm">{t("page.notInOrder")}</p>}
          </li>
        ))}
      </ul>
      {total === 0 && (
        <p className="mt-4">
          {t("list.none")} <a href={`/${language}/partners`}>{t("list.all")}</a>
        </p>
      )}
      <Pager
        page={query.page}
        pages={pages}
        href={(page) => `/${language}${listPath({ ...query, page })}`}
      />
      <p className="mt-8 flex flex-wrap gap-x-6 gap-y-2">
        <a href={`/${language}/check-a-name`}>{t("names.title")}</a>
        <a href={`/${language}/report-a-broker`}>{t("brokers.title")}</a>
        <a href={`/${language}/become-a-partner`}>{t("become.title")}</a>
      </p>
    </>
  );
}
