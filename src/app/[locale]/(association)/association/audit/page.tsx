import { getTranslations } from "next-intl/server";
import { ChainLine } from "@/accounts/audit/components/chain-line";
import { RecordSearchForm } from "@/accounts/audit/components/record-search-form";
import { RecordTable } from "@/accounts/audit/components/record-table";
import { lastCheck, searchRecord } from "@/accounts/audit/queries";
import { RecordSearch } from "@/accounts/audit/schema";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("privacy-officer");
  const language = await localeOf(props);
  const t = await getTranslations("accounts.association");
  const search = RecordSearch.parse(await props.searchParams);
  const [check, entries] = await Promise.all([lastCheck(), searchRecord(office, search)]);
  return (
    <Personal
      language={language}
      path="/association/audit"
      title={t("auditTitle")}
      lead={t("auditLead")}
      isWide
    >
      <ChainLine check={check} />
      <RecordSearchForm language={language} search={search} />
      <RecordTable language={language} search={search} entries={entries} />
    </Personal>
  );
}
