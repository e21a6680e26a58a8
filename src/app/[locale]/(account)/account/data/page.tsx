import { getTranslations } from "next-intl/server";
import { OwnDataView } from "@/accounts/rights/components/own-data-view";
import { dataLimits, ownEverything, ownRequests } from "@/accounts/rights/queries";
import { requireHolder } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const holder = await requireHolder();
  const t = await getTranslations("accounts.data");
  const [everything, requests, limits, done] = await Promise.all([
    ownEverything(holder),
    ownRequests(holder),
    dataLimits(),
    queryOf(props, "done"),
  ]);
  return (
    <Personal language={language} path="/account/data" title={t("title")} lead={t("lead")}>
      {done && <Done>{t("copyAsked")}</Done>}
      <OwnDataView
        language={language}
        everything={everything}
        requests={requests}
        formKey={crypto.randomUUID()}
        {...limits}
      />
    </Personal>
  );
}
