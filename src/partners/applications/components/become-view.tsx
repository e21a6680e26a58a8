import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { type Checklist, categories, type Item } from "../../categories/rules";

/** What is asked of a partner, of all and by category, and how to begin. */
export function BecomeView({ language, checklist }: { language: Language; checklist: Checklist }) {
  const t = useTranslations("partners");
  return (
    <div className="max-w-prose">
      <h1>{t("become.title")}</h1>
      <p className="mt-4 text-lead">{t("become.lead")}</p>
      <ul className="mt-6 list-disc ps-6">
        {(["separate", "free", "two", "end", "commissions"] as const).map((key) => (
          <li key={key} className="mt-2">
            {t(`become.rules.${key}`)}
          </li>
        ))}
      </ul>
      <p className="mt-6">
        <a className="button" href={`/${language}/become-a-partner/start`}>
          {t("become.begin")}
        </a>
      </p>
      <h2 className="mt-10">{t("become.all")}</h2>
      <Items items={checklist.common} />
      <h2 className="mt-10">{t("become.byCategory")}</h2>
      {categories.map((category) => (
        <section key={category} aria-labelledby={category} className="mt-6">
          <h3 id={category}>{t(`categories.${category}`)}</h3>
          <Items items={checklist.categories.find(({ key }) => key === category)?.items ?? []} />
        </section>
      ))}
    </div>
  );
}

function Items({ items }: { items: readonly Item[] }) {
  const t = useTranslations("partners");
  return (
    <ul className="mt-2">
      {items.map((item) => (
        <li key={item.key} className="border-b border-line py-2">
          {t(`items.${item.key}` as "items.insurance")}
          <span className="source block">
            {[
              t(item.paper ? "become.paper" : "become.noPaper"),
              item.ends === "needed"
                ? t("become.ends")
                : t("become.holds", { days: item.holds ?? 0 }),
              ...(item.optional ? [t("become.optional")] : []),
            ].join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
