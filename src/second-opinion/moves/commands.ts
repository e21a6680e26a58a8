import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import type { Actor } from "@/platform/actor";
import { type Outsider, record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { ok } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { carePath } from "../care-path/queries";
import type { StateKey, Urgency } from "../care-path/rules";
import type { CarePath } from "../care-path/schema";
import { canMove, dueOf, stateOf } from "../requests/rules";

export type Locked = {
  id: string;
  patientId: string;
  state: StateKey;
  version: number;
  urgency: Urgency | null;
  rulesVersion: number;
  answers: string;
  ownerId: string | null;
  enteredAt: Date;
};

/** A request, held until the transaction ends: of two who come at once, the second sees what the first has done. */
export async function lockRequest(tx: Tx, requestId: string): Promise<Locked | null> {
  return tx.row<Locked>(sql`
    SELECT id, patient_id AS "patientId", state, version, urgency, rules_version AS "rulesVersion", answers, owner_id AS "ownerId", entered_at AS "enteredAt"
    FROM requests WHERE id::text = ${requestId} FOR UPDATE`);
}

type Move = { actor: Actor | Outsider; path: CarePath; now: Date; why?: string };

/**
 * Moves a request on, by a rule of its own version: the stay it was in ends, a new one begins, the record, the patient
 * and whoever has the ball are told. False where no rule allows it. The database refuses it too.
 */
export async function moveTo(tx: Tx, request: Locked, to: StateKey, { actor, path, now, why }: Move): Promise<boolean> {
  if (!canMove(path, request.state, to)) return false;
  const { holder, clock } = stateOf(path, to);
  const due = dueOf(path, to, request.urgency, now);
  const sealedWhy = why ? seal(await personKey(tx, request.patientId), `request_stays.why:${request.id}`, why) : null;
  // An end that is taken up again lasted until now: no time of a request goes uncounted.
  await tx.run(sql`UPDATE request_stays SET left_at = ${now} WHERE id = (SELECT max(id) FROM request_stays WHERE request_id = ${request.id})`);
  await tx.run(sql`
    INSERT INTO request_stays (request_id, state, before, holder, is_paused, entered_at, due_at, why, left_at)
    VALUES (${request.id}, ${to}, ${request.state}, ${holder}, ${clock !== "running"}, ${now}, ${due}, ${sealedWhy}, ${clock === "ended" ? now : null})`);
  const moved = await tx.run(sql`
    UPDATE requests SET state = ${to}, version = version + 1, urgency = ${request.urgency}, owner_id = ${request.ownerId}, entered_at = ${now}, due_at = ${due}, updated_at = ${now},
      sent_at = CASE WHEN ${to} = 'sent' THEN ${now} ELSE sent_at END
    WHERE id = ${request.id} AND version = ${request.version} AND state = ${request.state}`);
  if (moved !== 1) throw new Error("a locked request moved under its lock");
  await record(tx, { actor, action: to === "sent" ? "request.sent" : "request.moved", subject: `request:${request.id}`, about: request.patientId, detail: to });
  if (actor.kind === "outsider" || actor.personId !== request.patientId || to === "sent")
    await notify(tx, { personId: request.patientId, kind: "request-moved", subject: request.id });
  if (to === "first-contact") await notifyOffice(tx, "case-coordinator", "request-new", request.id);
  else if (holder === "material-coordinator" && request.ownerId) await notify(tx, { personId: request.ownerId, kind: "request-moved", subject: request.id });
  return true;
}

/** What the portal itself does at once: a request sent is received, a complete file waits for the patient's choice. */
export async function receiveRequest(requestId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    const next = request?.state === "sent" ? "first-contact" : request?.state === "complete" ? "choice" : null;
    if (request && next) await moveTo(tx, request, next, { actor: system, path: await carePath(request.rulesVersion), now: new Date() });
    return ok(null);
  });
}
