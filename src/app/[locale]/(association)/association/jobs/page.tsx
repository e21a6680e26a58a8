import { getTranslations } from "next-intl/server";
import { DeadJobsTable } from "@/accounts/dead-jobs/components/dead-jobs-table";
import { deadJobs } from "@/accounts/dead-jobs/queries";
import { StuckLetters } from "@/accounts/letters/components/stuck-letters";
import { stuckLetters } from "@/accounts/letters/queries";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { ScannerLine } from "@/documents/examinations/components/scanner-line";
import { scannerState } from "@/documents/examinations/queries";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator");
  const language = await localeOf(props);
  const t = await getTranslations("accounts");
  const [done, jobs, letters, scanner] = await Promise.all([
    queryOf(props, "done"),
    deadJobs(office),
    stuckLetters(office),
    scannerState(),
  ]);
  return (
    <Personal
      language={language}
      path="/association/jobs"
      title={t("association.jobsTitle")}
      lead={t("association.jobsLead")}
      isWide
    >
      {done && (
        <Done>{done === "already" ? t("reasons.alreadyDone") : t("association.jobDone")}</Done>
      )}
      <ScannerLine scanner={scanner} />
      <DeadJobsTable jobs={jobs} />
      <StuckLetters letters={letters} />
    </Personal>
  );
}
