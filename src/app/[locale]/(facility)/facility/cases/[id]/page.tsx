import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { colleagues, summaryFor } from "@/opinions/assignments/queries";
import { opinionsOf, questionsOn } from "@/opinions/opinions/queries";
import { StaffCase } from "@/oversight/case-pages/components/staff-case";
import { openedCase } from "@/oversight/case-pages/queries";
import { visitOf } from "@/visits/appointments/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const staff = await requireStaff(
    "facility-coordinator",
    "medical-triage",
    "specialist",
    "second-reader",
    "material-coordinator",
  );
  const { id = "" } = await props.params;
  const whole = (await openedCase(staff, id)) ?? notFound();
  const [triage, specialists, questions, opinions, visit] = await Promise.all([
    colleagues(staff, "medical-triage"),
    colleagues(staff, "specialist"),
    questionsOn(staff, id),
    opinionsOf(staff, id),
    visitOf(staff, whole.request),
  ]);
  const t = await getTranslations("opinions.facility");
  return (
    <Personal
      language={language}
      path={`/facility/cases/${id}`}
      title={t("caseTitle", { number: whole.request.number })}
      lead={<bdi>{whole.request.patient}</bdi>}
    >
      <StaffCase
        language={language}
        whole={whole}
        triage={triage}
        specialists={specialists}
        summary={summaryFor(whole.request)}
        questions={questions}
        visit={visit}
        hasOpinion={opinions.length > 0}
      />
    </Personal>
  );
}
