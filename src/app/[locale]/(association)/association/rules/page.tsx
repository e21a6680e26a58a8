import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { RulesForm } from "@/cases/care-path/components/rules-form";
import { VersionsList } from "@/cases/care-path/components/versions-list";
import { currentCarePath, publishedVersions } from "@/cases/care-path/queries";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator");
  const language = await localeOf(props);
  const t = await getTranslations("cases.rules");
  const [done, path, versions] = await Promise.all([
    queryOf(props, "done"),
    currentCarePath(),
    publishedVersions(office),
  ]);
  return (
    <Personal
      language={language}
      path="/association/rules"
      title={t("title")}
      lead={t("lead")}
      isWide
    >
      {versions.some((one) => String(one.version) === done) && (
        <Done>{t("published", { version: done })}</Done>
      )}
      <VersionsList versions={versions} />
      <RulesForm path={path} />
    </Personal>
  );
}
