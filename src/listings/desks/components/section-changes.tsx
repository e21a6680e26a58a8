import { useTranslations } from "next-intl";
import { differences } from "../../drafts/rules";
import { isSection } from "../../facilities/rules";
import type { Fields, Series } from "../../releases/rules";
import { WordChanges } from "./word-changes";

type Names = (path: string) => string;

/** What differs between two states of a listing, section by section and value by value. */
export function SectionChanges({
  before,
  after,
  language,
  nameOf,
}: {
  before: Fields;
  after: Fields;
  language: Series;
  nameOf: Names;
}) {
  const t = useTranslations("listings");
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names
    .map((section) => ({ section, lines: differences(before[section], after[section]) }))
    .filter(({ lines }) => lines.length > 0);
  if (changed.length === 0) return <p>{t("changes.none")}</p>;
  return changed.map(({ section, lines }) => (
    <section key={section} className="mt-6">
      <h3>{isSection(section) ? t(`sections.${section}`) : section}</h3>
      <dl className="mt-2">
        {lines.map((line) => (
          <div key={line.path} className="border-b border-line py-2">
            <dt className="source">{nameOf(line.path)}</dt>
            <dd>
              <WordChanges before={line.before} after={line.after} language={language} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}
