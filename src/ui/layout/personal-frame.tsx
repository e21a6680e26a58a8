import { NextIntlClientProvider, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { messagesOf } from "@/platform/i18n/messages";
import type { Language } from "@/platform/i18n/rules";
import { Icon } from "../icon";
import { LanguageMenu, Mark } from "./frame";

type Place = { path: string; name: string; isHere: boolean };

type Props = {
  language: Language;
  /** The path below the language. */
  path: string;
  title: string;
  lead?: ReactNode;
  /** The places of whoever is signed in, as links; none at the door. */
  places?: readonly Place[];
  /** What stands at the end of the header: who is signed in, and the way out. */
  who?: ReactNode;
  /** A mark above the title: that this is a demonstration. */
  note?: ReactNode;
  isWide?: boolean;
  children: ReactNode;
};

/** Everything around a page that knows its reader. The same for the door, where nobody is known yet. */
export function PersonalFrame({
  language,
  path,
  title,
  lead,
  places = [],
  who,
  note,
  isWide = false,
  children,
}: Props) {
  const t = useTranslations("ui.frame");
  const messages = messagesOf(language);
  return (
    <NextIntlClientProvider
      locale={language}
      messages={{ ...formWordsOf(messages), ui: { form: messages.ui.form } } as never}
    >
      <title>{`${title} · Health Lombardy`}</title>
      <a href="#content" className="skip">
        {t("skip")}
      </a>
      <header className="no-print border-b border-line bg-surface">
        <div className="page flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
          <a href={`/${language}`} className="flex items-center gap-2.5 text-ink no-underline">
            <Mark />
            <span className="font-serif text-base font-medium leading-6 sm:text-lead">
              Health Lombardy
            </span>
          </a>
          <div className="ms-auto flex flex-wrap items-center gap-2">
            {who}
            <LanguageMenu language={language} path={path} label={t("language")} />
          </div>
        </div>
      </header>
      <div
        className={
          places.length > 0 ? "page grid gap-x-12 lg:grid-cols-[14rem_minmax(0,1fr)]" : "page"
        }
      >
        {places.length > 0 && <Places language={language} places={places} label={t("sections")} />}
        <main
          id="content"
          tabIndex={-1}
          className={`min-w-0 pb-16 pt-8 focus:outline-none focus-visible:shadow-none ${isWide ? "" : "max-w-prose"}`}
        >
          {note}
          <h1>{title}</h1>
          {lead && <p className="mt-3 text-lead leading-8">{lead}</p>}
          <div className="mt-6">{children}</div>
        </main>
      </div>
      <footer className="rule no-print bg-sunk">
        <ul className="page flex flex-wrap gap-x-6 gap-y-2 py-6">
          {(["privacy", "accessibility"] as const).map((page) => (
            <li key={page}>
              <FooterLink language={language} page={page} />
            </li>
          ))}
        </ul>
      </footer>
      <script src={`/personal.js?v=${process.env.PORTAL_BUILD ?? "development"}`} defer />
    </NextIntlClientProvider>
  );
}

function FooterLink({ language, page }: { language: Language; page: "privacy" | "accessibility" }) {
  const t = useTranslations("ui.footer");
  return <a href={`/${language}/${page}`}>{t(page)}</a>;
}

/** On wide screens a list at the side; on narrow ones a row that wraps. */
function Places({
  language,
  places,
  label,
}: {
  language: Language;
  places: readonly Place[];
  label: string;
}) {
  return (
    <nav aria-label={label} className="no-print border-line max-lg:border-b lg:pt-8">
      <details className="wide-open">
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 [&::-webkit-details-marker]:hidden">
          <Icon name="menu" />
          <span>{places.find((place) => place.isHere)?.name ?? label}</span>
        </summary>
        <ul className="flex flex-col pb-3">
          {places.map((place) => (
            <li key={place.path}>
              <a
                href={`/${language}${place.path}`}
                aria-current={place.isHere ? "page" : undefined}
                className="block border-transparent px-3 py-2 text-ink no-underline hover:underline aria-[current=page]:bg-green-soft aria-[current=page]:font-semibold lg:border-s-4 lg:aria-[current=page]:border-green"
              >
                {place.name}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

/** What a form that is shown again needs: each domain's words for what can be wrong with it. */
const formWordsOf = (messages: object) =>
  Object.fromEntries(
    Object.entries(messages as Record<string, Record<string, unknown>>)
      .filter(([, words]) => "errors" in words && "reasons" in words)
      .map(([domain, { errors, reasons }]) => [domain, { errors, reasons }]),
  );
