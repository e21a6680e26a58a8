import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { canActForPatient } from "@/cases/access/policy";
import { requestCase } from "@/cases/requests/queries";
import { ComplainView } from "@/oversight/complaints/components/complain-view";
import { complaintsAbout } from "@/oversight/complaints/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  const request = (await requestCase(actor, id)) ?? notFound();
  if (request.state === "draft" || !canActForPatient(actor, request.patientId)) notFound();
  const t = await getTranslations("oversight.complaint");
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
