import { getTranslations } from "next-intl/server";
import { ProfileForms, RoleChoice } from "@/accounts/people/components/account-view";
import { namesOfMyPatients, ownProfile } from "@/accounts/people/queries";
import { requireHolder } from "@/accounts/sessions/guards";
import { heldRoles } from "@/accounts/sessions/queries";
import { countryChoices } from "@/app/countries";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const holder = await requireHolder();
  const t = await getTranslations("accounts.account");
  const [profile, roles, names, done] = await Promise.all([
    ownProfile(holder),
    heldRoles(holder.personId),
    namesOfMyPatients(holder),
    queryOf(props, "done"),
  ]);
  return (
    <Personal
      language={language}
      path="/account"
      title={t("title")}
      lead={t("hello", { name: profile.name })}
    >
      {done === "saved" && <Done>{t("saved")}</Done>}
      {done === "emailSent" && <Done>{t("emailSent")}</Done>}
      <RoleChoice roles={roles} acting={holder.grantId} names={names} />
      <ProfileForms profile={profile} countries={countryChoices(language)} />
    </Personal>
  );
}
