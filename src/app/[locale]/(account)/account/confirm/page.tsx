import { getTranslations } from "next-intl/server";
import { ownProfile } from "@/accounts/people/queries";
import { currentSession, requireHolder } from "@/accounts/sessions/guards";
import { proofMinutes } from "@/accounts/sessions/queries";
import { ConfirmForms } from "@/accounts/sign-in/components/confirm-forms";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const holder = await requireHolder();
  const t = await getTranslations("accounts.account");
  const [profile, session, minutes, next] = await Promise.all([
    ownProfile(holder),
    currentSession(),
    proofMinutes(),
    queryOf(props, "next"),
  ]);
  return (
    <Personal
      language={language}
      path="/account/confirm"
      title={t("confirmTitle")}
      lead={t("confirmLead", { minutes })}
    >
      <ConfirmForms
        next={next}
        email={profile.email}
        hasPassword={session?.hasPassword ?? false}
        hasSecondFactor={session?.hasSecondFactor ?? false}
      />
    </Personal>
  );
}
