import { getTranslations } from "next-intl/server";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { StartView } from "@/partners/applications/components/start-view";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("partners.apply");
  return (
    <Door
      language={language}
      path="/become-a-partner/start"
      title={t("startTitle")}
      lead={t("startLead")}
    >
      <StartView formKey={crypto.randomUUID()} wasSent={(await queryOf(props, "sent")) === "1"} />
    </Door>
  );
}
