import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, pageOf } from "@/app/personal";
import { ComplaintsDesk } from "@/partners/complaints/components/complaint-views";
import { partnerComplaintsFor } from "@/partners/complaints/queries";
import { requiredNumber } from "@/platform/settings";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("partner-curator", "administrator");
  const language = await localeOf(props);
  const t = await getTranslations("partners.complaints");
  const [page, size] = [await pageOf(props), await requiredNumber("partners", "page-size")];
  const { total, complaints } = await partnerComplaintsFor(office, page, size);
  return (
    <Personal
      language={language}
      path="/association/partner-complaints"
      title={t("deskTitle")}
      isWide
    >
      <ComplaintsDesk
        language={language}
        complaints={complaints}
        page={page}
        pages={Math.ceil(total / size)}
      />
    </Personal>
  );
}
