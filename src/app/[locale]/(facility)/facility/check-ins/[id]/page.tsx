import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { FacilityCheckIn } from "@/journey/check-ins/components/facility-check-ins";
import { openedCheckIn } from "@/journey/check-ins/queries";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff("facility-coordinator", "medical-triage", "specialist");
  const language = await localeOf(props);
  const { id = "" } = await props.params;
  const asked = (await openedCheckIn(staff, id)) ?? notFound();
  const t = await getTranslations("journey.milestones");
  return (
    <Personal
      language={language}
      path={`/facility/check-ins/${id}`}
      title={asked.patient}
      lead={t(`check-${asked.day}` as "check-2")}
    >
      <FacilityCheckIn asked={asked} />
    </Personal>
  );
}
