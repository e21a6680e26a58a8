import { useTranslations } from "next-intl";
import { SourceLine } from "@/ui/data/source-line";
import { factsReadOn, sections } from "../rules";

/** Visa, cross-border rules, emergencies, airports, papers: each fact with its source and date. */
export function CareView() {
  const t = useTranslations("content.care");
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="mt-3 max-w-prose text-lead leading-8">{t("lead")}</p>
      <p className="mt-3 max-w-prose border-s-4 border-warm bg-warm-soft px-4 py-3">
        {t("caution")}
      </p>
      <div className="mt-8 grid gap-x-12 lg:grid-cols-[16rem_1fr]">
        <nav aria-label={t("contents")} className="mb-8 lg:sticky lg:top-6 lg:self-start">
          <ul>
            {sections.map((section) => (
              <li key={section.key} className="py-1">
                <a href={`#${section.key}`}>{t(`${section.key}.title` as "visa.title")}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex flex-col gap-10">
          {sections.map((section) => (
            <section key={section.key} aria-labelledby={section.key}>
              <h2 id={section.key}>{t(`${section.key}.title` as "visa.title")}</h2>
              <ul className="mt-2">
                {section.facts.map((fact) => (
                  <li key={fact.key} className="rule max-w-prose py-3">
                    <p>{t(`${section.key}.${fact.key}` as "visa.who")}</p>
                    {fact.sources.length === 0 ? (
                      <p className="source">{t("advice")}</p>
                    ) : (
                      fact.sources.map((source) => (
                        <SourceLine
                          key={source.url}
                          hasReading
                          hasConfirmation={false}
                          said={{
                            isSourced: true,
                            sourceUrl: source.url,
                            sourceDate: source.date,
                            readOn: factsReadOn,
                            confirmedBy: null,
                            confirmedOn: null,
                          }}
                        />
                      ))
                    )}
                    {fact.isUnsure && fact.sources.length > 0 && (
                      <p className="source text-warm">{t("unsure")}</p>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </>
  );
}
