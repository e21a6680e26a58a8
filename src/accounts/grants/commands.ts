import "server-only";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { closeInvitation } from "../invitations/commands";
import { mayFill, type Post } from "../invitations/policy";
import { notify } from "../notices/commands";

/** Takes a role away, with effect at the next request of whoever holds it. The last administrator stays. */
export async function endRole(
  actor: Actor,
  grantId: string,
): Promise<Result<null, "notAllowed" | "alreadyDone" | "lastAdministrator" | "notYourself">> {
  return inTransaction(async (tx) => {
    const held = await tx.row<Post & { personId: string }>(sql`
      SELECT role, facility_id AS "facilityId", partner_id AS "partnerId", person_id AS "personId" FROM role_grants WHERE id::text = ${grantId} AND ended_at IS NULL FOR UPDATE`);
    if (!held) return no("alreadyDone");
    if (!mayFill(actor, held)) return no("notAllowed");
    if (held.personId === actor.personId) return no("notYourself");
    if (held.role === "administrator") {
      await tx.run(sql`SELECT pg_advisory_xact_lock(720322)`);
      const others = await tx.row(sql`
        SELECT 1 FROM role_grants g WHERE g.role = 'administrator' AND g.ended_at IS NULL AND g.person_id <> ${held.personId}
          AND NOT EXISTS (SELECT FROM rights_requests r WHERE r.person_id = g.person_id AND r.kind = 'erasure' AND r.state IN ('asked', 'working'))`);
      if (!others) return no("lastAdministrator");
    }
    await finishGrant(tx, grantId, actor.personId);
    // What they have promised to others falls with what let them promise it.
    const promised = await tx.rows<{ id: string }>(sql`
      SELECT id FROM invitations WHERE invited_by = ${held.personId} AND relation_id IS NULL AND accepted_at IS NULL AND withdrawn_at IS NULL FOR UPDATE`);
    for (const { id } of promised) await closeInvitation(tx, id);
    await record(tx, {
      actor,
      action: "role.ended",
      subject: `grant:${grantId}`,
      about: held.personId,
      detail: held.role,
    });
    await notify(tx, { personId: held.personId, kind: "role-ended" });
    return ok(null);
  });
}

/** Sessions that act in the role act in none from now on; whoever has a page of it open is told. */
export async function finishGrant(tx: Tx, grantId: string, by: string): Promise<void> {
  await tx.run(
    sql`UPDATE role_grants SET ended_at = now(), ended_by = ${by} WHERE id = ${grantId} AND ended_at IS NULL`,
  );
  await tx.run(sql`UPDATE sessions SET grant_id = NULL WHERE grant_id = ${grantId}`);
}
