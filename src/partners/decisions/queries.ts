import "server-only";
import type { Office } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import { curates } from "../moves/policy";

export type Task = { id: string; kind: string; subject: string; createdAt: Date };

/** What still runs with a partner that was suspended or ended. */
export async function openTasks(office: Office, partnerId: string): Promise<Task[]> {
  if (!curates(office)) return [];
  return rows<Task>(sql`
    SELECT id, kind, subject, created_at AS "createdAt" FROM partner_tasks WHERE partner_id::text = ${partnerId} AND done_at IS NULL ORDER BY created_at, subject LIMIT 500`);
}

/** Whether somebody has checked anything of a firm: then another decides. */
export async function hasChecked(office: Office, partnerId: string): Promise<boolean> {
  return (
    (await row(
      sql`SELECT 1 FROM partner_checks WHERE partner_id::text = ${partnerId} AND checked_by = ${office.personId}`,
    )) !== null
  );
}
