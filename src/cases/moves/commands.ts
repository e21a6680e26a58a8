import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import type { NoticeKind } from "@/accounts/notices/rules";
import type { Actor } from "@/platform/actor";
import { type Outsider, record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import { ok } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { carePath } from "../care-path/queries";
import type { StateKey, Urgency } from "../care-path/rules";
import { canMove, dueOf, stateOf } from "../care-path/rules";
import type { CarePath, CareState } from "../care-path/schema";

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
  isTeam: boolean;
};

/** A request, held until the transaction ends: of two who come at once, the second sees what the first has done. */
export async function lockRequest(tx: Tx, requestId: string): Promise<Locked | null> {
  return tx.row<Locked>(sql`
    SELECT id, patient_id AS "patientId", state, version, urgency, rules_version AS "rulesVersion", answers, owner_id AS "ownerId", entered_at AS "enteredAt",
      coalesce((SELECT t.is_team FROM referrals t WHERE t.request_id = requests.id AND t.state = 'accepted'), false) AS "isTeam"
    FROM requests WHERE id::text = ${requestId} FOR UPDATE`);
}

type Move = { actor: Actor | Outsider; path: CarePath; now: Date; why?: string };

/**
 * Moves a request on, by a rule of its own version: the stay it was in ends, a new one begins, the record, the patient
 * and whoever has the ball are told. False where no rule allows it. The database refuses it too.
 */
export async function moveTo(
  tx: Tx,
  request: Locked,
  to: StateKey,
  { actor, path, now, why }: Move,
): Promise<boolean> {
  if (!canMove(path, request.state, to)) return false;
  const { holder, clock } = stateOf(path, to);
  const due = dueOf(path, to, request.urgency, now, request.isTeam);
  const sealedWhy = why
    ? seal(await personKey(tx, request.patientId), `request_stays.why:${request.id}`, why)
    : null;
  // An end that is taken up again lasted until now: no time of a request goes uncounted.
  await tx.run(
    sql`UPDATE request_stays SET left_at = ${now} WHERE id = (SELECT max(id) FROM request_stays WHERE request_id = ${request.id})`,
  );
  await tx.run(sql`
    INSERT INTO request_stays (request_id, state, before, holder, is_paused, entered_at, due_at, why, left_at)
    VALUES (${request.id}, ${to}, ${request.state}, ${holder}, ${clock !== "running"}, ${now}, ${due}, ${sealedWhy}, ${clock === "ended" ? now : null})`);
  const moved = await tx.run(sql`
    UPDATE requests SET state = ${to}, version = version + 1, urgency = ${request.urgency}, owner_id = ${request.ownerId}, entered_at = ${now}, due_at = ${due}, updated_at = ${now},
      sent_at = CASE WHEN ${to} = 'sent' THEN ${now} ELSE sent_at END
    WHERE id = ${request.id} AND version = ${request.version} AND state = ${request.state}`);
  if (moved !== 1) throw new Error("a locked request moved under its lock");
  await record(tx, {
    actor,
    action: to === "sent" ? "request.sent" : "request.moved",
    subject: `request:${request.id}`,
    about: request.patientId,
    detail: to,
  });
  if (actor.kind === "outsider" || actor.personId !== request.patientId || to === "sent")
    await notify(tx, { personId: request.patientId, kind: "request-moved", subject: request.id });
  if (to === "first-contact") await notifyOffice(tx, "case-coordinator", "request-new", request.id);
  else await tellHolder(tx, request, holder);
  if (to === "withdrawn") await closeToFacilities(tx, request.id, now);
  if (to === "closed")
    await tx.run(
      sql`UPDATE referrals SET state = 'done', ended_at = ${now} WHERE request_id = ${request.id} AND state = 'accepted'`,
    );
  if (to === "choice") {
    // Whoever had it does not have it any more; who can be chosen now is weighed anew.
    await tx.run(
      sql`UPDATE assignments SET state = 'ended', ended_at = ${now} WHERE request_id = ${request.id} AND state IN ('offered', 'accepted')`,
    );
    await tx.run(
      sql`UPDATE referrals SET state = 'lapsed', ended_at = ${now} WHERE request_id = ${request.id} AND state IN ('offered', 'accepted')`,
    );
    await enqueue(tx, "opinions:proposals:make", { requestId: request.id });
  }
  return true;
}

type Holder = CareState["holder"];

/** Who has the ball by name, with whoever stands in for those who are away; a patient and the portal are not among them. */
export async function peopleWith(
  tx: Tx,
  { id, ownerId }: Pick<Locked, "id" | "ownerId">,
  holder: Holder,
  now = new Date(),
): Promise<string[]> {
  const held = {
    "case-coordinator": sql`SELECT ${ownerId}::uuid AS id WHERE ${ownerId}::uuid IS NOT NULL`,
    "material-coordinator": sql`SELECT ${ownerId}::uuid AS id WHERE ${ownerId}::uuid IS NOT NULL`,
    "facility-coordinator": sql`
      SELECT g.person_id AS id FROM role_grants g JOIN referrals f ON f.facility_id = g.facility_id AND f.request_id = ${id} AND f.state IN ('offered', 'accepted', 'done')
      WHERE g.role = 'facility-coordinator' AND g.ended_at IS NULL`,
    translator: sql`
      SELECT DISTINCT coalesce(t.translator_id, g.person_id) AS id FROM translations t, role_grants g
      WHERE t.request_id = ${id} AND t.state IN ('ordered', 'machine', 'taken') AND g.role = 'translator' AND g.ended_at IS NULL`,
    "medical-triage": assigned(id, "medical-triage"),
    specialist: assigned(id, "specialist"),
    "second-reader": assigned(id, "second-reader"),
    patient: sql`SELECT NULL::uuid AS id WHERE false`,
    system: sql`SELECT NULL::uuid AS id WHERE false`,
    nobody: sql`SELECT NULL::uuid AS id WHERE false`,
  }[holder];
  const found = await tx.rows<{ id: string }>(sql`
    WITH held AS (${held})
    SELECT id FROM held UNION
    SELECT b.deputy_id FROM absences b JOIN held ON held.id = b.person_id
    WHERE b.ended_at IS NULL AND (${now} AT TIME ZONE 'Europe/Rome')::date BETWEEN b.from_on AND b.until_on`);
  return found.map((one) => one.id);
}

const assigned = (requestId: string, role: string) =>
  sql`SELECT person_id AS id FROM assignments WHERE request_id = ${requestId} AND role = ${role} AND state IN ('offered', 'accepted')`;

/** The notice that leads each to the page where they do their part. */
const noticeFor = (holder: Holder): NoticeKind =>
  holder === "translator"
    ? "translation-waiting"
    : ["case-coordinator", "material-coordinator"].includes(holder)
      ? "request-waiting-you"
      : "case-waiting";

async function tellHolder(tx: Tx, request: Locked, holder: Holder): Promise<void> {
  for (const personId of await peopleWith(tx, request, holder))
    await notify(tx, { personId, kind: noticeFor(holder), subject: request.id });
}

/** A request taken back is closed to every facility in the same moment. */
export async function closeToFacilities(tx: Tx, requestId: string, now: Date): Promise<void> {
  await tx.run(
    sql`UPDATE assignments SET state = 'ended', ended_at = ${now} WHERE request_id = ${requestId} AND state IN ('offered', 'accepted')`,
  );
  await tx.run(
    sql`UPDATE referrals SET state = 'withdrawn', ended_at = ${now} WHERE request_id = ${requestId} AND state IN ('chosen', 'offered', 'accepted', 'done')`,
  );
  await tx.run(
    sql`UPDATE translations SET state = 'cancelled' WHERE request_id = ${requestId} AND state IN ('ordered', 'machine', 'taken')`,
  );
}

/** What the portal itself does at once: a request sent is received, a complete file waits for the patient's choice. */
export async function receiveRequest(requestId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    const next =
      request?.state === "sent" ? "first-contact" : request?.state === "complete" ? "choice" : null;
    if (request && next)
      await moveTo(tx, request, next, {
        actor: system,
        path: await carePath(request.rulesVersion),
        now: new Date(),
      });
    return ok(null);
  });
}
