import { getTranslations } from "next-intl/server";
import { RequestsTable } from "@/accounts/rights/components/requests-table";
import { requestsInHand } from "@/accounts/rights/queries";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("privacy-officer");
  const language = await localeOf(props);
  const t = await getTranslations("accounts.association");
  return (
    <Personal
      language={language}
      path="/association/rights"
      title={t("rightsTitle")}
      lead={t("rightsLead")}
      isWide
    >
      <RequestsTable requests={await requestsInHand(office)} />
    </Personal>
  );
}
