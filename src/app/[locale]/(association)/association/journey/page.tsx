import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, pageOf, queryOf } from "@/app/personal";
import { BoardFilters, BoardView, Scorecards } from "@/journey/boards/components/board-view";
import { boardCounts, boardOf, scorecards } from "@/journey/boards/queries";
import { boardFilters } from "@/journey/boards/rules";
import { requiredNumber } from "@/platform/settings";
import { Pager } from "@/ui/data/pager";

const size = 50;

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("case-coordinator");
  const language = await localeOf(props);
  const [asked, page] = [await queryOf(props, "show"), await pageOf(props)];
  const filter = boardFilters.find((one) => one === asked) ?? "late";
  const [t, counts, board, cards, fewest] = await Promise.all([
    getTranslations("journey.board"),
    boardCounts(office),
    boardOf(office, filter, page, size),
    requiredNumber("journey", "punctual-minutes").then((minutes) => scorecards(office, minutes)),
    requiredNumber("journey", "fewest-trips"),
  ]);
  const path = `/association/journey?show=${filter}`;
  return (
    <Personal
      language={language}
      path="/association/journey"
      title={t("title")}
      lead={t("lead")}
      isWide
    >
      <BoardFilters language={language} counts={counts} here={filter} />
      <BoardView language={language} lines={board.lines} />
      <Pager
        page={page}
        pages={Math.ceil(board.total / size)}
        href={(one) => `/${language}${path}&page=${one}`}
      />
      <h2 className="mb-3 mt-12 text-title">{t("cards")}</h2>
      <p className="source mb-3">{t("cardsLead")}</p>
      <Scorecards language={language} cards={cards} fewest={fewest} />
    </Personal>
  );
}
