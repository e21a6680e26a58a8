import "server-only";
import { notify } from "@/accounts/notices/commands";
import { carePath } from "@/cases/care-path/queries";
import { moveTo } from "@/cases/moves/commands";
import type { RequestReason } from "@/cases/requests/rules";
import { lockForStaff } from "@/opinions/referrals/commands";
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
  if (staff.role !== "specialist") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "reading") return no("illegal");
    await tx.run(sql`
      INSERT INTO visits (request_id, referral_id) SELECT ${requestId}, f.id FROM referrals f WHERE f.request_id = ${requestId} AND f.facility_id = ${staff.facilityId} AND f.state = 'accepted'`);
    await record(tx, {
      actor: staff,
      action: "visit.asked",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    await moveTo(tx, request, "visit-planned", {
      actor: staff,
      path: await carePath(request.rulesVersion),
      now: new Date(),
    });
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
  if (staff.role !== "facility-coordinator") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "visit-planned" || at.getTime() < Date.now()) return no("illegal");
    await tx.run(
      sql`UPDATE visits SET state = 'planned', at = ${at}, needs_interpreter = ${needsInterpreter} WHERE request_id = ${requestId} AND state IN ('asked', 'planned')`,
    );
    await tx.run(sql`UPDATE requests SET version = version + 1 WHERE id = ${requestId}`);
    await record(tx, {
      actor: staff,
      action: "visit.planned",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    await notify(tx, { personId: request.patientId, kind: "request-moved", subject: requestId });
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
  if (staff.role !== "specialist") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "visit-planned") return no("illegal");
    const visit = await tx.row<{ id: string; state: string }>(
      sql`SELECT id, state FROM visits WHERE request_id = ${requestId} AND state IN ('asked', 'planned') FOR UPDATE`,
    );
    if (!visit || (held && visit.state !== "planned")) return no("illegal");
    const path = await carePath(request.rulesVersion);
    if (!held) {
      await tx.run(sql`UPDATE visits SET state = 'cancelled' WHERE id = ${visit.id}`);
      return (await moveTo(tx, request, "reading", { actor: staff, path, now: new Date() }))
        ? ok(null)
        : no("illegal");
    }
    const key = await personKey(tx, request.patientId);
    await tx.run(sql`
      UPDATE visits SET state = 'held', held_at = now(), present = ${seal(key, `visits.present:${visit.id}`, held.present)}, notes = ${seal(key, `visits.notes:${visit.id}`, held.notes)}
      WHERE id = ${visit.id}`);
    await record(tx, {
      actor: staff,
      action: "visit.held",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    return (await moveTo(tx, request, "visit-held", { actor: staff, path, now: new Date() }))
      ? ok(null)
      : no("illegal");
  });
}
