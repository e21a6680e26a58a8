import "server-only";
import { nameOf } from "@/accounts/people/queries";
import type { Actor, Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { row, rows, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { ok } from "@/platform/result";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { looksAfter } from "../access/policy";
import { journeysReadableBy } from "../journeys/queries";
import type { CheckInAnswers, CheckInSet, Family } from "./rules";
import { CheckInFile, StoredAnswers } from "./schema";

/** A version of the questions; without one named, that which holds today. */
export async function checkInSet(version?: number): Promise<CheckInSet> {
  const found = await row<{ body: unknown }>(sql`
    SELECT body FROM check_in_sets WHERE ${version ?? null}::int IS NULL AND published_on <= (now() AT TIME ZONE 'Europe/Rome')::date OR version = ${version ?? null}::int
    ORDER BY version DESC LIMIT 1`);
  if (!found) throw new Error("the questions after the return are missing");
  return CheckInFile.parse(found.body);
}

export type CheckInView = {
  id: string;
  code: string;
  day: number;
  family: Family;
  set: CheckInSet;
  askedAt: Date;
  answeredAt: Date | null;
  answers: CheckInAnswers | null;
  hasWarning: boolean;
  answerBy: Date | null;
  reply: string | null;
  doneAt: Date | null;
  patient: string;
  /** The patient's country, for the emergency number there. */
  country: string | null;
  phone: string | null;
};

type Row = Omit<CheckInView, "set" | "answers" | "reply" | "patient" | "phone"> &
  WrappedKey & {
    patientId: string;
    journeyId: string;
    name: string | null;
    setVersion: number;
    answers: string | null;
    reply: string | null;
    details: string;
  };

const columns = sql`c.id, j.code, c.day, c.family, c.set_version AS "setVersion", c.asked_at AS "askedAt", c.answered_at AS "answeredAt", c.answers, c.has_warning AS "hasWarning", c.answer_by AS "answerBy", c.reply, c.done_at AS "doneAt",
  j.id AS "journeyId", j.patient_id AS "patientId", j.details, p.name, p.country, ${keyColumns}`;
const tables = sql`check_ins c JOIN journeys j ON j.id = c.journey_id JOIN people p ON p.id = j.patient_id JOIN data_keys k ON k.person_id = j.patient_id`;

async function opened(found: Row): Promise<CheckInView> {
  const {
    keyId,
    masterKey,
    wrapped,
    patientId,
    journeyId,
    name,
    setVersion,
    answers,
    reply,
    details,
    ...view
  } = found;
  const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
  const known = JSON.parse(unseal(key, `journeys.details:${journeyId}`, details)) as {
    meeting: { phone: string };
  };
  return {
    ...view,
    set: await checkInSet(setVersion),
    answers: answers
      ? StoredAnswers.parse(JSON.parse(unseal(key, `check_ins.answers:${view.id}`, answers)))
      : null,
    reply: reply && unseal(key, `check_ins.reply:${view.id}`, reply),
    patient: nameOf({ id: patientId, name, keyId, masterKey, wrapped }) ?? "",
    phone: known.meeting.phone,
  };
}

/** One day's questions of a journey, for whoever plans it. */
export async function ownCheckIn(
  actor: Actor,
  code: string,
  day: number,
): Promise<CheckInView | null> {
  if (actor.kind !== "patient" && actor.kind !== "relative") return null;
  const found = await row<Row>(
    sql`SELECT ${columns} FROM ${tables} WHERE j.code = ${code} AND c.day = ${day} AND ${journeysReadableBy(actor)}`,
  );
  return found && opened(found);
}

/** One day's answers for those of the facility who look after the patient. The opening is recorded, and shown to the patient. */
export async function openedCheckIn(staff: Staff, id: string): Promise<CheckInView | null> {
  if (!looksAfter(staff)) return null;
  const found = await row<Row>(
    sql`SELECT ${columns} FROM ${tables} WHERE c.id::text = ${id} AND c.answered_at IS NOT NULL AND j.facility_id = ${staff.facilityId}`,
  );
  if (!found) return null;
  await inTransaction(async (tx) => {
    await record(tx, {
      actor: staff,
      action: "check-in.opened",
      subject: `journey:${found.code}`,
      about: found.patientId,
      detail: String(found.day),
    });
    return ok(null);
  });
  return opened(found);
}

export type CheckInLine = {
  id: string;
  code: string;
  day: number;
  askedAt: Date;
  answeredAt: Date | null;
  hasWarning: boolean;
  answerBy: Date | null;
  doneAt: Date | null;
  patient: string;
};

/** What comes back after the return, for a facility: warnings first, then what was not answered, then the rest. */
export async function checkInsAt(
  staff: Staff,
  callAfterHours: number,
): Promise<{ warnings: CheckInLine[]; toCall: CheckInLine[]; others: CheckInLine[] }> {
  if (!looksAfter(staff)) return { warnings: [], toCall: [], others: [] };
  const found = await rows<
    Omit<CheckInLine, "patient"> &
      WrappedKey & { patientId: string; name: string | null; isSilent: boolean }
  >(sql`
    SELECT c.id, j.code, c.day, c.asked_at AS "askedAt", c.answered_at AS "answeredAt", c.has_warning AS "hasWarning", c.answer_by AS "answerBy", c.done_at AS "doneAt", j.patient_id AS "patientId", p.name,
      c.answered_at IS NULL AND c.asked_at < now() - ${callAfterHours}::int * interval '1 hour' AS "isSilent", ${keyColumns}
    FROM ${tables} WHERE j.facility_id = ${staff.facilityId} AND (c.answered_at IS NOT NULL OR (c.asked_at < now() - ${callAfterHours}::int * interval '1 hour' AND c.done_at IS NULL AND j.unasked_at IS NULL))
    ORDER BY c.done_at IS NOT NULL, c.answer_by NULLS LAST, c.asked_at DESC LIMIT 300`);
  const lines = found.map(({ keyId, masterKey, wrapped, patientId, name, ...line }) => ({
    ...line,
    patient: nameOf({ id: patientId, name, keyId, masterKey, wrapped }) ?? "",
  }));
  return {
    warnings: lines.filter(({ hasWarning, doneAt }) => hasWarning && !doneAt),
    toCall: lines.filter(({ isSilent, doneAt }) => isSilent && !doneAt),
    others: lines.filter(
      ({ hasWarning, doneAt, isSilent }) => (!hasWarning || doneAt) && !isSilent,
    ),
  };
}

export type CheckInState = {
  day: number;
  answeredAt: Date | null;
  hasWarning: boolean;
  answerBy: Date | null;
  doneAt: Date | null;
};

/** Where the days of a journey stand, for a page whose reader may read the journey. */
export async function checkInStates(journeyId: string): Promise<CheckInState[]> {
  return rows<CheckInState>(sql`
    SELECT day, answered_at AS "answeredAt", has_warning AS "hasWarning", answer_by AS "answerBy", done_at AS "doneAt" FROM check_ins WHERE journey_id = ${journeyId} ORDER BY day`);
}
