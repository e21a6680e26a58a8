import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { CheckInLists } from "@/journey/check-ins/components/facility-check-ins";
import { checkInSet, checkInsAt } from "@/journey/check-ins/queries";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff("facility-coordinator", "medical-triage", "specialist");
  const language = await localeOf(props);
  const t = await getTranslations("journey");
  const { callAfterHours } = await checkInSet();
  return (
    <Personal
      language={language}
      path="/facility/check-ins"
      title={t("checkIn.desk")}
      lead={t("checkIn.deskLead")}
    >
      {(await queryOf(props, "done")) === "1" && <Done>{t("done.saved")}</Done>}
      <CheckInLists language={language} lists={await checkInsAt(staff, callAfterHours)} />
    </Personal>
  );
}
