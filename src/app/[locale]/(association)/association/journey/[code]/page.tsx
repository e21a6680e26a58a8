import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { WatchedJourney } from "@/journey/boards/components/watched-journey";
import { openQuestions } from "@/journey/boards/queries";
import { overviewOf } from "@/journey/overviews/queries";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("case-coordinator");
  const language = await localeOf(props);
  const { code = "" } = await props.params;
  const overview = (await overviewOf(office, code, language)) ?? notFound();
  const t = await getTranslations("journey");
  return (
    <Personal
      language={language}
      path={`/association/journey/${code}`}
      title={code.toUpperCase()}
      lead={<bdi>{overview.facility}</bdi>}
      isWide
    >
      {(await queryOf(props, "done")) === "decided" && <Done>{t("done.saved")}</Done>}
      <WatchedJourney
        language={language}
        overview={overview}
        questions={await openQuestions(office, overview.id)}
      />
    </Personal>
  );
}
