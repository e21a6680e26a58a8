import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { currentCarePath } from "@/cases/care-path/queries";
import { familyName } from "@/cases/care-path/rules";
import { TermsForm } from "@/opinions/terms/components/terms-form";
import { ownTerms } from "@/opinions/terms/queries";

export default async function Page(props: PersonalProps) {
  const staff = await requireStaff("facility-coordinator");
  const language = await localeOf(props);
  const t = await getTranslations("opinions.terms");
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
