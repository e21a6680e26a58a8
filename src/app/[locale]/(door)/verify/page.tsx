import { getTranslations } from "next-intl/server";
import { from } from "@/accounts/sessions/guards";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { minutesToWait } from "@/platform/security/limits";
import { VerifiedView, VerifyForm } from "@/second-opinion/opinions/components/verify-view";
import { verifiedBy } from "@/second-opinion/opinions/queries";
import { Code } from "@/second-opinion/opinions/schema";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("secondOpinion");
  const asked = await queryOf(props, "code");
  const code = Code.safeParse(asked);
  const minutes = asked ? await minutesToWait([["verify", (await from()).address]]) : null;
  return (
    <Door language={language} path="/verify" title={t("verify.title")} lead={t("verify.lead")}>
      <VerifyForm language={language} code={asked.slice(0, 60)} />
      {minutes !== null && <p role="status">{t("reasons.slowDown", { minutes })}</p>}
      {asked && minutes === null && (
        <VerifiedView verified={code.success ? await verifiedBy(code.data) : null} />
      )}
    </Door>
  );
}
