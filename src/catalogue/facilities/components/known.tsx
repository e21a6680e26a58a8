import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { SourceLine } from "@/ui/data/source-line";
import { TranslationNote } from "@/ui/data/translation-note";
import type { Highlight, SpokenLanguage } from "../queries";
import { isSpokenLanguage } from "../rules";

/** What else its sources say of a facility, each sentence with its source. */
export function Known({
  language,
  highlights,
  old,
}: {
  language: Language;
  highlights: readonly Highlight[];
  old: (date: string | null) => boolean;
}) {
  const t = useTranslations("catalogue.facility");
  return (
    <section aria-labelledby="known">
      <h2 id="known">{t("known")}</h2>
      {highlights.some((one) => one.textLanguage !== language) ? (
        <TranslationNote state="untranslated" />
      ) : (
        highlights.some((one) => one.textState === "draft") && <TranslationNote state="draft" />
      )}
      <ul className="mt-3">
        {highlights.map((highlight) => (
          <li key={highlight.id} className="rule py-3">
            <p
              className="max-w-prose"
              lang={highlight.textLanguage === language ? undefined : highlight.textLanguage}
              dir={highlight.textLanguage === language ? undefined : "ltr"}
            >
              {highlight.text}
            </p>
            <SourceLine said={highlight} isOld={old(highlight.sourceDate)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The languages spoken with patients, or that nobody has said which. */
export function Languages({ spoken }: { spoken: readonly SpokenLanguage[] }) {
  const t = useTranslations("catalogue.facility");
  const c = useTranslations("catalogue");
  const own = useTranslations("catalogue.own.hows");
  return (
    <section aria-labelledby="languages">
      <h2 id="languages">{t("languages")}</h2>
      {spoken.length === 0 ? (
        <p className="mt-2 max-w-prose">{t("languagesNone")}</p>
      ) : (
        <>
          <ul className="mt-3 flex flex-wrap gap-2">
            {spoken.map((one) => (
              <li key={one.language} className="mark">
                {isSpokenLanguage(one.language) ? c(`spoken.${one.language}`) : one.language}
                {one.how && ` (${own(one.how)})`}
              </li>
            ))}
          </ul>
          {spoken[0] && <SourceLine said={spoken[0]} />}
        </>
      )}
    </section>
  );
}
