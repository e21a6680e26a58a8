import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { ClearanceList } from "@/journey/clearances/components/clearance-list";
import { flyRules, toClear } from "@/journey/clearances/queries";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff("specialist");
  const language = await localeOf(props);
  const t = await getTranslations("journey");
  const [patients, rules] = await Promise.all([toClear(staff), flyRules()]);
  return (
    <Personal
      language={language}
      path="/facility/clearances"
      title={t("clearance.desk")}
      lead={t("clearance.deskLead")}
    >
      {(await queryOf(props, "done")) === "1" && <Done>{t("done.saved")}</Done>}
      <ClearanceList patients={patients} rules={rules} />
    </Personal>
  );
}
