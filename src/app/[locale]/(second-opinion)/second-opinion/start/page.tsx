import { getTranslations } from "next-intl/server";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { aboutOf } from "@/app/second-opinion";
import { currentCarePath, takesRequests } from "@/cases/care-path/queries";
import { FlagsForm } from "@/cases/requests/components/start-views";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("cases.start");
  const [about, path, isOpen] = await Promise.all([
    aboutOf(props),
    currentCarePath(),
    takesRequests(),
  ]);
  return (
    <Personal
      language={language}
      path="/second-opinion/start"
      title={isOpen ? t("title") : t("closedTitle")}
      lead={isOpen ? t("flagsLead") : t("closedText")}
    >
      {isOpen && <FlagsForm flags={path.redFlags} about={about} />}
    </Personal>
  );
}
