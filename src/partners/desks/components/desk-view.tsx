import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { Day } from "@/ui/data/day";
import { Filters } from "@/ui/data/filters";
import { Pager } from "@/ui/data/pager";
import { Time } from "@/ui/data/time";
import { partnerStates } from "../../moves/rules";
import type { DeskLine, DeskState } from "../queries";

type Props = {
  language: Language;
  state: DeskState;
  page: number;
  pages: number;
  lines: readonly DeskLine[];
};

/** The firms for whoever looks after partners: what waits, or by state. */
export function DeskView({ language, state, page, pages, lines }: Props) {
  const t = useTranslations("partners");
  const at = (which: string, number = 1) =>
    `/${language}/association/partners?state=${which}${number > 1 ? `&page=${number}` : ""}`;
  return (
    <>
      <Filters
        filters={(["waiting", ...partnerStates] as const).map((one) => ({
          href: at(one),
          label: one === "waiting" ? t("desk.waiting") : t(`states.${one}`),
          isHere: one === state,
        }))}
      />
      {lines.length === 0 && <p>{t("desk.none")}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line.id} className="border-b border-line py-4">
            <h2 className="text-lead">
              <a href={`/${language}/association/partners/${line.id}`}>
                <bdi>{line.name}</bdi>
              </a>
            </h2>
            <p>{line.categories.map((one) => t(`categories.${one as "transfer"}`)).join(" · ")}</p>
            <p className="source flex flex-wrap items-center gap-x-4">
              <span className="mark">{t(`states.${line.state}`)}</span>
              <bdi>{line.number}</bdi>
              <Time at={line.movedAt} isDay />
              {line.needed > 0 && (
                <span>{t("desk.settled", { done: line.settled, all: line.needed })}</span>
              )}
              {line.nextEnd && (
                <span>
                  {t("desk.nextEnd")} <Day on={line.nextEnd} />
                </span>
              )}
              {line.hasChange && <span className="mark mark-warm">{t("desk.hasChange")}</span>}
              {line.newPapers > 0 && (
                <span className="mark mark-warm">
                  {t("desk.newPapers", { count: line.newPapers })}
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
      <Pager page={page} pages={pages} href={(number) => at(state, number)} />
    </>
  );
}
