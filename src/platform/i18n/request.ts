import { getRequestConfig } from "next-intl/server";
import { milan } from "@/platform/zones";
import { messagesOf } from "./messages";
import { defaultLanguage, isLanguage } from "./rules";

export default getRequestConfig(async ({ requestLocale, locale }) => {
  const wanted = locale ?? (await requestLocale);
  const language = isLanguage(wanted) ? wanted : defaultLanguage;
  return { locale: language, messages: messagesOf(language), timeZone: milan };
});
