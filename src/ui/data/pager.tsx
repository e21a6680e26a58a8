import { useTranslations } from "next-intl";

/** The pages of a list, each an address; nothing where one page holds all. */
export function Pager({
  page,
  pages,
  href,
}: {
  page: number;
  pages: number;
  href: (page: number) => string;
}) {
  const t = useTranslations("ui.pager");
  if (pages < 2) return null;
  return (
    <nav aria-label={t("pages")} className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-2">
      {page > 1 && (
        <a href={href(page - 1)} rel="prev" className="inline-flex min-h-11 items-center">
          {t("page", { page: page - 1 })}
        </a>
      )}
      <span aria-current="page" className="font-semibold">
        {t("page", { page })}
      </span>
      {page < pages && (
        <a href={href(page + 1)} rel="next" className="inline-flex min-h-11 items-center">
          {t("page", { page: page + 1 })}
        </a>
      )}
    </nav>
  );
}
