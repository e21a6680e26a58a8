import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { offersTo } from "@/opinions/assignments/queries";
import { QueueView } from "@/oversight/desks/components/queue-view";
import { caseFilters, casesFor } from "@/oversight/desks/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const staff = await requireStaff(
    "facility-coordinator",
    "medical-triage",
    "specialist",
    "second-reader",
    "material-coordinator",
  );
  const shown = await queryOf(props, "show");
  const filter = caseFilters.find((one) => one === shown) ?? "mine";
  const [lines, offers] = await Promise.all([casesFor(staff, filter), offersTo(staff)]);
  const t = await getTranslations("opinions.facility");
  return (
    <Personal
      language={language}
      path="/facility/cases"
      title={t("queue")}
      lead={t("queueLead")}
      isWide
    >
      <QueueView language={language} lines={lines} offers={offers} filter={filter} />
    </Personal>
  );
}
