import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AppConfig } from "next-intl";
import type { Language } from "./rules";

type Messages = AppConfig["Messages"];

const loaded = new Map<Language, Messages>();

/** Every file of `messages/<language>`, each under its own name in camel case. */
export function messagesOf(language: Language): Messages {
  const known = loaded.get(language);
  if (known && process.env.NODE_ENV === "production") return known;
  const folder = join(process.cwd(), "messages", language);
  const messages = Object.fromEntries(
    readdirSync(folder).map((name) => [
      name.replace(/\.json$/, "").replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      JSON.parse(readFileSync(join(folder, name), "utf8")),
    ]),
  ) as Messages;
  loaded.set(language, messages);
  return messages;
}
