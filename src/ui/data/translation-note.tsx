import { useTranslations } from "next-intl";

/** Says when a text stands in English because it is not translated, is a translation nobody has checked yet, or one of an older text. */
export function TranslationNote({ state }: { state: "untranslated" | "draft" | "outdated" }) {
  const t = useTranslations("ui.translation");
  return <p className="source">{t(state)}</p>;
}
