import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getRequestConfig } from "next-intl/server";
import { defaultLanguage, isLanguage, type Language } from "./rules";

const loaded = new Map<Language, Record<string, unknown>>();

/** Every file of `messages/<language>`, each under its own name in camel case. */
export function messagesOf(language: Language): Record<string, unknown> {
  const known = loaded.get(language);
  if (known && process.env.NODE_ENV === "production") return known;
  const folder = join(process.cwd(), "messages", language);
  const messages = Object.fromEntries(
    readdirSync(folder).map((name) => [name.replace(/\.json$/, "").replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), JSON.parse(readFileSync(join(folder, name), "utf8"))]),
  );
  loaded.set(language, messages);
  return messages;
}

export default getRequestConfig(async ({ requestLocale, locale }) => {
  const wanted = locale ?? (await requestLocale);
  const language = isLanguage(wanted) ? wanted : defaultLanguage;
  return { locale: language, messages: messagesOf(language), timeZone: "Europe/Rome" };
});
