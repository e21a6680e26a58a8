import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { canActForPatient } from "@/cases/access/policy";
import { AnswersView, SendForm } from "@/cases/requests/components/task-list";
import { requestCase } from "@/cases/requests/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  const request = await requestCase(actor, id);
  if (request?.state !== "draft" || !canActForPatient(actor, request.patientId)) notFound();
  const t = await getTranslations("cases.ask");
  return (
    <Personal language={language} path={`/second-opinion/ask/${id}/check`} title={t("check")}>
      <AnswersView language={language} requestId={id} answers={request.answers} canChange />
      <SendForm requestId={id} version={request.version} formKey={crypto.randomUUID()} />
    </Personal>
  );
}
