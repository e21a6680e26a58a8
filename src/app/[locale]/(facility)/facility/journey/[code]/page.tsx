import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { FacilityJourney } from "@/journey/overviews/components/facility-journey";
import { overviewOf } from "@/journey/overviews/queries";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff("facility-coordinator");
  const language = await localeOf(props);
  const { code = "" } = await props.params;
  const overview = (await overviewOf(staff, code, language)) ?? notFound();
  const said = await queryOf(props, "done");
  const t = await getTranslations("journey");
  return (
    <Personal
      language={language}
      path={`/facility/journey/${code}`}
      title={overview.patient ?? code.toUpperCase()}
      lead={<bdi className="uppercase">{code}</bdi>}
      isWide
    >
      {["dates", "moved", "said"].includes(said) && <Done>{t("done.saved")}</Done>}
      <FacilityJourney language={language} overview={overview} />
    </Personal>
  );
}
