import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { DeskPage, openDesk, topicNames } from "@/app/desk";
import { localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { historyOf } from "@/listings/desks/queries";
import { HistoryView } from "@/listings/pages/components/history-view";
import { publishedRelease, releaseNo } from "@/listings/releases/queries";
import { isLanguage } from "@/platform/i18n/rules";

const number = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : null);

export default async function Page(props: PersonalProps) {
  const actor = await requireActor();
  const language = await localeOf(props);
  const desk = await openDesk(actor, props);
  const t = await getTranslations("listings");
  const wanted = await queryOf(props, "in");
  const series = isLanguage(wanted) ? wanted : "";
  const [from, to] = [number(await queryOf(props, "from")), number(await queryOf(props, "to"))];
  const [older, newer] =
    desk && from !== null && to !== null
      ? await Promise.all([
          releaseNo(desk.record.id, series, from),
          releaseNo(desk.record.id, series, to),
        ])
      : [null, null];
  return (
    <DeskPage
      language={language}
      path="/desk/history"
      desk={desk}
      title={t("history.title")}
      tab="history"
      done={await queryOf(props, "done")}
    >
      {desk && (
        <HistoryView
          language={language}
          desk={desk}
          series={series}
          newest={(await publishedRelease(desk.record.id, series))?.no ?? 0}
          history={
            await historyOf(
              desk.record.id,
              series,
              number(await queryOf(props, "before")) ?? 1_000_000,
            )
          }
          compared={older && newer ? { from: older, to: newer } : null}
          topics={await topicNames(language)}
        />
      )}
    </DeskPage>
  );
}
