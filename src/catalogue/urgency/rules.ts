import { createTranslator } from "use-intl/core";
import {
  commonNumber,
  countriesOf,
  lifelines,
  poisonLines,
  violenceLines,
} from "@/content/emergency/rules";
import { messagesOf } from "@/platform/i18n/messages";
import type { Language } from "@/platform/i18n/rules";

/** What to do now, in words, and whom to call. */
export type Urgent = {
  kind: string;
  title: string;
  text: string;
  call: string;
  number: string;
  lines: { country: string; number: string }[];
};

const kinds = [
  "selfHarm",
  "violence",
  "unconscious",
  "stroke",
  "heart",
  "breathing",
  "allergy",
  "bleeding",
  "poisoning",
  "spine",
] as const;
const linesOf: Partial<Record<string, Readonly<Record<string, string>>>> = {
  selfHarm: lifelines,
  violence: violenceLines,
  poisoning: poisonLines,
};

/** The gravest of the dangers that were named. */
export function urgentOf(language: Language, dangers: readonly string[]): Urgent | undefined {
  const kind = kinds.find((one) => dangers.includes(one));
  if (!kind) return undefined;
  const t = createTranslator({
    locale: language,
    messages: messagesOf(language),
    namespace: "content.emergency",
  });
  const names = new Intl.DisplayNames([language], { type: "region" });
  const known = linesOf[kind] ?? {};
  return {
    kind,
    title: t(`kinds.${kind}.title`),
    text: t(`kinds.${kind}.text`),
    call: t("call"),
    number: commonNumber,
    lines: (countriesOf[language] ?? []).flatMap((code) =>
      known[code] ? [{ country: names.of(code) ?? code, number: known[code] }] : [],
    ),
  };
}
