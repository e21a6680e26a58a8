import "server-only";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { lockPartner } from "../moves/commands";
import { actsFor, checks } from "../moves/policy";

type New = {
  partnerId: string;
  facility: string;
  direction: "paid" | "received";
  basis: string;
  percent: number | null;
  euro: number | null;
  fromOn: string | null;
  untilOn: string | null;
};
export type CommissionReason = "not-found" | "noFacility" | "twin" | "otherContent" | "stale";

/** Enters a commission into the register: by the association, or by the partner, who must declare it. */
export async function noteCommission(
  actor: Actor,
  once: Once,
  { partnerId, facility, ...made }: New,
): Promise<Result<null, CommissionReason>> {
  if (!checks(actor) && !actsFor(actor, partnerId, "send-papers")) return no("not-found");
  return onceInTransaction(once, async (tx): Promise<Result<null, CommissionReason>> => {
    if (!(await lockPartner(tx, partnerId))) return no("not-found");
    const cents = made.euro === null ? null : Math.round(made.euro * 100);
    const noted = await tx.run(sql`
      INSERT INTO partner_commissions (partner_id, facility_id, direction, basis, percent, cents, from_on, until_on, noted_by)
      SELECT ${partnerId}, id, ${made.direction}, ${made.basis}, ${made.percent}::numeric, ${cents}::int, ${made.fromOn}::date, ${made.untilOn}::date, ${actor.personId}
      FROM facilities WHERE slug = ${facility}`);
    if (noted !== 1) return no("noFacility");
    await record(tx, {
      actor,
      action: "partner-commission.noted",
      subject: `partner:${partnerId}`,
      detail: made.direction,
    });
    return ok(null);
  });
}

/** A commission is no longer paid from today on. It stays in the register. */
export async function endCommission(
  actor: Actor,
  partnerId: string,
  commissionId: string,
): Promise<Result<null, CommissionReason>> {
  if (!checks(actor) && !actsFor(actor, partnerId, "send-papers")) return no("not-found");
  return inTransaction(async (tx): Promise<Result<null, CommissionReason>> => {
    const ended = await tx.run(sql`
      UPDATE partner_commissions SET until_on = greatest(from_on, (now() AT TIME ZONE 'Europe/Rome')::date)
      WHERE id::text = ${commissionId} AND partner_id::text = ${partnerId} AND until_on IS NULL`);
    if (ended !== 1) return no("stale");
    await record(tx, {
      actor,
      action: "partner-commission.ended",
      subject: `partner:${partnerId}`,
    });
    return ok(null);
  });
}
