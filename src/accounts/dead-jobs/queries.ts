import "server-only";
import type { Office } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";

export type DeadJob = {
  id: string;
  task: string;
  tries: number;
  since: Date;
  reason: string | null;
};

/** Jobs whose tries are used up. Their payloads hold ids alone and are not shown. */
export async function deadJobs(office: Office): Promise<DeadJob[]> {
  if (office.role !== "administrator") return [];
  return rows<DeadJob>(sql`SELECT id::text, task, tries, since, reason FROM dead_jobs()`);
}
