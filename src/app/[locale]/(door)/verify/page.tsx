import { getTranslations } from "next-intl/server";
import { from } from "@/accounts/sessions/guards";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { VerifiedVisaView } from "@/journey/visas/components/visa-view";
import { visaVerifiedBy } from "@/journey/visas/queries";
import { VerifiedView, VerifyForm } from "@/opinions/opinions/components/verify-view";
import { verifiedBy } from "@/opinions/opinions/queries";
import { Code } from "@/opinions/opinions/schema";
import { minutesToWait } from "@/platform/security/limits";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations();
  const asked = await queryOf(props, "code");
  const code = Code.safeParse(asked);
  const minutes = asked ? await minutesToWait([["verify", (await from()).address]]) : null;
  const isAsked = code.success && minutes === null && asked !== "";
  const opinion = isAsked ? await verifiedBy(code.data) : null;
  const visa = isAsked && !opinion ? await visaVerifiedBy(code.data) : null;
  return (
    <Door
      language={language}
      path="/verify"
      title={t("opinions.verify.title")}
      lead={t("opinions.verify.lead")}
    >
      <VerifyForm language={language} code={asked.slice(0, 60)} />
      {minutes !== null && <p role="status">{t("cases.reasons.slowDown", { minutes })}</p>}
      {asked &&
        minutes === null &&
        (visa ? <VerifiedVisaView verified={visa} /> : <VerifiedView verified={opinion} />)}
    </Door>
  );
}
