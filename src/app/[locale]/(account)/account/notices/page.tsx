import { getTranslations } from "next-intl/server";
import { NoticesView } from "@/accounts/inbox/components/notices-view";
import { ownNotices, unwantedGroups } from "@/accounts/notices/queries";
import { requireHolder } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const holder = await requireHolder();
  const t = await getTranslations("accounts");
  const [notices, unwanted, done] = await Promise.all([
    ownNotices(holder),
    unwantedGroups(holder),
    queryOf(props, "done"),
  ]);
  return (
    <Personal
      language={language}
      path="/account/notices"
      title={t("notices.title")}
      lead={t("notices.lead")}
    >
      {done && <Done>{t("account.saved")}</Done>}
      <NoticesView language={language} notices={notices} unwanted={unwanted} />
    </Personal>
  );
}
