import { useFormatter, useTranslations } from "next-intl";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import { Form, Submit } from "@/ui/forms/form";
import { runAgainAction } from "../actions";
import type { DeadJob } from "../queries";

export function DeadJobsTable({ jobs }: { jobs: readonly DeadJob[] }) {
  const t = useTranslations("accounts.association");
  const format = useFormatter();
  if (jobs.length === 0) return <p>{t("jobsNone")}</p>;
  const again = (
    <span key="again" className="sr-only">
      {t("jobAgain")}
    </span>
  );
  return (
    <Table
      caption={t("jobsTitle")}
      heads={[t("jobTask"), t("jobTries"), t("jobSince"), t("jobReason"), again]}
    >
      {jobs.map((job) => (
        <tr key={job.id}>
          <td>
            <bdi dir="ltr">{job.task}</bdi> <bdi className="source">{job.id}</bdi>
          </td>
          <td>{format.number(job.tries)}</td>
          <td>
            <Time at={job.since} />
          </td>
          <td className="source">
            <bdi dir="ltr">{job.reason}</bdi>
          </td>
          <td>
            <Form action={runAgainAction} id={`again-${job.id}`} words="accounts">
              <input type="hidden" name="id" value={job.id} />
              <Submit tone="quiet">
                {t("jobAgain")}
                <span className="sr-only">
                  : <bdi>{job.task}</bdi> <bdi>{job.id}</bdi>
                </span>
              </Submit>
            </Form>
          </td>
        </tr>
      ))}
    </Table>
  );
}
