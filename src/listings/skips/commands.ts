import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { changeById } from "../changes/queries";
import { type ReviewReason, workdaysAfter } from "../changes/rules";
import type { Desk } from "../drafts/queries";
import { putOut } from "../timings/commands";

/** Publishes without a second person, by somebody who may and says why; it is looked at again within two working days. */
export async function skipReview(
  actor: Actor,
  desk: Desk,
  changeId: string,
  comment: string,
  now = new Date(),
): Promise<Result<null, ReviewReason>> {
  if (comment === "") return no("no-comment");
  return inTransaction(async (tx): Promise<Result<null, ReviewReason>> => {
    const change = await changeById(desk.kind.name, changeId, tx, sql`FOR UPDATE OF c`);
    if (!change || !desk.mayWrite(actor, change.key)) return no("not-found");
    if (!desk.maySkip(actor, change.key)) return no("notAllowed");
    if (change.state !== "waiting") return no("stale");
    if (change.stops.length > 0) return no("stops");
    await tx.run(sql`
      UPDATE changes SET state = 'approved', is_skipped = true, reason = ${comment}, decided_at = ${now}, look_again_by = ${workdaysAfter(now, 2)} WHERE id = ${change.id}`);
    await record(tx, { actor, action: "listing.review-skipped", subject: `change:${change.id}` });
    await notifyOffice(tx, "administrator", "listing-asked", change.id, actor.personId);
    return putOut(tx, desk, actor, { ...change, isSkipped: true, reason: comment });
  });
}

/** What was published without a second person is looked at by one afterwards. */
export async function lookAgain(
  actor: Actor,
  desk: Desk,
  changeId: string,
  result: "right" | "wrong",
  now = new Date(),
): Promise<Result<null, ReviewReason>> {
  return inTransaction(async (tx): Promise<Result<null, ReviewReason>> => {
    const change = await changeById(desk.kind.name, changeId, tx, sql`FOR UPDATE OF c`);
    if (!change || !desk.mayApprove(actor, change.key)) return no("not-found");
    if (change.authors.includes(actor.personId)) return no("own");
    if (!change.isSkipped || change.lookedAt) return no("stale");
    await tx.run(
      sql`UPDATE changes SET looked_by = ${actor.personId}, looked_at = ${now}, looked_result = ${result} WHERE id = ${change.id}`,
    );
    await record(tx, {
      actor,
      action: "listing.looked-again",
      subject: `change:${change.id}`,
      detail: result,
    });
    if (result === "wrong")
      await notify(tx, {
        personId: change.submittedBy,
        kind: "listing-decided",
        subject: change.id,
      });
    return ok(null);
  });
}
