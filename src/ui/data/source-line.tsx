import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Said = {
  isSourced: boolean;
  sourceUrl: string | null;
  sourceName?: string | null | undefined;
  sourceDate: string | null;
  readOn: string;
  confirmedBy: "facility" | "association" | null;
  confirmedOn: string | null;
};

const hostOf = (url: string) => {
  try {
    return new URL(url).hostname.replace(/^www\d?\./, "");
  } catch {
    return url;
  }
};

/** A year, a month or a day as its precision allows. */
export function useSaidOn() {
  const format = useFormatter();
  return (date: string) => {
    const [year = "", month, day] = date.split("-");
    if (!month) return year;
    const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
    return format.dateTime(at, {
      year: "numeric",
      month: "long",
      timeZone: "UTC",
      ...(day ? { day: "numeric" } : {}),
    });
  };
}

type Options = {
  said: Said;
  isOld?: boolean;
  hasReading?: boolean;
  hasConfirmation?: boolean;
  /** What kind of statement it is, said before its source. */
  children?: ReactNode;
};

/** Where something is said, when it was said, and who has confirmed it: beside every figure and badge. */
export function SourceLine({
  said,
  isOld = false,
  hasReading = false,
  hasConfirmation = true,
  children,
}: Options) {
  const t = useTranslations("ui.source");
  const saidOn = useSaidOn();
  const name = said.sourceName ?? (said.sourceUrl ? hostOf(said.sourceUrl) : null);
  return (
    <p className="source">
      {children && <>{children} · </>}
      {said.isSourced && !name ? (
        <a href="#sources">{t("page")}</a>
      ) : said.isSourced && name ? (
        <>
          {t("source")}{" "}
          {said.sourceUrl ? (
            <a href={said.sourceUrl} rel="noopener" dir="ltr">
              {name}
            </a>
          ) : (
            <span lang="it">{name}</span>
          )}
          {" · "}
          {said.sourceDate ? (
            <span className={isOld ? "text-warm" : undefined}>
              {isOld ? t("old", { date: saidOn(said.sourceDate) }) : saidOn(said.sourceDate)}
            </span>
          ) : (
            t("undated")
          )}
          {hasReading && <> · {t("read", { date: saidOn(said.readOn) })}</>}
        </>
      ) : (
        <span className="text-warm">{t("unsourced")}</span>
      )}
      {hasConfirmation && (
        <>
          {" · "}
          {said.confirmedBy ? (
            <span className="text-green">
              {t(`confirmed.${said.confirmedBy}`, {
                date: saidOn(said.confirmedOn ?? said.readOn),
              })}
            </span>
          ) : (
            t("confirmed.nobody")
          )}
        </>
      )}
    </p>
  );
}
