import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { consentHistory, currentWordings } from "@/accounts/consents/queries";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { canActForPatient } from "@/cases/access/policy";
import { Agreements } from "@/cases/requests/components/agreements";
import { requestCase } from "@/cases/requests/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  const request = await requestCase(actor, id);
  if (!request || !canActForPatient(actor, request.patientId)) notFound();
  const t = await getTranslations("cases.ask");
  const [wordings, history] = await Promise.all([
    currentWordings(language),
    consentHistory(actor, request.patientId),
  ]);
  return (
    <Personal
      language={language}
      path={`/second-opinion/ask/${id}/agreements`}
      title={t("tasks.agreements")}
      lead={t("agreeLead")}
    >
      <Agreements requestId={id} wordings={wordings} history={history} />
      <p className="mt-8">
        <a className="button" href={`/${language}/second-opinion/ask/${id}`}>
          {t("back")}
        </a>
      </p>
    </Personal>
  );
}
