import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { facilityChoices } from "@/accounts/invitations/queries";
import { requirePartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { applicationOf } from "@/partners/applications/queries";
import { OwnPapers } from "@/partners/checks/components/own-papers";
import { checksOf } from "@/partners/checks/queries";
import { CommissionsView } from "@/partners/commissions/components/commissions-view";
import { commissionsOf } from "@/partners/commissions/queries";
import { requiredNumber } from "@/platform/settings";

export default async function Page(props: PersonalProps) {
  const partner = await requirePartner("send-papers");
  const language = await localeOf(props);
  const t = await getTranslations("partners.own");
  const firm = (await applicationOf(partner.partnerId)) ?? notFound();
  const [checks, commissions, facilities, megabytes] = await Promise.all([
    checksOf(firm),
    commissionsOf(firm.id),
    facilityChoices(),
    requiredNumber("partners", "paper-megabytes"),
  ]);
  return (
    <Personal
      language={language}
      path="/partner/papers"
      title={t("papersTitle")}
      lead={t("papersLead")}
    >
      <OwnPapers
        checks={checks}
        megabytes={megabytes}
        wasSent={(await queryOf(props, "done")) === "sent"}
      />
      <CommissionsView
        partnerId={firm.id}
        formKey={crypto.randomUUID()}
        commissions={commissions}
        facilities={facilities}
        mayWrite
      />
    </Personal>
  );
}
