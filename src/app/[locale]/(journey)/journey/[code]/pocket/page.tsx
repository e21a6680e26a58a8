import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { journeyHead } from "@/journey/journeys/queries";
import { PocketView } from "@/journey/pockets/components/pocket-view";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { code = "" } = await props.params;
  const head = await journeyHead(actor, code, language);
  if (!head?.isArranger || head.state !== "open") notFound();
  const t = await getTranslations("journey");
  return (
    <Personal
      language={language}
      path={`/journey/${code}/pocket`}
      title={t("pocket.title")}
      lead={<bdi>{head.facility}</bdi>}
    >
      <PocketView code={code} language={language} />
      <p className="mt-10">
        <a href={`/${language}/journey/${code}`}>{t("back")}</a>
      </p>
    </Personal>
  );
}
