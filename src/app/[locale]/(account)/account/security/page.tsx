import { getTranslations } from "next-intl/server";
import { SecurityView } from "@/accounts/factors/components/security-view";
import { ownFactors } from "@/accounts/factors/queries";
import { passwordLength } from "@/accounts/passwords/queries";
import { requireHolder } from "@/accounts/sessions/guards";
import { openSessions } from "@/accounts/sessions/queries";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

const told = ["passwordSaved", "endedOne", "endedOthers"] as const;

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const holder = await requireHolder();
  const t = await getTranslations("accounts.security");
  const [factors, sessions, length, done] = await Promise.all([
    ownFactors(holder),
    openSessions(holder),
    passwordLength(),
    queryOf(props, "done"),
  ]);
  const what = told.find((one) => one === done);
  return (
    <Personal language={language} path="/account/security" title={t("title")}>
      {what && <Done>{t(what)}</Done>}
      <SecurityView language={language} factors={factors} sessions={sessions} length={length} />
    </Personal>
  );
}
