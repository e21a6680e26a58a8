import { useTranslations } from "next-intl";
import { facilityPath, isOld } from "@/catalogue/facilities/rules";
import type { Language } from "@/platform/i18n/rules";
import { SourceLine } from "@/ui/data/source-line";
import { barsOf, type Statement } from "../rules";
import { useMeasure } from "./said";

type Row = { slug: string; name: string; statements: readonly Statement[] };

/** Bars that stand open; the rest are folded, so that a phone reaches the list soon. */
const shown = 5;

/** Each facility's own number about a topic, as bars beside each other in the order of the page: no place, no mark. */
export function NumberBars({
  language,
  topicId,
  facilities,
  now,
  oldAfterYears,
}: {
  language: Language;
  topicId: string;
  facilities: readonly Row[];
  now: Date;
  oldAfterYears: number;
}) {
  const t = useTranslations("catalogue.bars");
  const measure = useMeasure();
  const bars = barsOf(
    topicId,
    facilities.map((facility) => ({ key: facility, statements: facility.statements })),
  );
  const most = Math.max(...bars.map((bar) => bar.measure.value));
  if (bars.length === 0) return null;
  const line = ({ key: facility, statement, measure: one }: (typeof bars)[number]) => (
    <li key={facility.slug} className="rule py-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <a href={`/${language}${facilityPath(facility.slug)}`} lang="it" dir="ltr">
          {facility.name}
        </a>
        <span className="tabular-nums">{measure(one, topicId)}</span>
      </div>
      <svg
        viewBox="0 0 100 2"
        preserveAspectRatio="none"
        className="mt-1 h-2 w-full rtl:-scale-x-100"
        aria-hidden="true"
      >
        <rect width="100" height="2" className="fill-line" />
        <rect width={(one.value / most) * 100} height="2" className="fill-green" />
      </svg>
      <SourceLine
        said={statement}
        hasConfirmation={false}
        isOld={isOld(statement.sourceDate, now, oldAfterYears)}
      />
    </li>
  );
  return (
    <section aria-labelledby="numbers" className="mt-6 max-w-2xl">
      <h3 id="numbers">{t("title")}</h3>
      <p className="source">{t("note")}</p>
      <ul className="mt-2">{bars.slice(0, shown).map(line)}</ul>
      {bars.length > shown && (
        <details>
          <summary className="cursor-pointer py-2 text-green underline">
            {t("more", { count: bars.length - shown })}
          </summary>
          <ul>{bars.slice(shown).map(line)}</ul>
        </details>
      )}
    </section>
  );
}
