import { useTranslations } from "next-intl";
import { SourceLine } from "@/ui/data/source-line";
import type { Measure, Statement } from "../rules";

/** A number as its source gives it: of what, how many, over which time. */
export function useMeasure() {
  const t = useTranslations("catalogue.said");
  const over = (one: Measure, count: string) => {
    if (one.per === "part" && one.year) return t("time.part", { count, year: String(one.year) });
    if (one.year) return t("time.year", { count, year: String(one.year) });
    if (one.per === "year") return t("time.yearly", { count });
    if (one.from && one.until)
      return t("time.span", { count, from: String(one.from), to: String(one.until) });
    if (one.from) return t("time.since", { count, from: String(one.from) });
    if (one.until) return t("time.until", { count, to: String(one.until) });
    return one.per === "total" ? t("time.total", { count }) : count;
  };
  return (one: Measure, isAbout?: string) => {
    const plain = t(`counts.${one.count}`, { n: one.value });
    const count = one.bound ? t(`bound.${one.bound}`, { count: plain }) : plain;
    const timed = over(one, one.who ? `${count} (${t(`who.${one.who}`)})` : count);
    const named = one.label ? `${one.label}: ${timed}` : timed;
    return one.topic && one.topicId !== isAbout
      ? t("about", { topic: one.topic, count: named })
      : named;
  };
}

/** What a source says, in the reader's language: its sentence where it was written in it, else its parts. */
export function useSaid() {
  const t = useTranslations("catalogue.said");
  const measure = useMeasure();
  return (said: Statement, isAbout?: string): string => {
    if (said.text) return said.text;
    const origin = said.measures.find((one) => one.origin);
    return [
      ...(said.unit ? [t(`units.${said.unit}`)] : []),
      ...said.marks.map((mark) => t(`marks.${mark}`)),
      ...said.measures.map((one) => measure(one, isAbout)),
      ...(origin?.origin
        ? [
            origin.edition
              ? t("edition", {
                  origin: t(`origins.${origin.origin}`),
                  year: String(origin.edition),
                })
              : t(`origins.${origin.origin}`),
          ]
        : []),
      ...said.features.map((feature) => t(`features.${feature}`)),
      ...(said.since ? [t("since", { year: String(said.since) })] : []),
    ].join(" · ");
  };
}

/** One statement with its kind, how sure it is, and its source. */
export function Said({
  said,
  about,
  isOld,
}: {
  said: Statement;
  about?: string;
  isOld: (date: string | null) => boolean;
}) {
  const t = useTranslations("catalogue.said");
  const sentence = useSaid();
  return (
    <>
      <p className="max-w-prose">{sentence(said, about)}</p>
      <SourceLine said={said} isOld={isOld(said.sourceDate)}>
        {t(`kinds.${said.kind}`)} · {t(`strengths.${said.strength}`)}
      </SourceLine>
    </>
  );
}
