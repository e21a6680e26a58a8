import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { overviewOf } from "@/journey/overviews/queries";
import { VisaEditor, VisaFiles } from "@/journey/visas/components/visa-view";
import { visaFilesOf, visaProposal } from "@/journey/visas/queries";
import { dayIn, milan } from "@/platform/zones";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff("facility-coordinator");
  const language = await localeOf(props);
  const { code = "" } = await props.params;
  const overview = await overviewOf(staff, code, language);
  if (overview?.state !== "open" || !overview.facts.includes("visa")) notFound();
  const at = (kind: string) => overview.milestones.find((one) => one.kind === kind)?.startsAt;
  const [arrival, departure, admission] = [at("arrival"), at("departure"), at("admission")];
  const t = await getTranslations("journey.visa");
  return (
    <Personal
      language={language}
      path={`/facility/journey/${code}/visa`}
      title={t("title")}
      lead={<bdi>{overview.patient}</bdi>}
    >
      {(await queryOf(props, "done")) === "1" && <Done>{t("done")}</Done>}
      <VisaFiles files={await visaFilesOf(staff, overview.id)} />
      <VisaEditor
        journey={overview}
        proposal={await visaProposal(staff, overview.id)}
        startsOn={admission ? dayIn(milan, admission) : ""}
        days={
          arrival && departure
            ? Math.ceil((departure.getTime() - arrival.getTime()) / 86_400_000)
            : null
        }
      />
    </Personal>
  );
}
