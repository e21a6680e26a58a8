import { getTranslations } from "next-intl/server";
import { currentSession, requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff();
  const language = await localeOf(props);
  const t = await getTranslations("accounts");
  const facility = (await currentSession())?.held?.facility ?? "";
  const lead = t("facility.lead", { role: t(`roles.${staff.role}`) });
  return (
    <Personal
      language={language}
      path="/facility"
      title={t("facility.title", { facility })}
      lead={lead}
    >
      <p>{t("facility.nothing")}</p>
    </Personal>
  );
}
