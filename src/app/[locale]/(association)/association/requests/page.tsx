import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { clockOf } from "@/cases/clock/queries";
import { DeskView } from "@/cases/requests/components/desk-view";
import { desk, deskFilters } from "@/cases/requests/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const office = await requireOffice("case-coordinator");
  const t = await getTranslations("cases.desk");
  const asked = await queryOf(props, "show");
  const filter = deskFilters.find((one) => one === asked) ?? "all";
  const lines = await Promise.all(
    (await desk(office, filter)).map(async (line) => ({
      ...line,
      colour: (await clockOf(line)).colour,
    })),
  );
  return (
    <Personal
      language={language}
      path="/association/requests"
      title={t("title")}
      lead={t("lead")}
      isWide
    >
      <DeskView language={language} lines={lines} filter={filter} />
    </Personal>
  );
}
