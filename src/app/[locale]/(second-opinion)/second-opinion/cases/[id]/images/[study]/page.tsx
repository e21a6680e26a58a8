import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { Viewer } from "@/documents/viewer/components/viewer";
import { openedStudy } from "@/oversight/openings/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "", study: studyId = "" } = await props.params;
  const study = (await openedStudy(actor, id, studyId)) ?? notFound();
  const t = await getTranslations("documents.viewer");
  const places: Partial<Record<string, string>> = {
    staff: "/facility/cases",
    office: "/association/requests",
  };
  return (
    <Personal
      language={language}
      path={`/second-opinion/cases/${id}/images/${studyId}`}
      title={t("title")}
      isWide
    >
      <a
        className="inline-flex min-h-11 items-center"
        href={`/${language}${places[actor.kind] ?? "/second-opinion/cases"}/${id}`}
      >
        {t("back")}
      </a>
      <Viewer study={study} />
    </Personal>
  );
}
