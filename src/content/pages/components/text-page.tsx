import { useTranslations } from "next-intl";
import { type PageName, pages } from "../rules";

/** A page of running text: its sections and paragraphs, in the order of the rules. */
export function TextPage({
  page,
  without = [],
  children,
}: {
  page: PageName;
  without?: readonly string[];
  children?: React.ReactNode;
}) {
  const t = useTranslations("content");
  return (
    <article className="max-w-prose">
      <h1>{t(`${page}.title`)}</h1>
      <p className="mt-3 text-lead leading-8">{t(`${page}.lead`)}</p>
      {children}
      {pages[page]
        .filter(([section]) => !without.includes(section))
        .map(([section, paragraphs]) => (
          <section key={section} className="mt-8">
            <h2 id={section}>{t(`${page}.${section}.title` as "method.what.title")}</h2>
            {Array.from({ length: paragraphs }, (_, at) => (
              <p key={`${section}-${at + 1}`} className="mt-2">
                {t(`${page}.${section}.${at + 1}` as "method.what.1")}
              </p>
            ))}
          </section>
        ))}
    </article>
  );
}
