import { getTranslations } from "next-intl/server";
import { RegisterForm } from "@/accounts/registration/components/register-forms";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("accounts.door");
  const isSent = (await queryOf(props, "sent")) !== "";
  return (
    <Door
      language={language}
      path="/register"
      title={isSent ? t("linkSent.title") : t("register.title")}
      lead={isSent ? undefined : t("register.lead")}
    >
      {isSent && <Done>{t("linkSent.text")}</Done>}
      {isSent && <p className="mb-8">{t("linkSent.again")}</p>}
      <RegisterForm language={language} />
    </Door>
  );
}
