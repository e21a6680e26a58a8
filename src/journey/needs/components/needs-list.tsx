import { useFormatter, useTranslations } from "next-intl";
import { useLanguageName } from "@/partners/categories/components/language-name";
import type { Needs } from "../rules";

/** What somebody needs on the way, from the closed list alone. */
export function NeedsList({ needs, people }: { needs: Needs; people: number }) {
  const t = useTranslations("journey");
  const format = useFormatter();
  const language = useLanguageName();
  const lines: [string, string][] = [
    [t("begin.people"), format.number(people)],
    [t("begin.mobility"), t(`mobility.${needs.mobility}`)],
    ...(needs.oxygen === null
      ? []
      : [[t("begin.oxygen"), t("litres", { litres: needs.oxygen })] as [string, string]]),
    ...(needs.isolation ? [[t("begin.isolation"), t("yes")] as [string, string]] : []),
    [t("begin.luggage"), format.number(needs.luggage)],
    ...(needs.childSeats > 0
      ? [[t("begin.childSeats"), format.number(needs.childSeats)] as [string, string]]
      : []),
    [t("begin.languages"), format.list(needs.languages.map(language), { type: "unit" })],
  ];
  return (
    <dl className="grid gap-x-8 gap-y-1 sm:grid-cols-[auto_1fr]">
      {lines.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="source">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
