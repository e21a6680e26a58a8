import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { SearchForm } from "@/ui/layout/frame";
import type { TopicCard } from "../../topics/queries";
import { topicPath } from "../../topics/rules";
import type { Found } from "../queries";
import { UrgentBox } from "./urgent-box";

type Props = { language: Language; text: string; found: Found; ways: readonly TopicCard[] };

/** What to do now where there is danger; then what was found, best first, each with why it is there; or that we are not sure. */
export function SearchView({ language, text, found, ways }: Props) {
  const t = useTranslations("catalogue.search");
  const isUnsure = text !== "" && found.total > 0 && !found.sure;
  return (
    <>
      <h1>{t("title")}</h1>
      <div className="mt-4 max-w-2xl">
        <SearchForm language={language} id="search" query={text} isLarge />
      </div>
      {found.urgent && <UrgentBox language={language} urgent={found.urgent} />}
      {text && !isUnsure && !found.notHere && (
        <p className="mt-6 text-lead" role="status">
          {t("total", { count: found.total, text })}
        </p>
      )}
      {(isUnsure || found.notHere) && (
        <section className="mt-8 max-w-prose" role="status">
          <h2>
            {found.notHere
              ? t(`notHere.${found.notHere.what}`, { word: found.notHere.word })
              : t("unsureTitle")}
          </h2>
          {!found.notHere && (
            <>
              <p className="mt-2">{t("unsureText")}</p>
              <ul className="mt-3 list-disc ps-6">
                {(["name", "story", "spelling"] as const).map((hint) => (
                  <li key={hint}>{t(`hints.${hint}`)}</li>
                ))}
              </ul>
            </>
          )}
          <AskPerson language={language} />
        </section>
      )}
      {(isUnsure || found.notHere) && found.results.length > 0 && (
        <h2 className="mt-8 text-lead">{t("near")}</h2>
      )}
      <Results found={found} />
      {found.total === 0 && (
        <section className="mt-8 max-w-prose">
          {!found.notHere && (
            <>
              <h2>{t(text ? "unsureTitle" : "emptyTitle")}</h2>
              <p className="mt-2">{t("noneText")}</p>
              {text && <AskPerson language={language} />}
            </>
          )}
        </section>
      )}
      {ways.length > 0 && <Ways language={language} ways={ways} />}
    </>
  );
}

function Results({ found }: { found: Found }) {
  const t = useTranslations("catalogue.search");
  if (found.results.length === 0) return null;
  return (
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
  );
}

function AskPerson({ language }: { language: Language }) {
  const t = useTranslations("catalogue.search");
  return (
    <p className="mt-4">
      {t("askPerson")}{" "}
      <a href={`/${language}/second-opinion`} className="font-semibold">
        {t("ask")}
      </a>
    </p>
  );
}

function Ways({ language, ways }: { language: Language; ways: readonly TopicCard[] }) {
  const t = useTranslations("catalogue.search");
  return (
    <nav className="mt-8 max-w-prose" aria-label={t("emptyTitle")}>
      <ul className="grid gap-x-8 sm:grid-cols-2">
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
    </nav>
  );
}
