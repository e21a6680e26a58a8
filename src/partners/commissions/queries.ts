import "server-only";
import { rows, sql } from "@/platform/db/sql";

export type Commission = {
  id: string;
  facility: string;
  direction: "paid" | "received";
  basis: string;
  percent: number | null;
  cents: number | null;
  /** ISO days. */
  fromOn: string;
  untilOn: string | null;
};

/** What a partner pays to facilities or receives from them, the newest first. Everybody may know. */
export async function commissionsOf(partnerId: string): Promise<Commission[]> {
  return rows<Commission>(sql`
    SELECT c.id, f.common_name AS facility, c.direction, c.basis, c.percent::float AS percent, c.cents, c.from_on::text AS "fromOn", c.until_on::text AS "untilOn"
    FROM partner_commissions c JOIN facilities f ON f.id = c.facility_id WHERE c.partner_id = ${partnerId} ORDER BY c.from_on DESC, c.id LIMIT 200`);
}
