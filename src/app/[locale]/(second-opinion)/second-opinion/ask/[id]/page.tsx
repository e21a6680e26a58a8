import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { canActForPatient } from "@/cases/access/policy";
import { TaskList } from "@/cases/requests/components/task-list";
import { requestCase } from "@/cases/requests/queries";
import { deleteDraftAction } from "@/documents/leftovers/actions";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  const request = await requestCase(actor, id);
  if (!request || !canActForPatient(actor, request.patientId)) notFound();
  if (request.state !== "draft") redirect(`/${language}/second-opinion/cases/${id}`);
  const t = await getTranslations("cases.ask");
  return (
    <Personal
      language={language}
      path={`/second-opinion/ask/${id}`}
      title={t("title")}
      lead={t("lead")}
    >
      <TaskList
        remove={deleteDraftAction}
        language={language}
        requestId={id}
        answers={request.answers}
        hasConsent={request.hasHealthConsent}
        version={request.version}
      />
    </Personal>
  );
}
