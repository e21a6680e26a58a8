import { useFormatter, useTranslations } from "next-intl";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import type { BoardLine, Scorecard } from "../queries";
import { type BoardFilter, boardFilters } from "../rules";

/** Journeys by what is due first, without names and with nothing medical. */
export function BoardView({ language, lines }: { language: string; lines: readonly BoardLine[] }) {
  const t = useTranslations("journey");
  const b = useTranslations("journey.board");
  if (lines.length === 0) return <p>{b("none")}</p>;
  return (
    <Table
      caption={b("title")}
      heads={[b("journey"), b("phase"), b("due"), b("with"), t("milestones.admission")]}
    >
      {lines.map((line) => (
        <tr key={line.code}>
          <td>
            <a href={`/${language}/association/journey/${line.code}`}>
              <bdi className="uppercase">{line.code}</bdi>
            </a>
            <span className="source block">
              <bdi>{line.facility}</bdi>
            </span>
          </td>
          <td>
            {line.state === "open" ? t(`phases.${line.phase}`) : t(`states.${line.state}`)}
            {line.leg && (
              <span className="source block">
                {t(`legs.${line.leg}`)}
                {line.legState && `: ${t(`legStates.${line.legState}`)}`}
              </span>
            )}
          </td>
          <td>
            {line.dueAt && (
              <span className={line.isLate ? "text-warm" : undefined}>
                <Time at={line.dueAt} />
                {line.isLate && <span className="mark mark-warm ms-2">{b("isLate")}</span>}
              </span>
            )}
          </td>
          <td>{line.holder && t(`holders.${line.holder}`)}</td>
          <td>{line.admission && <Time at={line.admission} isDay />}</td>
        </tr>
      ))}
    </Table>
  );
}

/** What real trips say of each partner: counts, and shares only where there are enough of them. */
export function Scorecards({
  language,
  cards,
  fewest,
}: {
  language: string;
  cards: readonly Scorecard[];
  fewest: number;
}) {
  const t = useTranslations("journey.board");
  const format = useFormatter();
  if (cards.length === 0) return <p>{t("noCards")}</p>;
  const share = (part: number, whole: number) =>
    whole >= fewest ? format.number(part / whole, { style: "percent" }) : t("of", { part, whole });
  return (
    <Table
      caption={t("cards")}
      heads={[
        t("partner"),
        t("asked"),
        t("answered"),
        t("accepted"),
        t("onTime"),
        t("changesAsked"),
        t("complaints"),
      ]}
    >
      {cards.map((card) => (
        <tr key={card.partnerId}>
          <td>
            <a href={`/${language}/association/partners/${card.partnerId}`}>
              <bdi>{card.name}</bdi>
            </a>
          </td>
          <td>{format.number(card.asked)}</td>
          <td>{share(card.answered, card.asked)}</td>
          <td>{format.number(card.accepted)}</td>
          <td>{share(card.onTime, card.trips)}</td>
          <td>{format.number(card.changesAsked)}</td>
          <td>{format.number(card.complaints)}</td>
        </tr>
      ))}
    </Table>
  );
}

/** The filters of the board, each with the number of journeys behind it. */
export function BoardFilters({
  language,
  counts,
  here,
}: {
  language: string;
  counts: Record<BoardFilter, number>;
  here: BoardFilter;
}) {
  const t = useTranslations("journey.board.filters");
  const format = useFormatter();
  return (
    <nav className="mb-6 flex flex-wrap gap-x-6 gap-y-2" aria-label={t("label")}>
      {boardFilters.map((one) => (
        <a
          key={one}
          href={`/${language}/association/journey?show=${one}`}
          aria-current={one === here ? "page" : undefined}
          className="py-2 aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {t(one)} <span className="source">{format.number(counts[one])}</span>
        </a>
      ))}
    </nav>
  );
}
