import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, pageOf } from "@/app/personal";
import { ReportsDesk } from "@/partners/brokers/components/broker-views";
import { reportsFor } from "@/partners/brokers/queries";
import { requiredNumber } from "@/platform/settings";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("partner-curator", "administrator");
  const language = await localeOf(props);
  const t = await getTranslations("partners.brokers");
  const [page, size] = [await pageOf(props), await requiredNumber("partners", "page-size")];
  const { total, reports } = await reportsFor(office, page, size);
  return (
    <Personal language={language} path="/association/brokers" title={t("deskTitle")} isWide>
      <ReportsDesk
        language={language}
        reports={reports}
        page={page}
        pages={Math.ceil(total / size)}
      />
    </Personal>
  );
}
