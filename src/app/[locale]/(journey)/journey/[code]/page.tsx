import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { feedOf } from "@/journey/calendars/queries";
import { OwnJourney } from "@/journey/overviews/components/own-journey";
import { overviewOf } from "@/journey/overviews/queries";
import { visaFilesOf } from "@/journey/visas/queries";
import { env } from "@/platform/env";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { code = "" } = await props.params;
  const overview = await overviewOf(actor, code, language);
  if (!overview?.isArranger) notFound();
  const t = await getTranslations("journey");
  return (
    <Personal
      language={language}
      path={`/journey/${code}`}
      title={t("to", { facility: overview.facility })}
      lead={<bdi className="uppercase">{overview.code}</bdi>}
      isWide
    >
      <OwnJourney
        language={language}
        overview={overview}
        visaFiles={await visaFilesOf(actor, overview.id)}
        calendar={{ token: await feedOf(actor, overview.id), origin: env().PUBLIC_URL }}
      />
    </Personal>
  );
}
