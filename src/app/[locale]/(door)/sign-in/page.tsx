import { getTranslations } from "next-intl/server";
import { linkMinutes } from "@/accounts/sessions/queries";
import { SignInForms } from "@/accounts/sign-in/components/sign-in-forms";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("accounts.door");
  const [next, sent, out] = await Promise.all(
    ["next", "sent", "out"].map((name) => queryOf(props, name)),
  );
  return (
    <Door
      language={language}
      path="/sign-in"
      title={sent ? t("linkSent.title") : t("signIn.title")}
      lead={sent ? undefined : t("signIn.lead")}
    >
      {sent && <Done>{t("linkSent.text")}</Done>}
      {sent && <p className="mb-8">{t("linkSent.again")}</p>}
      {out && <Done>{t("signIn.signedOut")}</Done>}
      <SignInForms language={language} next={next ?? ""} minutes={await linkMinutes()} />
    </Door>
  );
}
