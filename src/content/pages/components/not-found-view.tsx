import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { SearchForm } from "@/ui/layout/frame";

export function NotFoundView({ language }: { language: Language }) {
  const t = useTranslations("ui.errors");
  const f = useTranslations("ui.frame");
  return (
    <div className="max-w-prose">
      <h1>{t("notFoundTitle")}</h1>
      <p className="mb-6 mt-3 text-lead leading-8">{t("notFound")}</p>
      <SearchForm language={language} id="search" isLarge />
      <p className="mt-6 flex gap-5">
        <a href={`/${language}`}>{t("home")}</a>
        <a href={`/${language}/districts`}>{f("districts")}</a>
      </p>
    </div>
  );
}
