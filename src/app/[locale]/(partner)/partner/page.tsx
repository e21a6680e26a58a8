import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requirePartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { applicationOf } from "@/partners/applications/queries";
import { checksOf } from "@/partners/checks/queries";
import { MediationView } from "@/partners/complaints/components/complaint-views";
import { inMediation } from "@/partners/complaints/queries";
import { OwnDesk } from "@/partners/desks/components/own-desk";
import { movesOf } from "@/partners/moves/queries";
import { draftOf } from "@/partners/profiles/queries";
import { requiredNumber } from "@/platform/settings";

export default async function Page(props: PersonalProps) {
  const partner = await requirePartner();
  const language = await localeOf(props);
  const t = await getTranslations("partners.own");
  const firm = (await applicationOf(partner.partnerId)) ?? notFound();
  const [checks, draft, moves, soon, mediation] = await Promise.all([
    checksOf(firm),
    draftOf(firm.id, language),
    movesOf(firm.id),
    requiredNumber("partners", "reminder-1"),
    inMediation(partner),
  ]);
  return (
    <Personal language={language} path="/partner" title={firm.name} lead={t("lead")}>
      <OwnDesk
        language={language}
        firm={firm}
        checks={checks}
        draft={draft}
        lastMove={moves[0]}
        soon={soon}
        now={new Date()}
      />
      <MediationView complaints={mediation} />
    </Personal>
  );
}
