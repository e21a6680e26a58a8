import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { canActForPatient } from "@/cases/access/policy";
import { OpinionFoot, OpinionView } from "@/opinions/opinions/components/opinion-view";
import { QuestionsView } from "@/opinions/questions/components/questions-view";
import { openedOpinion } from "@/oversight/openings/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  if (actor.kind !== "patient" && actor.kind !== "relative") notFound();
  const found = (await openedOpinion(actor, id)) ?? notFound();
  const { request, opinion, translation, questions, versions } = found;
  const t = await getTranslations("opinions.opinion");
  return (
    <Personal
      language={language}
      path={`/second-opinion/cases/${id}/opinion`}
      title={t("title")}
      lead={t("lead", { number: request.number })}
      isWide
    >
      <span hidden data-stamp={`${request.version}-${questions.length}`} />
      {!translation && opinion.language !== request.language && (
        <p className="mb-4 border-s-4 border-edge ps-4">{t("translating")}</p>
      )}
      <OpinionView opinion={opinion} translation={translation} isForPatient />
      <OpinionFoot language={language} requestId={id} opinion={opinion} versions={versions} />
      <QuestionsView
        requestId={id}
        questions={questions}
        side="patient"
        canAsk={
          request.acts.includes("askQuestion") &&
          canActForPatient(actor, request.patientId, "write-messages")
        }
        formKey={crypto.randomUUID()}
      />
    </Personal>
  );
}
