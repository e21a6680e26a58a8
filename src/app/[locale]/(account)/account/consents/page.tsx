import { getTranslations } from "next-intl/server";
import { ConsentsView } from "@/accounts/consents/components/consents-view";
import { consentHistory, currentWordings } from "@/accounts/consents/queries";
import { requirePatient } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const patient = await requirePatient();
  const t = await getTranslations("accounts.consents");
  const [wordings, history, done] = await Promise.all([
    currentWordings(language),
    consentHistory(patient, patient.personId),
    queryOf(props, "done"),
  ]);
  return (
    <Personal language={language} path="/account/consents" title={t("title")} lead={t("lead")}>
      {done && <Done>{t("done")}</Done>}
      <ConsentsView wordings={wordings} history={history} />
    </Personal>
  );
}
