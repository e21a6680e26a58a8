import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { patientOf } from "@/cases/access/policy";
import { CasesList } from "@/cases/requests/components/cases-list";
import { requestsFor } from "@/cases/requests/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  if (actor.kind !== "patient" && actor.kind !== "relative") notFound();
  const t = await getTranslations("cases.cases");
  return (
    <Personal language={language} path="/second-opinion/cases" title={t("title")} lead={t("lead")}>
      <CasesList
        language={language}
        lines={await requestsFor(actor)}
        canBegin={patientOf(actor) !== null}
      />
    </Personal>
  );
}
