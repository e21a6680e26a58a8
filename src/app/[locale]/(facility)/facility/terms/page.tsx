import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { currentCarePath } from "@/second-opinion/care-path/queries";
import { familyName } from "@/second-opinion/care-path/rules";
import { TermsForm } from "@/second-opinion/terms/components/terms-form";
import { ownTerms } from "@/second-opinion/terms/queries";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff("facility-coordinator");
  const language = await localeOf(props);
  const t = await getTranslations("secondOpinion.terms");
  const [terms, path] = await Promise.all([ownTerms(staff), currentCarePath()]);
  const families = Object.keys(path.documents.families).map((key) => ({
    key,
    name: familyName(key, (known) => t(`familyNames.${known}`)),
  }));
  return (
    <Personal language={language} path="/facility/terms" title={t("title")} lead={t("lead")}>
      <TermsForm terms={terms} families={families} />
    </Personal>
  );
}
