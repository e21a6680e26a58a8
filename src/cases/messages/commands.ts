import "server-only";
import { notify } from "@/accounts/notices/commands";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { row, sql } from "@/platform/db/sql";
import { type Once, onceInTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { personKey, seal } from "@/platform/security/sealing";
import { canActForPatient, isCoordinator } from "../access/policy";
import { requestsReadableBy } from "../access/queries";
import type { RequestReason } from "../answers/rules";

type Answer =
  | Result<null, RequestReason | "twin" | "otherContent">
  | { ok: false; reason: "slowDown"; minutes: number };

/** A message between the patient's side and the coordinator. Both sides are told that there is one, never what it says. */
export async function writeMessage(
  actor: Actor,
  once: Once,
  requestId: string,
  body: string,
): Promise<Answer> {
  const minutes = await minutesToWait([["messages", actor.personId]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  const request = await row<{ patientId: string; ownerId: string | null; state: string }>(sql`
    SELECT r.patient_id AS "patientId", r.owner_id AS "ownerId", r.state FROM requests r WHERE r.id::text = ${requestId} AND ${requestsReadableBy(actor)}`);
  if (!request) return no("not-found");
  if (!isCoordinator(actor) && !canActForPatient(actor, request.patientId, "write-messages"))
    return no("notAllowed");
  if (request.state === "draft") return no("illegal");
  return onceInTransaction(once, async (tx) => {
    const id = crypto.randomUUID();
    const key = await personKey(tx, request.patientId);
    await tx.run(sql`
      INSERT INTO request_messages (id, request_id, author_id, role, body) VALUES (${id}, ${requestId}, ${actor.personId}, ${actor.role}, ${seal(key, `request_messages.body:${id}`, body)})`);
    await record(tx, {
      actor,
      action: "message.written",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    for (const personId of new Set([request.patientId, request.ownerId]))
      if (personId && personId !== actor.personId)
        await notify(tx, { personId, kind: "request-message", subject: requestId });
    return ok(null);
  });
}
