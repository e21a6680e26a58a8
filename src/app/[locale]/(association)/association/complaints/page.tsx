import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { ComplaintsDesk } from "@/oversight/complaints/components/complaints-desk";
import { complaintsFor } from "@/oversight/complaints/queries";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator", "privacy-officer");
  const language = await localeOf(props);
  const t = await getTranslations("oversight.complaint");
  return (
    <Personal
      language={language}
      path="/association/complaints"
      title={t("deskTitle")}
      lead={t("deskLead")}
      isWide
    >
      <ComplaintsDesk complaints={await complaintsFor(office)} />
    </Personal>
  );
}
