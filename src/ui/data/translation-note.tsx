import { useTranslations } from "next-intl";

/** Says when a text stands in English because it is not translated, or is a translation nobody has checked yet. */
export function TranslationNote({ state }: { state: "untranslated" | "draft" }) {
  const t = useTranslations("ui.translation");
  return <p className="source">{t(state)}</p>;
}
