import { getTranslations } from "next-intl/server";
import { requireLinguistOrPartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const { role } = await requireLinguistOrPartner();
  const language = await localeOf(props);
  const t = await getTranslations("accounts");
  return (
    <Personal language={language} path="/work" title={t("work.title")} lead={t("work.lead", { role: t(`roles.${role}`) })}>
      <p>{t("work.nothing")}</p>
    </Personal>
  );
}
