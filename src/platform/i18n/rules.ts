import type { AppConfig } from "next-intl";

/** The languages of the portal, in the order they are offered. */
export const languages = ["en", "it", "fr", "de", "es", "ru", "ar", "zh"] as const;
export type Language = (typeof languages)[number];

export const defaultLanguage: Language = "en";
export const languageCookie = "language";

export const isLanguage = (value: unknown): value is Language =>
  languages.includes(value as Language);
export const directionOf = (language: Language) => (language === "ar" ? "rtl" : "ltr");

/** Each language in its own words. */
export const languageNames: Record<Language, string> = {
  en: "English",
  it: "Italiano",
  fr: "Français",
  de: "Deutsch",
  es: "Español",
  ru: "Русский",
  ar: "العربية",
  zh: "中文",
};

/** The best language for a reader: what they chose before, then what their browser asks for, then English. */
export function bestLanguage(
  chosen: string | undefined,
  acceptLanguage: string | undefined,
): Language {
  if (isLanguage(chosen)) return chosen;
  const wishes = (acceptLanguage ?? "")
    .slice(0, 1000)
    .split(",")
    .map((wish) => {
      const [tag = "", ...parameters] = wish.trim().toLowerCase().split(";");
      const quality = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find(Boolean);
      return {
        language: tag.split("-")[0] ?? "",
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const wish of wishes) if (isLanguage(wish.language)) return wish.language;
  return defaultLanguage;
}

type Messages = AppConfig["Messages"];
/** The domains whose messages name what can be wrong with a form, as `errors` and `reasons`. */
export type FormWords = {
  [Domain in keyof Messages]: Messages[Domain] extends { errors: object; reasons: object }
    ? Domain
    : never;
}[keyof Messages];
