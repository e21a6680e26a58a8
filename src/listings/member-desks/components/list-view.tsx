import { useFormatter, useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { Pager } from "@/ui/data/pager";
import { Time } from "@/ui/data/time";
import { StateMark } from "../../members/components/moves-view";
import { memberStates } from "../../members/rules";
import type { MemberLine } from "../queries";
import { type MemberQuery, memberSorts } from "../schema";

type Props = {
  language: Language;
  query: MemberQuery;
  page: number;
  size: number;
  total: number;
  lines: readonly MemberLine[];
};

/** The facilities for the association, by state, by name, in an order of its choice. */
export function MemberListView({ language, query, page, size, total, lines }: Props) {
  const t = useTranslations("listings.members");
  const format = useFormatter();
  const base = `/${language}/association/facilities`;
  const at = (number: number) =>
    `${base}?${new URLSearchParams({ ...query, page: String(number) })}`;
  const selects = [
    [
      "state",
      t("state"),
      [
        { value: "", label: t("all") },
        { value: "tasks", label: t("tasksFilter") },
        ...memberStates.map((one) => ({ value: one, label: t(`states.${one}`) })),
      ],
    ],
    ["sort", t("sort"), memberSorts.map((one) => ({ value: one, label: t(`sorts.${one}`) }))],
  ] as const;
  return (
    <>
      <form action={base} className="flex flex-wrap items-end gap-4">
        <label className="block">
          <span className="block font-semibold">{t("name")}</span>
          <input
            name="name"
            type="search"
            defaultValue={query.name}
            maxLength={100}
            className="field"
          />
        </label>
        {selects.map(([name, label, options]) => (
          <label key={name} className="block">
            <span className="block font-semibold">{label}</span>
            <select name={name} defaultValue={query[name]} className="field max-w-72">
              {options.map((one) => (
                <option key={one.value} value={one.value}>
                  {one.label}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button type="submit" className="button button-quiet">
          {t("filter")}
        </button>
      </form>
      <p className="mt-6">{lines.length === 0 ? t("none") : t("count", { count: total })}</p>
      <ul className="mt-2">
        {lines.map((line) => (
          <li key={line.slug} className="border-b border-line py-4">
            <h2 className="text-lead">
              <a href={`${base}/${line.slug}`}>
                <bdi>{line.name}</bdi>
              </a>
            </h2>
            <p className="source flex flex-wrap items-center gap-x-4">
              <StateMark state={line.state} />
              <bdi>{line.comune}</bdi>
              <span>
                {t("complete", {
                  percent: format.number(line.percent / 100, { style: "percent" }),
                })}
              </span>
              <span>
                {t("updated")} <Time at={line.changedAt} isDay />
              </span>
              {line.items > 0 && (
                <span>{t("settled", { done: line.settled, all: line.items })}</span>
              )}
              {line.tasks > 0 && (
                <span className="mark mark-warm">{t("tasks", { count: line.tasks })}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
      <Pager page={page} pages={Math.ceil(total / size)} href={at} />
    </>
  );
}
