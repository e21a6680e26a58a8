import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { familyName } from "@/cases/care-path/rules";
import { WaitingTerms } from "@/opinions/terms/components/waiting-terms";
import { waitingTerms } from "@/opinions/terms/queries";
import { dayIn, milan } from "@/platform/zones";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator");
  const language = await localeOf(props);
  const t = await getTranslations("opinions.terms");
  const inAYear = dayIn(milan, new Date(Date.now() + 365 * 86_400_000));
  return (
    <Personal
      language={language}
      path="/association/terms"
      title={t("deskTitle")}
      lead={t("deskLead")}
    >
      <WaitingTerms
        waiting={await waitingTerms(office)}
        inAYear={inAYear}
        nameOf={(family) => familyName(family, (known) => t(`familyNames.${known}`))}
      />
    </Personal>
  );
}
