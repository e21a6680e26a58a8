import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { JourneyList } from "@/journey/journeys/components/journey-list";
import { journeysOf } from "@/journey/journeys/queries";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff("facility-coordinator");
  const language = await localeOf(props);
  const t = await getTranslations("journey");
  return (
    <Personal
      language={language}
      path="/facility/journey"
      title={t("expected")}
      lead={t("expectedLead")}
    >
      <JourneyList
        language={language}
        lines={await journeysOf(staff)}
        basis="/facility/journey"
        side="facility"
      />
    </Personal>
  );
}
