import { useTranslations } from "next-intl";
import { FacilityRow } from "@/catalogue/facilities/components/facility-row";
import {
  type FilterName,
  filterNames,
  type ListQuery,
  listAddress,
} from "@/catalogue/facilities/schema";
import { LombardyMap } from "@/catalogue/places/components/lombardy-map";
import type { Place } from "@/catalogue/places/queries";
import type { Language } from "@/platform/i18n/rules";
import { Icon } from "@/ui/icon";
import type { listedFacilities } from "../queries";
import { type Choices, Filters, useFilterWords } from "./filters";

type Props = {
  language: Language;
  query: ListQuery;
  wrong: readonly string[];
  list: Awaited<ReturnType<typeof listedFacilities>>;
  pages: number;
  near: Place | null;
  choices: Choices;
  airports: readonly Place[];
};

/** The list of facilities with its filters, its map and its pages. Every state is an address. */
export function ListView({ language, query, wrong, list, pages, near, choices, airports }: Props) {
  const t = useTranslations("catalogue.list");
  const words = useFilterWords(choices);
  const chosen = filterNames.filter((name) => query[name] !== undefined);
  const without = (name: FilterName) => {
    const { [name]: _dropped, page: _page, ...rest } = query;
    return `/${language}${listAddress(name === "near" ? ({ ...rest, within: undefined } as Partial<ListQuery>) : rest)}`;
  };
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="mt-2 max-w-prose text-quiet">{t("lead")}</p>
      {wrong.length > 0 && (
        <p role="alert" className="mt-4 border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t("wrong", { names: wrong.join(", ") })}
        </p>
      )}
      <div className="mt-6 grid gap-x-10 gap-y-8 lg:grid-cols-[19rem_1fr]">
        <Filters language={language} query={query} facets={list.facets} choices={choices} />
        <div>
          <p className="text-lead" role="status">
            <strong className="font-semibold">{t("total", { count: list.total })}</strong>
          </p>
          {chosen.length > 0 && (
            <ul className="mt-2 flex flex-wrap gap-2">
              {chosen.map((name) => (
                <li key={name}>
                  <a
                    href={without(name)}
                    className="mark mark-green inline-flex min-h-8 items-center gap-1.5 no-underline"
                  >
                    {words(name, String(query[name]))}
                    <Icon name="close" className="size-4" />
                    <span className="sr-only">{t("remove")}</span>
                  </a>
                </li>
              ))}
              <li>
                <a href={`/${language}/facilities`} className="inline-flex min-h-8 items-center">
                  {t("clear")}
                </a>
              </li>
            </ul>
          )}
          {list.total === 0 ? (
            <div className="rule mt-6 max-w-prose pt-5">
              <p>{t("none")}</p>
              <p className="mt-2">
                <a href={`/${language}/facilities`}>{t("clear")}</a>
              </p>
            </div>
          ) : (
            <>
              <details className="wide-open no-print mt-4">
                <summary className="cursor-pointer py-2 text-green underline">{t("map")}</summary>
                <div className="max-w-xl">
                  <LombardyMap language={language} points={list.points} airports={airports} />
                </div>
              </details>
              <ol className="mt-4" start={(query.page - 1) * list.facilities.length + 1}>
                {list.facilities.map((facility) => (
                  <FacilityRow
                    key={facility.id}
                    language={language}
                    facility={facility}
                    heading="h2"
                    distance={
                      near && facility.distance !== null
                        ? { km: facility.distance, from: near.name }
                        : null
                    }
                  />
                ))}
              </ol>
              <Pages language={language} query={query} pages={pages} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

function Pages({
  language,
  query,
  pages,
}: {
  language: Language;
  query: ListQuery;
  pages: number;
}) {
  const t = useTranslations("catalogue.list");
  if (pages < 2) return null;
  const near = [1, query.page - 1, query.page, query.page + 1, pages].filter(
    (page, at, all) => page >= 1 && page <= pages && all.indexOf(page) === at,
  );
  return (
    <nav aria-label={t("pages")} className="rule pt-5">
      <ul className="flex flex-wrap items-center gap-2">
        {near.map((page, at) => (
          <li key={page} className="flex items-center gap-2">
            {at > 0 && page - (near[at - 1] ?? 0) > 1 && <span aria-hidden="true">…</span>}
            <a
              href={`/${language}${listAddress({ ...query, page })}`}
              aria-current={page === query.page ? "page" : undefined}
              aria-label={t("page", { page })}
              className="flex min-h-11 min-w-11 items-center justify-center rounded-base border border-line no-underline aria-[current=page]:border-green aria-[current=page]:bg-green aria-[current=page]:text-surface"
            >
              {page}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
