import { getTranslations } from "next-intl/server";
import { PeopleView } from "@/accounts/invitations/components/people-view";
import { mayFill } from "@/accounts/invitations/policy";
import {
  colleagues,
  facilityChoices,
  openInvitations,
  partnerChoices,
} from "@/accounts/invitations/queries";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { roles } from "@/platform/roles";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator", "partner-curator");
  const language = await localeOf(props);
  const t = await getTranslations("accounts.association");
  const [done, people, invitations, facilities, partners] = await Promise.all([
    queryOf(props, "done"),
    colleagues(office),
    openInvitations(office),
    office.role === "administrator" ? facilityChoices() : [],
    partnerChoices(),
  ]);
  return (
    <Personal
      language={language}
      path="/association/people"
      title={t("peopleTitle")}
      lead={t("peopleLead")}
      isWide
    >
      <PeopleView
        at="association"
        language={language}
        formKey={crypto.randomUUID()}
        roles={roles.filter((role) => mayFill(office, { role, facilityId: null }))}
        facilities={facilities}
        partners={partners}
        done={done}
        ownId={office.personId}
        invitations={invitations}
        colleagues={people}
      />
    </Personal>
  );
}
