import { useTranslations } from "next-intl";
import { isSpokenLanguage } from "@/catalogue/facilities/rules";
import { isLanguage, languageNames } from "@/platform/i18n/rules";

/** What a language is called for the reader; one that no facility speaks keeps its own name. */
export function useLanguageName(): (language: string) => string {
  const t = useTranslations("catalogue.spoken");
  return (language) =>
    isSpokenLanguage(language)
      ? t(language)
      : isLanguage(language)
        ? languageNames[language]
        : language;
}
