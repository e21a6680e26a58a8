import { useTranslations } from "next-intl";
import { facilityPath } from "@/catalogue/facilities/rules";
import type { Language } from "@/platform/i18n/rules";
import type { WaitingQuestion } from "../queries";

/** What waits for a source, facility by facility, folded: several hundred lines are read one house at a time. */
export function QuestionList({
  language,
  questions,
}: {
  language: Language;
  questions: readonly WaitingQuestion[];
}) {
  const t = useTranslations("catalogue.questions");
  const facilities = [...Map.groupBy(questions, (one) => one.slug)];
  return (
    <>
      <p className="text-lead">{t("count", { count: questions.length })}</p>
      {facilities.map(([slug, own]) => (
        <details key={slug} className="rule py-2">
          <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-4">
            <span lang="it" dir="ltr">
              {own[0]?.facility}
            </span>
            <span className="source">{t("count", { count: own.length })}</span>
          </summary>
          <p>
            <a href={`/${language}${facilityPath(slug)}`} lang="it" dir="ltr">
              {own[0]?.facility}
            </a>
          </p>
          <ul>
            {own.map((one) => (
              <li key={one.id} className="rule py-2">
                <p className="font-semibold">{one.topic}</p>
                <p
                  className="max-w-prose"
                  lang={one.isItalian ? "it" : "en"}
                  dir={language === "ar" ? "ltr" : undefined}
                >
                  {one.text}
                </p>
                <p className="source text-warm">
                  {t(`reasons.${one.reason}`)}
                  {one.sourceUrl && (
                    <>
                      {" · "}
                      <a href={one.sourceUrl} rel="noopener">
                        {t("source")}
                      </a>
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}
