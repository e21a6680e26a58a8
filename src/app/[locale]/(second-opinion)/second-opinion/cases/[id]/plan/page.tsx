import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { canActForPatient } from "@/cases/access/policy";
import type { ActName } from "@/cases/turns/rules";
import { PlansToFollow } from "@/journey/journeys/components/plans-to-follow";
import { plansToFollow } from "@/journey/journeys/queries";
import { AskPlanForm, PlanView } from "@/opinions/plans/components/plan-view";
import { plansOf } from "@/opinions/plans/queries";
import { ownCase } from "@/oversight/case-pages/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  const { request, referrals } = (await ownCase(actor, id)) ?? notFound();
  if (!canActForPatient(actor, request.patientId, "see-documents")) notFound();
  const plans = await plansOf(actor, id);
  const facility = referrals.find((one) => one.state === "accepted")?.facility;
  const isTheirs = canActForPatient(actor, request.patientId);
  const can = (act: ActName) => isTheirs && request.acts.includes(act);
  const t = await getTranslations("opinions.plan");
  return (
    <Personal language={language} path={`/second-opinion/cases/${id}/plan`} title={t("title")}>
      <span hidden data-stamp={`${request.version}-${plans.length}`} />
      {plans.length === 0 && <p>{t("none")}</p>}
      {plans.map((plan) => (
        <PlanView key={plan.id} requestId={id} plan={plan} canAnswer={can("answerPlan")} />
      ))}
      <PlansToFollow
        language={language}
        plans={(await plansToFollow(actor)).filter(({ requestId }) => requestId === id)}
      />
      {can("askForPlan") && facility && <AskPlanForm request={request} facility={facility} />}
    </Personal>
  );
}
