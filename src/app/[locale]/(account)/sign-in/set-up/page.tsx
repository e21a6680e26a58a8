import { getTranslations } from "next-intl/server";
import { encode } from "uqr";
import { EnrolForm } from "@/accounts/factors/components/enrol-form";
import { enrolmentSecret } from "@/accounts/factors/queries";
import { requireFreshProof, requireUnfinished } from "@/accounts/sessions/guards";
import { Door, localeOf, Personal, type PersonalProps } from "@/app/personal";
import { totpAddress } from "@/platform/security/totp";
import { QrCode } from "@/ui/pictures/qr-code";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const { holder, session } = await requireUnfinished();
  if (session.hasSecondFactor || !session.mustHaveSecondFactor) await requireFreshProof();
  const t = await getTranslations("accounts.security");
  const secret = await enrolmentSecret(holder);
  const words = {
    code: t("enrolCode"),
    submit: t("enrolSubmit"),
    codesTitle: t("codesTitle"),
    codesLead: t("codesLead"),
    codesDone: t("codesDone"),
  };
  const Around = session.mustHaveSecondFactor && !session.hasSecondFactor ? Door : Personal;
  return (
    <Around
      language={language}
      path="/sign-in/set-up"
      title={t("enrolTitle")}
      lead={session.mustHaveSecondFactor && !session.hasSecondFactor ? t("secondMust") : undefined}
    >
      <EnrolForm kind="enrol" language={language} words={words}>
        <p className="mb-4">{t("enrolLead")}</p>
        <QrCode cells={encode(totpAddress(secret)).data} label={t("enrolPicture")} />
        <p className="mb-6 mt-3">
          {t("enrolKey")}:{" "}
          <bdi dir="ltr" className="break-all font-semibold tracking-wide">
            {secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}
          </bdi>
        </p>
      </EnrolForm>
    </Around>
  );
}
