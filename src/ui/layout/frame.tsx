import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Language, languageNames, languages } from "@/platform/i18n/rules";
import { Icon } from "../icon";

type Crumb = { name: string; path?: string };

type Props = {
  language: Language;
  /** The path below the language, with its query where it has one: the other languages are linked at the same place. */
  path: string;
  /** What the page shows, so that it is made anew when that changes: "facility:niguarda", "topic:D01", "facilities" … */
  tags: readonly string[];
  crumbs?: readonly Crumb[];
  /** Whether the header carries the small search box; the home and the search page have a large one. */
  hasSearch?: boolean;
  query?: string;
  children: ReactNode;
};

const sections = ["districts", "specialties", "facilities", "care-in-italy"] as const;

/** Everything around a public page. The tags are read, and taken out again, by the front. */
export function Frame({ language, path, tags, crumbs = [], hasSearch = true, children }: Props) {
  const t = useTranslations("ui.frame");
  return (
    <>
      <meta name="portal-tags" content={tags.join(" ")} />
      <a href="#content" className="skip">
        {t("skip")}
      </a>
      <header className="border-b border-line bg-surface">
        <div className="page flex flex-wrap items-center gap-x-3 gap-y-1 py-3 lg:gap-x-6">
          <a href={`/${language}`} className="flex items-center gap-2.5 text-ink no-underline">
            <Mark />
            <span className="font-serif text-base font-medium leading-6 sm:text-lead">
              Health Lombardy
            </span>
          </a>
          <div className="ms-auto flex items-center gap-2 lg:order-3 lg:ms-0">
            <a
              href={`/${language}/account`}
              className="flex min-h-11 items-center gap-2 px-2 text-ink no-underline hover:underline"
            >
              <Icon name="person" />
              <span className="max-sm:sr-only">{t("account")}</span>
            </a>
            <LanguageMenu language={language} path={path} label={t("language")} />
          </div>
          <nav aria-label={t("sections")} className="-mx-2 w-full lg:order-2 lg:ms-auto lg:w-auto">
            <ul className="flex flex-wrap lg:gap-1">
              {sections.map((section) => (
                <li key={section}>
                  <a
                    href={`/${language}/${section}`}
                    aria-current={path === `/${section}` ? "page" : undefined}
                    className="block whitespace-nowrap px-2 py-1.5 text-ink lg:py-2 no-underline hover:underline aria-[current=page]:shadow-[inset_0_-3px_0_var(--color-green)]"
                  >
                    {t(section)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      {(hasSearch || crumbs.length > 0) && (
        <div className="page no-print flex flex-wrap items-center justify-between gap-x-8 gap-y-3 pt-4">
          {crumbs.length > 0 && (
            <Crumbs language={language} crumbs={crumbs} label={t("crumbs")} home={t("home")} />
          )}
          {hasSearch && (
            <div className="w-full md:w-80">
              <SearchForm language={language} id="search-small" />
            </div>
          )}
        </div>
      )}
      <main
        id="content"
        tabIndex={-1}
        className="page pb-16 pt-6 focus:outline-none focus-visible:shadow-none"
      >
        {children}
      </main>
      <Footer language={language} />
      <script src={`/portal.js?v=${process.env.PORTAL_BUILD ?? "development"}`} defer />
    </>
  );
}

export function Mark() {
  return (
    <svg viewBox="0 0 36 36" className="size-9" aria-hidden="true" focusable="false">
      <rect width="36" height="36" rx="4" className="fill-green" />
      <path
        d="M10 7v22M26 7v22M10 21c0-7 16-7 16 0"
        fill="none"
        className="stroke-surface"
        strokeWidth="3.5"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** The languages, each in its own words, leading to the same place in them. */
export function LanguageMenu({
  language,
  path,
  label,
}: {
  language: Language;
  path: string;
  label: string;
}) {
  return (
    <details className="group relative">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-base border border-line px-3 [&::-webkit-details-marker]:hidden">
        <Icon name="globe" />
        <span className="sr-only">{label}: </span>
        <span>{languageNames[language]}</span>
      </summary>
      <ul className="absolute end-0 z-20 mt-1 min-w-44 border border-edge bg-surface py-1 shadow-lg">
        {languages.map((one) => (
          <li key={one}>
            <a
              href={`/${one}${path}`}
              hrefLang={one}
              lang={one}
              dir={one === "ar" ? "rtl" : "ltr"}
              data-language={one}
              aria-current={one === language ? "true" : undefined}
              className="block px-4 py-2.5 text-ink no-underline hover:bg-green-soft aria-[current=true]:font-semibold"
            >
              {languageNames[one]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Crumbs({
  language,
  crumbs,
  label,
  home,
}: {
  language: Language;
  crumbs: readonly Crumb[];
  label: string;
  home: string;
}) {
  return (
    <nav aria-label={label} className="source leading-6">
      <ol className="flex flex-wrap gap-x-2">
        {[{ name: home, path: "" }, ...crumbs].map((crumb, at) => (
          <li key={crumb.name} className="flex gap-x-2">
            {at > 0 && (
              <span aria-hidden="true" className="rtl:-scale-x-100">
                ›
              </span>
            )}
            {crumb.path === undefined ? (
              <span aria-current="page">{crumb.name}</span>
            ) : (
              <a href={`/${language}${crumb.path}`}>{crumb.name}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The one search box. Without scripts it is a form; with them it suggests while typing. */
export function SearchForm({
  language,
  id,
  query = "",
  isLarge = false,
}: {
  language: Language;
  id: string;
  query?: string;
  isLarge?: boolean;
}) {
  const t = useTranslations("ui.search");
  return (
    <search>
      <form
        action={`/${language}/search`}
        method="get"
        data-suggest={language}
        data-none={t("noSuggestions")}
        data-some={t("someSuggestions", { count: "#" })}
      >
        <label htmlFor={id} className={isLarge ? "mb-2 block text-lead" : "sr-only"}>
          {t("label")}
        </label>
        <div className="relative flex">
          <input
            id={id}
            name="q"
            type="search"
            defaultValue={query}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            placeholder={isLarge ? undefined : t("label")}
            aria-describedby={isLarge ? `${id}-hint` : undefined}
            className={`field rounded-e-none border-e-0 ${isLarge ? "min-h-14 text-lead" : ""}`}
          />
          <button
            type="submit"
            className={`button rounded-s-none ${isLarge ? "min-h-14 px-5" : "px-3.5"}`}
          >
            <Icon name="search" />
            <span className={isLarge ? "max-sm:sr-only" : "sr-only"}>{t("submit")}</span>
          </button>
        </div>
        {isLarge && (
          <p id={`${id}-hint`} className="source mt-2">
            {t("hint")}
          </p>
        )}
      </form>
    </search>
  );
}

function Footer({ language }: { language: Language }) {
  const t = useTranslations("ui.footer");
  return (
    <footer className="rule bg-sunk">
      <div className="page grid gap-8 py-10 md:grid-cols-[2fr_1fr_1fr]">
        <div className="max-w-prose">
          <p className="font-semibold">{t("emergencyTitle")}</p>
          <p>{t("emergency")}</p>
          <p className="source mt-4">{t("about")}</p>
        </div>
        <ul className="flex flex-col gap-2">
          {(["method", "care-in-italy", "partners", "second-opinion"] as const).map((page) => (
            <li key={page}>
              <a href={`/${language}/${page}`}>{t(page)}</a>
            </li>
          ))}
        </ul>
        <ul className="flex flex-col gap-2">
          {(["accessibility", "privacy"] as const).map((page) => (
            <li key={page}>
              <a href={`/${language}/${page}`}>{t(page)}</a>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
