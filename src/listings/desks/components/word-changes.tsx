import { useTranslations } from "next-intl";
import { defaultLanguage, type Language } from "@/platform/i18n/rules";
import { wordChanges } from "../rules";

/** A text with what was taken out and put in since, word by word; said aloud too, not by colour alone. */
export function WordChanges({
  before,
  after,
  language,
}: {
  before: string;
  after: string;
  language: Language | "";
}) {
  const t = useTranslations("listings.changes");
  return (
    <p dir="auto" lang={language || undefined} className="whitespace-pre-line break-words">
      {wordChanges(before, after, language || defaultLanguage).map((piece, at) => {
        const key = `${at} ${piece.change}`;
        if (piece.change === "same") return <span key={key}>{piece.text}</span>;
        return piece.change === "added" ? (
          <ins key={key} className="bg-green-soft">
            <span className="sr-only">{t("added")}: </span>
            {piece.text}
          </ins>
        ) : (
          <del key={key} className="bg-warm-soft text-warm">
            <span className="sr-only">{t("removed")}: </span>
            {piece.text}
          </del>
        );
      })}
    </p>
  );
}
