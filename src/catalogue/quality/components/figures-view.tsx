import { useFormatter, useTranslations } from "next-intl";
import type { Facility } from "@/catalogue/facilities/queries";
import { isOld, publisherOf } from "@/catalogue/facilities/rules";
import { SourceLine } from "@/ui/data/source-line";
import type { Figure, Spread } from "../queries";
import { ageBands, isIndicator } from "../rules";
import { SpreadChart } from "./spread-chart";

const named = <Said extends { sourceUrl: string | null }>(said: Said) => ({
  ...said,
  sourceName: publisherOf(said.sourceUrl),
});

type Props = {
  facility: Facility;
  figures: readonly Figure[];
  spread: Spread;
  now: Date;
  oldAfterYears: number;
};

/** The published counts of a facility: a small chart each, and the same in a table. */
export function FiguresView({ facility, figures, spread, now, oldAfterYears }: Props) {
  const t = useTranslations("catalogue.figures");
  const format = useFormatter();
  const charts = [
    {
      key: "beds",
      value: facility.beds,
      year: facility.bedsYear,
      all: spread.beds,
      fact: facility.facts.beds,
    },
    {
      key: "discharges",
      value: facility.discharges,
      year: facility.dischargesYear,
      all: spread.discharges,
      fact: facility.facts.discharges,
    },
  ] as const;
  const known = charts.filter((chart) => chart.value !== null);
  const ages = figures.filter((figure) => figure.indicator === "discharges-by-age-and-sex");
  const published = figures.filter(
    (figure) => !["discharges-by-age-and-sex", "deaths"].includes(figure.indicator),
  );
  const others = [
    ...known.map((chart) => ({
      indicator: chart.key,
      category: "",
      year: chart.year,
      value: chart.value,
    })),
    ...published.filter(
      (figure) =>
        !known.some((chart) => chart.key === figure.indicator && chart.year === figure.year),
    ),
  ];
  if (known.length === 0 && figures.length === 0) return <p>{t("none")}</p>;
  return (
    <>
      <p className="max-w-prose text-quiet">{t("size")}</p>
      <div className="mt-4 grid gap-8 md:grid-cols-2">
        {known.map((chart) => (
          <div key={chart.key}>
            <h3>
              {t(chart.key)}: {format.number(chart.value ?? 0)}
              {chart.year && <span className="source"> ({String(chart.year)})</span>}
            </h3>
            <SpreadChart label={t(chart.key)} value={chart.value ?? 0} all={chart.all} />
            {chart.fact && (
              <SourceLine
                said={named(chart.fact)}
                isOld={isOld(chart.year ? String(chart.year) : null, now, oldAfterYears)}
              />
            )}
            {chart.fact?.note && (
              <p className="source" lang="en" dir="ltr">
                {chart.fact.note}
              </p>
            )}
          </div>
        ))}
      </div>
      {ages.length > 0 && <AgeTable figures={ages} />}
      {others.length > 0 && (
        <div
          className="mt-6 relative overflow-x-auto"
          tabIndex={0}
          role="region"
          aria-label={t("table")}
        >
          <table className="w-full text-start">
            <caption className="pb-2 text-start font-semibold">{t("table")}</caption>
            <thead>
              <tr className="rule">
                <th scope="col" className="py-2 text-start">
                  {t("indicator")}
                </th>
                <th scope="col" className="py-2 text-end">
                  {t("year")}
                </th>
                <th scope="col" className="py-2 text-end">
                  {t("value")}
                </th>
              </tr>
            </thead>
            <tbody>
              {others.map((figure) => (
                <tr key={`${figure.indicator}${figure.category}${figure.year}`} className="rule">
                  <th scope="row" className="py-2 text-start font-normal">
                    {isIndicator(figure.indicator)
                      ? t(`indicators.${figure.indicator}`)
                      : figure.indicator}{" "}
                    {figure.category && <span lang="it">({figure.category})</span>}
                  </th>
                  <td className="py-2 text-end">
                    {figure.year === null ? "—" : String(figure.year)}
                  </td>
                  <td className="py-2 text-end">
                    {figure.value === null ? t("masked") : format.number(figure.value)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {[...new Map(published.map((figure) => [figure.sourceUrl, figure])).values()].map(
        (figure) => (
          <SourceLine key={figure.sourceUrl} said={named(figure)} />
        ),
      )}
    </>
  );
}

function AgeTable({ figures }: { figures: readonly Figure[] }) {
  const t = useTranslations("catalogue.figures");
  const format = useFormatter();
  const countOf = (sex: string, band: string) =>
    figures.find((figure) => figure.category === `${sex} ${band}`);
  const largest = Math.max(1, ...figures.map((figure) => figure.value ?? 0));
  return (
    <div
      className="mt-6 relative overflow-x-auto"
      tabIndex={0}
      role="region"
      aria-label={t("ages", { year: String(figures[0]?.year) })}
    >
      <table className="w-full">
        <caption className="pb-2 text-start font-semibold">
          {t("ages", { year: String(figures[0]?.year) })}
        </caption>
        <thead>
          <tr className="rule">
            <th scope="col" className="py-2 text-start">
              {t("age")}
            </th>
            <th scope="col" colSpan={2} className="py-2 text-start">
              {t("female")}
            </th>
            <th scope="col" colSpan={2} className="py-2 text-start">
              {t("male")}
            </th>
          </tr>
        </thead>
        <tbody>
          {ageBands.map((band) => (
            <tr key={band} className="rule">
              <th scope="row" className="py-1.5 pe-4 text-start font-normal">
                <bdi>{band}</bdi>
              </th>
              {(["female", "male"] as const).map((sex) => {
                const value = countOf(sex, band)?.value ?? null;
                return [
                  <td key={sex} className="w-16 py-1.5 pe-3 text-end">
                    {value === null ? t("masked") : format.number(value)}
                  </td>,
                  <td key={`${sex}-bar`} aria-hidden="true" className="py-1.5 pe-4">
                    <svg
                      viewBox="0 0 100 10"
                      preserveAspectRatio="none"
                      className="h-3 w-full min-w-16 rtl:-scale-x-100"
                    >
                      <rect
                        width={((value ?? 0) / largest) * 100}
                        height="10"
                        className="fill-green-line"
                      />
                    </svg>
                  </td>,
                ];
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {figures[0] && <SourceLine said={named(figures[0])} />}
    </div>
  );
}
