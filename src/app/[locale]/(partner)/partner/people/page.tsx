import { getTranslations } from "next-intl/server";
import { colleagues, openInvitations } from "@/accounts/invitations/queries";
import { requirePartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { PartnerPeopleView } from "@/partners/people/components/people-view";

export default async function Page(props: PersonalProps) {
  const partner = await requirePartner("manage-people");
  const language = await localeOf(props);
  const t = await getTranslations("partners.people");
  return (
    <Personal language={language} path="/partner/people" title={t("title")}>
      <PartnerPeopleView
        language={language}
        formKey={crypto.randomUUID()}
        done={await queryOf(props, "done")}
        ownId={partner.personId}
        colleagues={await colleagues(partner)}
        invitations={await openInvitations(partner)}
      />
    </Personal>
  );
}
