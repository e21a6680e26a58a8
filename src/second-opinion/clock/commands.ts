import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { ok } from "@/platform/result";
import { carePath } from "../care-path/queries";
import { lockRequest, moveTo } from "../moves/commands";
import { removeDraft } from "../requests/commands";
import { limitOf, stateOf } from "../requests/rules";
import { colourOf } from "./rules";

const dayMilliseconds = 86_400_000;

/**
 * Looks at every open request: reminds whoever has the ball on the days the care path names, warns when little time is
 * left and when there is none, and does what follows when nobody has acted. What has gone out for a stay is noted with it,
 * so that running twice says nothing twice.
 */
export async function tick(now: Date): Promise<void> {
  const open = await rows<{ id: string }>(sql`
    SELECT r.id FROM requests r JOIN request_stays s ON s.request_id = r.id AND s.left_at IS NULL WHERE r.state NOT IN ('closed', 'withdrawn', 'not-possible') ORDER BY r.id`);
  for (const { id } of open) await tickOne(id, now);
}

async function tickOne(requestId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    const stay = await tx.row<{ id: string; told: string[] }>(
      sql`SELECT id::text, told FROM request_stays WHERE request_id = ${requestId} AND left_at IS NULL`,
    );
    if (!request || !stay) return ok(null);
    const path = await carePath(request.rulesVersion);
    const state = stateOf(path, request.state);
    const days = (now.getTime() - request.enteredAt.getTime()) / dayMilliseconds;

    if (state.after && days >= state.after.days) {
      if (state.after.state === "deleted") {
        await removeDraft(tx, requestId);
        await record(tx, { actor: system, action: "request.deleted", subject: `request:${requestId}`, about: request.patientId });
      } else await moveTo(tx, request, state.after.state, { actor: system, path, now });
      return ok(null);
    }
    const due = state.reminders.filter((day) => days >= day).at(-1);
    const told: string[] = [];
    if (due !== undefined && !stay.told.includes(`day-${due}`)) {
      await notify(tx, { personId: request.patientId, kind: "request-reminder", subject: requestId });
      told.push(`day-${due}`);
    }
    const limit = limitOf(path, request.state, request.urgency);
    const colour = limit && state.clock === "running" ? colourOf(request.enteredAt, limit, path.calendar, now) : "green";
    if ((colour === "orange" || colour === "red") && !stay.told.includes(colour)) {
      if (request.ownerId) await notify(tx, { personId: request.ownerId, kind: "request-late", subject: requestId });
      // Over the limit the others of the association hear of it too: one of them stands in.
      if (colour === "red" || !request.ownerId) await notifyOffice(tx, "case-coordinator", "request-late", requestId, request.ownerId);
      told.push(colour);
    }
    if (told.length > 0) await tx.run(sql`UPDATE request_stays SET told = told || ${told}::text[] WHERE id = ${stay.id}::bigint`);
    return ok(null);
  });
}
