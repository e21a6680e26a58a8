import { useFormatter, useTranslations } from "next-intl";
import { isLanguage, type Language, languageNames, languages } from "@/platform/i18n/rules";
import { Filters } from "@/ui/data/filters";
import { Time } from "@/ui/data/time";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { SectionChanges } from "../../desks/components/section-changes";
import { useFieldName } from "../../desks/components/use-field-name";
import type { DeskRecord } from "../../desks/queries";
import { deskPath } from "../../desks/rules";
import { goBackAction } from "../../editor/actions";
import type { Release } from "../../releases/queries";
import type { Series } from "../../releases/rules";

type Props = {
  language: Language;
  desk: DeskRecord;
  series: Series;
  newest: number;
  history: { releases: readonly Release[]; hasMore: boolean; names: Record<string, string> };
  compared: { from: Release; to: Release } | null;
  topics: Readonly<Record<string, string>>;
};

/** Every release of one series: who, when, why; any two side by side; and the way back. */
export function HistoryView({ language, desk, series, newest, history, compared, topics }: Props) {
  const t = useTranslations("listings.history");
  const format = useFormatter();
  const nameOf = useFieldName(topics);
  const at = (query: Record<string, string | number>) =>
    deskPath(language, "/history", { in: series || "facts", of: desk.of, ...query });
  const name = (id: string | null) => (id && history.names[id]) || "–";
  return (
    <>
      <Filters
        filters={(["", ...languages] as const).map((one) => ({
          href: deskPath(language, "/history", { in: one || "facts", of: desk.of }),
          label: isLanguage(one) ? languageNames[one] : t("facts"),
          isHere: one === series,
        }))}
      />
      {compared && (
        <section className="mb-10 border-s-4 border-green ps-4" aria-labelledby="compared">
          <h2 id="compared">{t("from", { from: compared.from.no, to: compared.to.no })}</h2>
          <SectionChanges
            before={compared.from.fields}
            after={compared.to.fields}
            language={series}
            nameOf={nameOf}
          />
        </section>
      )}
      <ol>
        {history.releases.map((one) => (
          <li key={one.no} className="border-b border-line py-4">
            <h2 className="text-lead">{t("release", { number: one.no })}</h2>
            <p className="source">
              {t(`origins.${one.origin}`)} · <Time at={one.at} />
              {one.writtenBy.length > 0 && (
                <> · {t("by", { names: format.list(one.writtenBy.map(name)) })}</>
              )}
              {one.approvedBy && <>, {t("approved", { name: name(one.approvedBy) })}</>}
              {one.isSkipped && <>, {t("skipped")}</>}
            </p>
            {one.reason && (
              <p className="mt-1">
                <bdi>
                  {one.origin === "expiry"
                    ? one.reason.split(", ").map(nameOf).join(", ")
                    : one.reason}
                </bdi>
              </p>
            )}
            <p className="mt-2 flex flex-wrap gap-x-4">
              {one.no > 1 && <a href={at({ from: one.no - 1, to: one.no })}>{t("compare")}</a>}
              {one.no < newest && <a href={at({ from: one.no, to: newest })}>{t("now")}</a>}
            </p>
            {one.no < newest && (
              <Form action={goBackAction} id={`back-${one.no}`} words="listings">
                <input type="hidden" name="recordId" value={desk.record.id} />
                <input type="hidden" name="language" value={series} />
                <input type="hidden" name="releaseNumber" value={one.no} />
                <input type="hidden" name="of" value={desk.of} />
                <Fold summary={t("back")}>
                  <p className="mb-3">{t("backLead")}</p>
                  <Submit tone="quiet">
                    {t("back")}
                    <span className="sr-only">: {t("release", { number: one.no })}</span>
                  </Submit>
                </Fold>
              </Form>
            )}
          </li>
        ))}
      </ol>
      {history.hasMore && (
        <p className="mt-4">
          <a href={at({ before: history.releases.at(-1)?.no ?? 1 })}>{t("more")}</a>
        </p>
      )}
    </>
  );
}
