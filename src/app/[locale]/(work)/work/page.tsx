import { getTranslations } from "next-intl/server";
import { requireLinguistOrPartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { WorkList } from "@/opinions/translations/components/work-view";
import { translationsFor } from "@/opinions/translations/queries";

export default async function Page(props: PersonalProps) {
  const actor = await requireLinguistOrPartner();
  const language = await localeOf(props);
  const t = await getTranslations("accounts");
  const isTranslator = actor.role === "translator";
  const words = await getTranslations("opinions.work");
  return (
    <Personal
      language={language}
      path="/work"
      title={t("work.title")}
      lead={isTranslator ? words("lead") : t("work.lead", { role: t(`roles.${actor.role}`) })}
      isWide={isTranslator}
    >
      {actor.kind === "linguist" && isTranslator ? (
        <WorkList language={language} lines={await translationsFor(actor)} />
      ) : (
        <p>{t("work.nothing")}</p>
      )}
    </Personal>
  );
}
