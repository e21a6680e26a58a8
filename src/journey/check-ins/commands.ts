import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import type { Actor, Staff } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { arrangesFor, looksAfter } from "../access/policy";
import type { JourneyReason } from "../holding/rules";
import { checkInSet } from "./queries";
import { type CheckInAnswers, type Family, warningsIn } from "./rules";

type Answer = Promise<Result<null, JourneyReason>>;
type Held = {
  id: string;
  journeyId: string;
  code: string;
  patientId: string;
  facilityId: number;
  setVersion: number;
  answeredAt: Date | null;
  doneAt: Date | null;
};

const hold = (tx: Tx, id: string) =>
  tx.row<Held>(sql`
    SELECT c.id, c.journey_id AS "journeyId", j.code, j.patient_id AS "patientId", j.facility_id AS "facilityId", c.set_version AS "setVersion", c.answered_at AS "answeredAt", c.done_at AS "doneAt"
    FROM check_ins c JOIN journeys j ON j.id = c.journey_id WHERE c.id::text = ${id} FOR UPDATE OF c`);

/** Tells everybody of a facility who looks after patients: by day and by night, the first who can answers. */
async function tellFacility(tx: Tx, facilityId: number, code: string): Promise<void> {
  const people = await tx.rows<{ id: string }>(sql`
    SELECT DISTINCT person_id AS id FROM role_grants WHERE facility_id = ${facilityId} AND role IN ('facility-coordinator', 'medical-triage', 'specialist') AND ended_at IS NULL`);
  for (const { id } of people)
    await notify(tx, { personId: id, kind: "check-in-warning", subject: code });
}

/** Keeps how a patient is. A yes on the short list is a task for a person within hours of the clock, in the same transaction. */
export async function answerCheckIn(
  actor: Actor,
  checkInId: string,
  answers: CheckInAnswers,
): Answer {
  return inTransaction(async (tx): Answer => {
    const held = await hold(tx, checkInId);
    if (!held || !arrangesFor(actor, held.patientId)) return no("not-found");
    if (held.answeredAt) return no("done");
    const set = await checkInSet(held.setVersion);
    const hasWarning = warningsIn(set, answers).length > 0;
    const sealed = seal(
      await personKey(tx, held.patientId),
      `check_ins.answers:${held.id}`,
      JSON.stringify(answers),
    );
    // A warning is somebody's task also where the facility had already seen to the silence before it.
    await tx.run(sql`
      UPDATE check_ins SET answered_at = now(), answers = ${sealed}, has_warning = ${hasWarning}, done_at = CASE WHEN NOT ${hasWarning} THEN done_at END, done_by = CASE WHEN NOT ${hasWarning} THEN done_by END,
        answer_by = CASE WHEN ${hasWarning} THEN now() + ${set.answerHours}::int * interval '1 hour' END WHERE id = ${held.id}`);
    await record(tx, {
      actor,
      action: "check-in.answered",
      subject: `journey:${held.code}`,
      about: held.patientId,
    });
    if (hasWarning) await tellFacility(tx, held.facilityId, held.code);
    return ok(null);
  });
}

/** What the facility did about a day's answers, or about a silence: kept, and shown to the patient. */
export async function replyToCheckIn(staff: Staff, checkInId: string, reply: string): Answer {
  return inTransaction(async (tx): Answer => {
    const held = await hold(tx, checkInId);
    if (!held || !looksAfter(staff) || held.facilityId !== staff.facilityId) return no("not-found");
    if (held.doneAt) return no("done");
    const sealed = seal(await personKey(tx, held.patientId), `check_ins.reply:${held.id}`, reply);
    await tx.run(
      sql`UPDATE check_ins SET reply = ${sealed}, done_at = now(), done_by = ${staff.personId} WHERE id = ${held.id}`,
    );
    await record(tx, {
      actor: staff,
      action: "check-in.done",
      subject: `journey:${held.code}`,
      about: held.patientId,
    });
    await notify(tx, { personId: held.patientId, kind: "journey-news", subject: held.code });
    return ok(null);
  });
}

/** The patient does not want to be asked after the return: recorded, and nobody asks. */
export async function refuseCheckIns(
  actor: Actor,
  { journeyId, version }: { journeyId: string; version: number },
): Answer {
  return inTransaction(async (tx): Answer => {
    const held = await tx.row<{ patientId: string; code: string; version: number }>(
      sql`SELECT patient_id AS "patientId", code, version FROM journeys WHERE id::text = ${journeyId} FOR UPDATE`,
    );
    if (!held || !arrangesFor(actor, held.patientId)) return no("not-found");
    if (held.version !== version) return no("stale");
    await tx.run(
      sql`UPDATE journeys SET unasked_at = now(), version = version + 1 WHERE id::text = ${journeyId}`,
    );
    await record(tx, {
      actor,
      action: "check-in.refused",
      subject: `journey:${held.code}`,
      about: held.patientId,
    });
    return ok(null);
  });
}

/** Asks those whose day has come, reminds who is silent, and says where a warning was not answered in time. Safe to run twice. */
export async function lookAtCheckIns(now: Date): Promise<void> {
  const set = await checkInSet();
  const due = await rows<{
    journeyId: string;
    code: string;
    patientId: string;
    kind: string;
    family: Family | null;
  }>(sql`
    SELECT j.id AS "journeyId", j.code, j.patient_id AS "patientId", m.kind, f.family FROM journey_milestones m JOIN journeys j ON j.id = m.journey_id LEFT JOIN flight_clearances f ON f.journey_id = j.id
    WHERE j.state = 'open' AND j.unasked_at IS NULL AND m.kind LIKE 'check-%' AND m.starts_at <= ${now}
      AND EXISTS (SELECT FROM journey_milestones d WHERE d.journey_id = j.id AND d.kind = 'discharge' AND d.certainty = 'done')
      AND NOT EXISTS (SELECT FROM check_ins c WHERE c.journey_id = j.id AND c.day >= split_part(m.kind, '-', 2)::int) ORDER BY m.starts_at LIMIT 200`);
  for (const { journeyId, code, patientId, kind, family } of due)
    await inTransaction(async (tx) => {
      const made = await tx.run(sql`
        INSERT INTO check_ins (journey_id, day, set_version, family, asked_at) VALUES (${journeyId}, ${Number(kind.slice(6))}, ${set.version}, ${family ?? "general"}, ${now}) ON CONFLICT DO NOTHING`);
      if (made > 0)
        await notify(tx, { personId: patientId, kind: "journey-check-in", subject: code });
      return ok(null);
    });
  const silent = await rows<{ id: string; patientId: string; code: string }>(sql`
    SELECT c.id, j.patient_id AS "patientId", j.code FROM check_ins c JOIN journeys j ON j.id = c.journey_id
    WHERE c.answered_at IS NULL AND c.reminded_at IS NULL AND c.done_at IS NULL AND j.state = 'open' AND j.unasked_at IS NULL AND c.asked_at < ${now}::timestamptz - ${set.remindAfterHours}::int * interval '1 hour' LIMIT 200`);
  for (const { id, patientId, code } of silent)
    await inTransaction(async (tx) => {
      await tx.run(sql`UPDATE check_ins SET reminded_at = ${now} WHERE id = ${id}`);
      await notify(tx, { personId: patientId, kind: "journey-check-in", subject: code });
      return ok(null);
    });
  const late = await rows<{ id: string; facilityId: number; code: string; patientId: string }>(sql`
    SELECT c.id, j.facility_id AS "facilityId", j.code, j.patient_id AS "patientId" FROM check_ins c JOIN journeys j ON j.id = c.journey_id
    WHERE c.has_warning AND c.done_at IS NULL AND NOT c.late_told AND c.answer_by < ${now} LIMIT 200`);
  for (const { id, facilityId, code, patientId } of late)
    await inTransaction(async (tx) => {
      await tx.run(sql`UPDATE check_ins SET late_told = true WHERE id = ${id}`);
      await tellFacility(tx, facilityId, code);
      await notifyOffice(tx, "case-coordinator", "journey-stuck", code);
      await record(tx, {
        actor: system,
        action: "check-in.late",
        subject: `journey:${code}`,
        about: patientId,
      });
      return ok(null);
    });
}
