import { getTranslations } from "next-intl/server";
import { FirstAdministratorForm } from "@/accounts/invitations/components/accept-forms";
import { isOpenLink } from "@/accounts/links/queries";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("accounts.door.first");
  const token = await queryOf(props, "token");
  const isOpen = await isOpenLink(token, "administrator");
  return (
    <Door
      language={language}
      path="/first-administrator"
      title={isOpen ? t("title") : t("gone")}
      lead={isOpen ? t("lead") : t("goneText")}
    >
      {isOpen && <FirstAdministratorForm token={token} />}
    </Door>
  );
}
