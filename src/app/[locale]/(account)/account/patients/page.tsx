import { getTranslations } from "next-intl/server";
import { PatientsView } from "@/accounts/relations/components/patients-view";
import { patientsHelpedBy, proofMegabytes } from "@/accounts/relations/queries";
import { requireHolder } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const holder = await requireHolder();
  const t = await getTranslations("accounts.patients");
  const [patients, max, done] = await Promise.all([
    patientsHelpedBy(holder),
    proofMegabytes(),
    queryOf(props, "done"),
  ]);
  return (
    <Personal language={language} path="/account/patients" title={t("title")} lead={t("lead")}>
      {done && <Done>{t("proofSent")}</Done>}
      <PatientsView patients={patients} max={max} />
    </Personal>
  );
}
