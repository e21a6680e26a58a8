import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Language } from "@/platform/i18n/rules";
import { SourceLine } from "@/ui/data/source-line";
import { Where } from "../../facilities/components/facility-row";
import type { FacilityCard, Offered } from "../../facilities/queries";
import { facilityPath, isSpokenLanguage } from "../../facilities/rules";
import { useMeasure, useSaid } from "../../statements/components/said";
import type { Statement } from "../../statements/rules";
import type { TopicName } from "../../topics/queries";
import { topicPath } from "../../topics/rules";

type Column = {
  facility: FacilityCard;
  offers: readonly Offered[];
  statements: readonly Statement[];
};
type Props = {
  language: Language;
  columns: readonly Column[];
  unknown: readonly string[];
  limit: number;
  hasTooMany: boolean;
  /** What the comparison began from: its rows come first. */
  topic: TopicName | null;
};

/** Up to four facilities side by side: the same rows for each, no marks and no winner. */
export function CompareView({ language, columns, unknown, limit, hasTooMany, topic }: Props) {
  const t = useTranslations("catalogue.compare");
  const c = useTranslations("catalogue");
  const format = useFormatter();
  const without = (slug: string) =>
    `/${language}/compare?${columns
      .filter((column) => column.facility.slug !== slug)
      .map((column) => `facility=${column.facility.slug}`)
      .join("&")}${topic ? `&topic=${topic.kind}:${topic.slug}` : ""}`;
  const measure = useMeasure();
  const sentence = useSaid();
  const aboutTopic = topic
    ? [
        {
          name: t("numbers", { topic: topic.name }),
          cell: ({ statements }: Column) => {
            const numbers = statements.flatMap((said) =>
              said.measures
                .filter((one) => one.topicId === topic.id)
                .map((one) => ({ said, text: measure(one, topic.id) })),
            );
            const first = numbers[0];
            if (!first) return t("nothing");
            return (
              <>
                {first.text}
                <SourceLine said={first.said} hasConfirmation={false} />
              </>
            );
          },
        },
        {
          name: t("evidence", { topic: topic.name }),
          cell: ({ statements }: Column) => {
            const first = statements[0];
            if (!first) return t("nothing");
            return (
              <>
                {sentence(first, topic.id)}
                <SourceLine said={first} hasConfirmation={false} />
              </>
            );
          },
        },
      ]
    : [];
  const rows: { name: string; cell: (column: Column) => ReactNode }[] = [
    ...aboutTopic,
    {
      name: t("place"),
      cell: ({ facility }) => <Where comune={facility.comune} province={facility.province} />,
    },
    {
      name: t("kind"),
      cell: ({ facility }) =>
        `${c(`kinds.${facility.kind}`)} · ${c(`ownership.${facility.ownership}`)}`,
    },
    {
      name: "IRCCS",
      cell: ({ facility }) =>
        facility.isIrccs ? list(facility.irccsFields.map((one) => c(`irccsFields.${one}`))) : "—",
    },
    {
      name: t("recognitions"),
      cell: ({ facility }) => list(facility.recognitions.map((kind) => c(`recognitions.${kind}`))),
    },
    { name: t("beds"), cell: ({ facility }) => count(facility.beds, facility.bedsYear) },
    {
      name: t("discharges"),
      cell: ({ facility }) => count(facility.discharges, facility.dischargesYear),
    },
    {
      name: t("languages"),
      cell: ({ facility }) =>
        list(facility.languages.map((one) => (isSpokenLanguage(one) ? c(`spoken.${one}`) : one))),
    },
    { name: t("sourced"), cell: ({ offers }) => topics(offers.filter((offer) => offer.isSourced)) },
    { name: t("listed"), cell: ({ offers }) => topics(offers.filter((offer) => !offer.isSourced)) },
    {
      name: t("opinion"),
      cell: ({ facility }) => (facility.offersSecondOpinion ? t("yes") : t("notYet")),
    },
  ];
  const count = (value: number | null, year: number | null) =>
    value === null
      ? t("nothing")
      : year
        ? `${format.number(value)} (${year})`
        : format.number(value);
  const list = (names: readonly string[]) =>
    names.length === 0 ? t("nothing") : names.join(" · ");
  const topics = (offers: readonly Offered[]) =>
    offers.length === 0 ? (
      t("nothing")
    ) : (
      <ul>
        {offers.map((offer) => (
          <li key={offer.id} className="py-0.5">
            <a href={`/${language}${topicPath(offer.kind, offer.slug)}`}>{offer.name}</a>
          </li>
        ))}
      </ul>
    );
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="mt-2 max-w-prose text-quiet">{t("lead", { limit })}</p>
      {hasTooMany && (
        <p role="alert" className="mt-4 border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t("tooMany", { limit })}
        </p>
      )}
      {unknown.length > 0 && (
        <p role="alert" className="mt-4 border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t("unknown", { count: unknown.length })}
        </p>
      )}
      {columns.length === 0 ? (
        <p className="mt-6 max-w-prose">
          {t("empty")} <a href={`/${language}/facilities`}>{t("choose")}</a>
        </p>
      ) : (
        <div
          className="mt-6 relative overflow-x-auto"
          tabIndex={0}
          role="region"
          aria-label={t("title")}
        >
          <table className="w-full min-w-max border-collapse md:min-w-full md:table-fixed">
            <thead>
              <tr>
                <th scope="col" className="w-36 text-start align-bottom">
                  <span className="sr-only">{t("row")}</span>
                </th>
                {columns.map(({ facility }) => (
                  <th
                    key={facility.slug}
                    scope="col"
                    className="max-w-60 pb-3 pe-4 text-start align-bottom"
                  >
                    <a
                      href={`/${language}${facilityPath(facility.slug)}`}
                      lang="it"
                      dir="ltr"
                      className="font-serif text-lead font-medium"
                    >
                      {facility.name}
                    </a>
                    <a
                      href={without(facility.slug)}
                      className="no-print source block font-normal"
                      data-uncompare={facility.slug}
                    >
                      {t("remove")}
                      <span className="sr-only"> {facility.name}</span>
                    </a>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name} className="rule">
                  <th scope="row" className="source py-3 pe-4 text-start align-top font-normal">
                    {row.name}
                  </th>
                  {columns.map((column) => (
                    <td key={column.facility.slug} className="max-w-60 py-3 pe-4 align-top">
                      {row.cell(column)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {columns.length > 0 && columns.length < limit && (
        <p className="mt-4">
          <a href={`/${language}/facilities`}>{t("choose")}</a>
        </p>
      )}
    </>
  );
}
