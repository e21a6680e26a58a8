import { getTranslations } from "next-intl/server";
import { AcceptForm } from "@/accounts/invitations/components/accept-forms";
import { offeredBy } from "@/accounts/invitations/queries";
import { passwordLength } from "@/accounts/passwords/queries";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { isRelativeRole, needsSecondFactor } from "@/platform/roles";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("accounts");
  const token = await queryOf(props, "token");
  const offered = await offeredBy(token);
  if (!offered)
    return (
      <Door
        language={language}
        path="/invitation"
        title={t("door.invitation.gone")}
        lead={t("door.invitation.goneText")}
      >
        {null}
      </Door>
    );
  const role = t(`roles.${offered.role}`);
  const lead = isRelativeRole(offered.role)
    ? t("door.invitation.leadRelative", { role })
    : offered.facility
      ? t("door.invitation.leadFacility", { role, facility: offered.facility })
      : t("door.invitation.lead", { role });
  return (
    <Door language={language} path="/invitation" title={t("door.invitation.title")} lead={lead}>
      <AcceptForm
        token={token}
        isKnown={offered.isKnown}
        needsSecond={needsSecondFactor(offered.role)}
        length={await passwordLength()}
      />
    </Door>
  );
}
