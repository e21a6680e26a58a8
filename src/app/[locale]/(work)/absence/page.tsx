import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { AbsencesView } from "@/cases/absences/components/absences-view";
import { canBeAway } from "@/cases/absences/policy";
import { deputiesOf, ownAbsences } from "@/cases/absences/queries";

export default async function Page(props: PersonalProps) {
  const actor = await requireActor();
  if (!canBeAway(actor)) notFound();
  const language = await localeOf(props);
  const t = await getTranslations("cases.absence");
  const [absences, deputies] = await Promise.all([ownAbsences(actor), deputiesOf(actor)]);
  return (
    <Personal language={language} path="/absence" title={t("title")} lead={t("lead")}>
      <AbsencesView absences={absences} deputies={deputies} formKey={crypto.randomUUID()} />
    </Personal>
  );
}
