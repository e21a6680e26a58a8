import { getTranslations } from "next-intl/server";
import { AccessView } from "@/accounts/audit/components/access-view";
import { entriesAbout } from "@/accounts/audit/queries";
import { RecordSearch } from "@/accounts/audit/schema";
import { requireHolder } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const holder = await requireHolder();
  const t = await getTranslations("accounts.access");
  const { before } = RecordSearch.parse({ before: await queryOf(props, "before") });
  return (
    <Personal language={language} path="/account/access" title={t("title")} lead={t("lead")} isWide>
      <AccessView
        language={language}
        entries={await entriesAbout(holder, before)}
        isFirst={before === undefined}
      />
    </Personal>
  );
}
