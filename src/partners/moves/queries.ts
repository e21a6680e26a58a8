import "server-only";
import type { SealedColumn } from "@/accounts/keys/commands";
import { rows, sql } from "@/platform/db/sql";
import type { PartnerState } from "./rules";

/** What of partners is sealed under a master key: it belongs to firms and to people without an account. */
export const sealedOfPartners: readonly SealedColumn[] = [
  { table: sql`partners`, column: sql`contact`, place: "partners.contact" },
  { table: sql`partner_papers`, column: sql`name`, place: "partner_papers.name" },
  { table: sql`partner_papers`, column: sql`key`, place: "partner_papers.key" },
  { table: sql`broker_reports`, column: sql`broker`, place: "broker_reports.broker" },
  { table: sql`broker_reports`, column: sql`body`, place: "broker_reports.body" },
  { table: sql`broker_reports`, column: sql`email`, place: "broker_reports.email" },
  { table: sql`partner_complaints`, column: sql`body`, place: "partner_complaints.body" },
  { table: sql`partner_complaints`, column: sql`email`, place: "partner_complaints.email" },
];

export type PastMove = {
  id: string;
  before: PartnerState;
  after: PartnerState;
  reason: string;
  role: string;
  at: Date;
};

/** For pages whose readers a guard or a link has let in: the way of a firm so far, the newest first. */
export async function movesOf(partnerId: string): Promise<PastMove[]> {
  return rows<PastMove>(
    sql`SELECT id, before, after, reason, role, at FROM partner_moves WHERE partner_id = ${partnerId} ORDER BY at DESC, id LIMIT 100`,
  );
}
