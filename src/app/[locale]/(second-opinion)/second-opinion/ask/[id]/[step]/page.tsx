import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { canActForPatient } from "@/cases/access/policy";
import { steps, zonesOf } from "@/cases/answers/rules";
import { StepForm } from "@/cases/requests/components/step-form";
import { requestCase } from "@/cases/requests/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "", step: named } = await props.params;
  const step = steps.find((one) => one === named);
  const request = await requestCase(actor, id);
  if (!step || !request || request.state !== "draft" || !canActForPatient(actor, request.patientId))
    notFound();
  const t = await getTranslations("cases.ask");
  return (
    <Personal
      language={language}
      path={`/second-opinion/ask/${id}/${step}`}
      title={t(`tasks.${step}`)}
    >
      <StepForm
        requestId={id}
        step={step}
        answers={request.answers}
        back={await queryOf(props, "back")}
        zones={zonesOf(request.country)}
      />
      <p className="mt-8">
        <a href={`/${language}/second-opinion/ask/${id}`}>{t("back")}</a>
      </p>
    </Personal>
  );
}
