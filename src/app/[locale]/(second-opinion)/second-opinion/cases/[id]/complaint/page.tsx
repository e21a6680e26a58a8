import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { ComplainView } from "@/second-opinion/complaints/components/complain-view";
import { complaintsAbout } from "@/second-opinion/complaints/queries";
import { canActForPatient } from "@/second-opinion/requests/policy";
import { requestCase } from "@/second-opinion/requests/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  const request = (await requestCase(actor, id)) ?? notFound();
  if (request.state === "draft" || !canActForPatient(actor, request.patientId)) notFound();
  const t = await getTranslations("secondOpinion.complaint");
  return (
    <Personal
      language={language}
      path={`/second-opinion/cases/${id}/complaint`}
      title={t("title")}
      lead={t("lead")}
    >
      <ComplainView
        requestId={id}
        complaints={await complaintsAbout(actor, request)}
        formKey={crypto.randomUUID()}
      />
    </Personal>
  );
}
