import "server-only";
import { rows, sql } from "@/platform/db/sql";

/** What of journeys still runs with a partner, for the tasks that follow its suspension. */
export async function runningWith(partnerId: string): Promise<{ kind: string; subject: string }[]> {
  return rows<{ kind: string; subject: string }>(sql`
    SELECT 'order' AS kind, number AS subject FROM journey_orders WHERE partner_id = ${partnerId} AND state IN ('sent', 'confirmed', 'under-way', 'disputed') ORDER BY starts_at`);
}
