import "server-only";
import type { Partner } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import type { PartnerRight } from "@/platform/roles";
import { lockPartner } from "../moves/commands";
import { actsFor } from "../moves/policy";

/** Gives and takes a colleague's rights; they count from their next request on. Somebody always stays who may change them. */
export async function changeRights(
  actor: Partner & { partnerId: string },
  grantId: string,
  rights: readonly PartnerRight[],
): Promise<Result<null, "not-found" | "lastManager">> {
  if (!actsFor(actor, actor.partnerId, "manage-people")) return no("not-found");
  return inTransaction(async (tx): Promise<Result<null, "not-found" | "lastManager">> => {
    await lockPartner(tx, actor.partnerId);
    const held = await tx.row<{ personId: string }>(sql`
      UPDATE role_grants SET partner_rights = ${[...rights]} WHERE id::text = ${grantId} AND partner_id = ${actor.partnerId} AND ended_at IS NULL
      RETURNING person_id AS "personId"`);
    if (!held) return no("not-found");
    if (
      !(await tx.row(
        sql`SELECT 1 FROM role_grants WHERE partner_id = ${actor.partnerId} AND ended_at IS NULL AND 'manage-people' = ANY (partner_rights)`,
      ))
    )
      return no("lastManager");
    await record(tx, {
      actor,
      action: "partner.rights-changed",
      subject: `grant:${grantId}`,
      about: held.personId,
    });
    return ok(null);
  });
}
