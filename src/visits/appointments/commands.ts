import "server-only";
import { notify } from "@/accounts/notices/commands";
import type { RequestReason } from "@/cases/answers/rules";
import { begin, finish } from "@/cases/moves/commands";
import type { Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";

/** The specialist wants to speak with the patient: the opinion's clock pauses until the visit. */
export async function askForVisit(
  staff: Staff,
  requestId: string,
  version: number,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, staff, requestId, "askForVisit", { version });
    if (!held.ok) return held;
    await tx.run(sql`
      INSERT INTO visits (request_id, referral_id) SELECT ${requestId}, f.id FROM referrals f WHERE f.request_id = ${requestId} AND f.facility_id = ${staff.facilityId} AND f.state = 'accepted'`);
    await record(tx, {
      actor: staff,
      action: "visit.asked",
      subject: `request:${requestId}`,
      about: held.value.patientId,
    });
    await finish(tx, held.value);
    return ok(null);
  });
}

/** The facility's coordinator sets the time; both sides are told. Setting it again moves it. */
export async function planVisit(
  staff: Staff,
  requestId: string,
  version: number,
  at: Date,
  needsInterpreter: boolean,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, staff, requestId, "planVisit", { version });
    if (!held.ok) return held;
    const { patientId, course, now } = held.value;
    if (at.getTime() < now.getTime()) return no("illegal");
    const planned = await tx.run(
      sql`UPDATE visits SET state = 'planned', at = ${at}, needs_interpreter = ${needsInterpreter} WHERE request_id = ${requestId} AND state IN ('asked', 'planned')`,
    );
    if (planned === 0) return no("illegal");
    await record(tx, {
      actor: staff,
      action: "visit.planned",
      subject: `request:${requestId}`,
      about: patientId,
    });
    const wasPlanned = course.visit === "planned";
    await finish(tx, held.value, "done", { due: at });
    await notify(tx, { personId: patientId, kind: "request-moved", subject: requestId });
    if (!wasPlanned) return ok(null);
    // Moved to another time, it lies with whom it lay: they are told all the same.
    const reader = await tx.row<{ id: string }>(
      sql`SELECT person_id AS id FROM assignments WHERE request_id = ${requestId} AND role = 'specialist' AND state = 'accepted'`,
    );
    if (reader) await notify(tx, { personId: reader.id, kind: "case-waiting", subject: requestId });
    return ok(null);
  });
}

/** What was said and who was there; or the visit does not take place. In both cases the opinion's clock runs again. */
export async function endVisit(
  staff: Staff,
  requestId: string,
  version: number,
  held: { present: string; notes: string } | null,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const begun = await begin(tx, staff, requestId, held ? "holdVisit" : "cancelVisit", {
      version,
    });
    if (!begun.ok) return begun;
    const { patientId } = begun.value;
    const visit = await tx.row<{ id: string }>(
      sql`SELECT id FROM visits WHERE request_id = ${requestId} AND state IN ('asked', 'planned') FOR UPDATE`,
    );
    if (!visit) return no("illegal");
    if (held) {
      const key = await personKey(tx, patientId);
      await tx.run(sql`
        UPDATE visits SET state = 'held', held_at = now(), present = ${seal(key, `visits.present:${visit.id}`, held.present)}, notes = ${seal(key, `visits.notes:${visit.id}`, held.notes)}
        WHERE id = ${visit.id}`);
    } else await tx.run(sql`UPDATE visits SET state = 'cancelled' WHERE id = ${visit.id}`);
    await record(tx, {
      actor: staff,
      action: held ? "visit.held" : "visit.cancelled",
      subject: `request:${requestId}`,
      about: patientId,
    });
    await finish(tx, begun.value);
    return ok(null);
  });
}
