import { getTranslations } from "next-intl/server";
import { EnrolForm } from "@/accounts/factors/components/enrol-form";
import { requireFreshProof } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  await requireFreshProof();
  const t = await getTranslations("accounts.security");
  const words = {
    code: t("enrolCode"),
    submit: t("codesNew"),
    codesTitle: t("codesTitle"),
    codesLead: t("codesLead"),
    codesDone: t("codesDone"),
  };
  return (
    <Personal language={language} path="/account/security/codes" title={t("codesNew")}>
      <EnrolForm kind="codes" language={language} words={words} />
    </Personal>
  );
}
