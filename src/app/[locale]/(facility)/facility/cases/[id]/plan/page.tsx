import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { PlanForm } from "@/opinions/plans/components/plan-form";
import { PlanView } from "@/opinions/plans/components/plan-view";
import { plansOf } from "@/opinions/plans/queries";
import { openedCase } from "@/oversight/case-pages/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const staff = await requireStaff("facility-coordinator");
  const { id = "" } = await props.params;
  const { request } = (await openedCase(staff, id)) ?? notFound();
  const plans = await plansOf(staff, id);
  const isAsked = request.acts.includes("sendPlan");
  if (!isAsked && plans.length === 0) notFound();
  const sent = plans.filter((plan) => plan.state !== "draft");
  const t = await getTranslations("opinions.plan");
  return (
    <Personal
      language={language}
      path={`/facility/cases/${id}/plan`}
      title={t("title")}
      lead={<bdi>{request.patient}</bdi>}
    >
      {isAsked && (
        <PlanForm
          request={request}
          draft={plans.find((plan) => plan.state === "draft") ?? null}
          before={sent[0] ?? null}
        />
      )}
      {sent.map((plan) => (
        <PlanView key={plan.id} requestId={id} plan={plan} canAnswer={false} />
      ))}
    </Personal>
  );
}
