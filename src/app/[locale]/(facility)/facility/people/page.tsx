import { getTranslations } from "next-intl/server";
import { PeopleView } from "@/accounts/invitations/components/people-view";
import { colleagues, facilitySlug, openInvitations } from "@/accounts/invitations/queries";
import { currentSession, requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { facilityRoles } from "@/platform/roles";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff("facility-coordinator");
  const language = await localeOf(props);
  const t = await getTranslations("accounts.facility");
  const facility = (await currentSession())?.held?.facility ?? "";
  const [done, people, invitations, slug] = await Promise.all([
    queryOf(props, "done"),
    colleagues(staff),
    openInvitations(staff),
    facilitySlug(staff.facilityId),
  ]);
  return (
    <Personal
      language={language}
      path="/facility/people"
      title={t("peopleTitle", { facility })}
      lead={t("peopleLead")}
      isWide
    >
      <PeopleView
        at="facility"
        language={language}
        formKey={crypto.randomUUID()}
        roles={facilityRoles}
        facilities={slug}
        done={done}
        ownId={staff.personId}
        invitations={invitations}
        colleagues={people}
      />
    </Personal>
  );
}
