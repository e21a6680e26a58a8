import { getTranslations } from "next-intl/server";
import { requirePartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { draftOf } from "@/partners/profiles/queries";
import { ProfileView } from "@/partners/reviews/components/profile-view";
import { languages } from "@/platform/i18n/rules";

export default async function Page(props: PersonalProps) {
  const partner = await requirePartner("edit-profile");
  const language = await localeOf(props);
  const t = await getTranslations("partners.own");
  const draft = await draftOf(partner.partnerId, language);
  const asked = await queryOf(props, "to");
  const others = languages.filter((one) => one !== draft.profile.language);
  return (
    <Personal language={language} path="/partner/profile" title={t("profileTitle")}>
      <ProfileView
        language={language}
        draft={draft}
        to={others.find((one) => one === asked) ?? others[0] ?? "en"}
        done={await queryOf(props, "done")}
      />
    </Personal>
  );
}
