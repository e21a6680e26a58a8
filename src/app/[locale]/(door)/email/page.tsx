import { getTranslations } from "next-intl/server";
import { isOpenLink } from "@/accounts/links/queries";
import { changeEmailAction } from "@/accounts/people/actions";
import { ConfirmEmailForm } from "@/accounts/people/components/account-view";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("accounts");
  const token = await queryOf(props, "token");
  const isOpen = await isOpenLink(token, "change-email");
  return (
    <Door
      language={language}
      path="/email"
      title={isOpen ? t("account.emailConfirm") : t("door.linkOpen.used")}
      lead={isOpen ? undefined : t("door.linkOpen.usedText")}
    >
      {isOpen && <ConfirmEmailForm token={token} action={changeEmailAction} />}
    </Door>
  );
}
