import { useTranslations } from "next-intl";
import type { Found } from "@/catalogue/finding/queries";
import type { TopicCard } from "@/catalogue/topics/queries";
import { topicPath } from "@/catalogue/topics/rules";
import type { Language } from "@/platform/i18n/rules";
import { SearchForm } from "@/ui/layout/frame";

type Props = { language: Language; text: string; found: Found; ways: readonly TopicCard[] };

/** What was found, best first, each with its kind and why it is there; and other ways in where nothing was. */
export function SearchView({ language, text, found, ways }: Props) {
  const t = useTranslations("catalogue.search");
  return (
    <>
      <h1>{t("title")}</h1>
      <div className="mt-4 max-w-2xl">
        <SearchForm language={language} id="search" query={text} isLarge />
      </div>
      {text && (
        <p className="mt-6 text-lead" role="status">
          {t("total", { count: found.total, text })}
        </p>
      )}
      {found.results.length > 0 && (
        <ol className="mt-3 max-w-3xl">
          {found.results.map((result) => (
            <li key={`${result.kind}${result.id}`} className="rule py-3">
              <p className="source uppercase tracking-wide">{t(`kinds.${result.kind}`)}</p>
              <p>
                <a
                  href={result.url}
                  className="font-serif text-lead"
                  lang={result.kind === "facility" ? "it" : undefined}
                >
                  <bdi>{result.name}</bdi>
                </a>
              </p>
              {result.why && <p className="text-quiet">{result.why}</p>}
            </li>
          ))}
        </ol>
      )}
      {found.total === 0 && (
        <section className="mt-8 max-w-prose">
          <h2>{t(text ? "noneTitle" : "emptyTitle")}</h2>
          <p className="mt-2">{t("noneText")}</p>
          <ul className="mt-4 grid gap-x-8 sm:grid-cols-2">
            {ways.map((district) => (
              <li key={district.id} className="rule py-2">
                <a href={`/${language}${topicPath("district", district.slug)}`}>{district.name}</a>
              </li>
            ))}
          </ul>
          <p className="mt-5">
            <a href={`/${language}/specialties`}>{t("specialties")}</a> ·{" "}
            <a href={`/${language}/facilities`}>{t("facilities")}</a>
          </p>
        </section>
      )}
    </>
  );
}
