import { getTranslations } from "next-intl/server";
import { HelpersView } from "@/accounts/relations/components/helpers-view";
import { helpersOf } from "@/accounts/relations/queries";
import { requirePatient } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const patient = await requirePatient();
  const t = await getTranslations("accounts.people");
  const [helpers, done] = await Promise.all([helpersOf(patient), queryOf(props, "done")]);
  return (
    <Personal language={language} path="/account/people" title={t("title")} lead={t("lead")}>
      {done === "sent" && <Done>{t("sent")}</Done>}
      {done === "saved" && <Done>{t("saved")}</Done>}
      <HelpersView language={language} helpers={helpers} formKey={crypto.randomUUID()} />
    </Personal>
  );
}
