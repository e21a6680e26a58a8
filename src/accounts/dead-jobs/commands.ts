import "server-only";
import type { Office } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { notifyOffice } from "../notices/commands";

export async function runAgain(
  office: Office,
  jobId: string,
): Promise<Result<null, "notAllowed" | "alreadyDone">> {
  if (office.role !== "administrator") return no("notAllowed");
  return inTransaction(async (tx) => {
    const moved = /^\d{1,18}$/.test(jobId)
      ? await tx.row<{ did: boolean }>(sql`SELECT run_job_again(${jobId}::bigint) AS did`)
      : null;
    if (!moved?.did) return no("alreadyDone");
    await record(tx, { actor: office, action: "job.run-again", subject: `job:${jobId}` });
    return ok(null);
  });
}

/** Tells the administrators, once a day, that jobs have failed for good. */
export async function tellOfDeadJobs(): Promise<void> {
  await inTransaction(async (tx) => {
    if (await tx.row(sql`SELECT 1 FROM dead_jobs() LIMIT 1`))
      await notifyOffice(tx, "administrator", "jobs-dead");
    return ok(null);
  });
}
