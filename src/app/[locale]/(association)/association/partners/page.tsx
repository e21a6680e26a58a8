import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, pageOf, queryOf } from "@/app/personal";
import { DeskView } from "@/partners/desks/components/desk-view";
import { deskOf } from "@/partners/desks/queries";
import { partnerStates } from "@/partners/moves/rules";
import { requiredNumber } from "@/platform/settings";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("partner-curator", "administrator");
  const language = await localeOf(props);
  const t = await getTranslations("partners.desk");
  const asked = await queryOf(props, "state");
  const state = partnerStates.find((one) => one === asked) ?? "waiting";
  const [page, size] = [await pageOf(props), await requiredNumber("partners", "page-size")];
  const { total, lines } = await deskOf(office, state, page, size);
  return (
    <Personal
      language={language}
      path="/association/partners"
      title={t("title")}
      lead={t("lead")}
      isWide
    >
      <DeskView
        language={language}
        state={state}
        page={page}
        pages={Math.ceil(total / size)}
        lines={lines}
      />
    </Personal>
  );
}
