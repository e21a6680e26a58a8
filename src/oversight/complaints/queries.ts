import "server-only";
import { canActForPatient } from "@/cases/access/policy";
import type { Colour } from "@/cases/calendar/rules";
import { carePath } from "@/cases/care-path/queries";
import type { StateKey } from "@/cases/care-path/rules";
import type { RequestCase } from "@/cases/requests/queries";
import type { Actor, Office } from "@/platform/actor";
import { record } from "@/platform/audit";
import { rows, type Sql, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { ok } from "@/platform/result";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { handlesComplaints } from "./policy";
import { type ComplaintState, dueNext } from "./rules";

/** Whether somebody never did anything on a request r: the record knows. Their own steps on complaints are not work on it. */
export const didNotWorkOn = (office: Office): Sql =>
  sql`r.owner_id IS DISTINCT FROM ${office.personId}::uuid AND r.patient_id <> ${office.personId}
    AND NOT EXISTS (SELECT FROM audit_entries e WHERE e.about = r.patient_id AND e.person_id = ${office.personId} AND e.subject = 'request:' || r.id)`;

export type Complaint = {
  id: string;
  number: string;
  state: ComplaintState;
  body: string;
  answer: string | null;
  createdAt: Date;
  acknowledgeBy: Date;
  answerBy: Date;
  answeredAt: Date | null;
};
type Row = Complaint & WrappedKey & { patientId: string };

const columns = sql`c.id, c.number, c.state, c.body, c.answer, c.created_at AS "createdAt", c.acknowledge_by AS "acknowledgeBy", c.answer_by AS "answerBy", c.answered_at AS "answeredAt",
  r.patient_id AS "patientId", ${keyColumns}`;

function opened<R extends Row>({
  keyId,
  masterKey,
  wrapped,
  patientId,
  body,
  answer,
  ...complaint
}: R) {
  const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
  return {
    ...complaint,
    body: unseal(key, `complaints.body:${complaint.id}`, body),
    answer: answer && unseal(key, `complaints.answer:${complaint.id}`, answer),
  };
}

/** The complaints about a request that the patient's side has made, the newest first. */
export async function complaintsAbout(actor: Actor, request: RequestCase): Promise<Complaint[]> {
  if (!canActForPatient(actor, request.patientId)) return [];
  const found = await rows<Row>(sql`
    SELECT ${columns} FROM complaints c JOIN requests r ON r.id = c.request_id JOIN data_keys k ON k.person_id = r.patient_id
    WHERE c.request_id = ${request.id} ORDER BY c.created_at DESC`);
  return found.map(opened);
}

export type DeskComplaint = Complaint & {
  caseNumber: string;
  caseState: StateKey;
  due: { by: Date; colour: Colour } | null;
};

type DeskRow = Row & {
  caseNumber: string;
  caseState: StateKey;
  rulesVersion: number;
  isRead: boolean;
};

/**
 * The complaints for whoever answers them, with the number and state of the case and nothing else of it; what waits
 * first. That somebody read a complaint stands in the record from the first time they are shown it.
 */
export async function complaintsFor(office: Office, now = new Date()): Promise<DeskComplaint[]> {
  if (!handlesComplaints(office)) return [];
  const found = await rows<DeskRow>(sql`
    SELECT ${columns}, r.number AS "caseNumber", r.state AS "caseState", r.rules_version AS "rulesVersion",
      EXISTS (SELECT FROM audit_entries e WHERE e.about = r.patient_id AND e.person_id = ${office.personId} AND e.action = 'complaint.opened' AND e.subject = 'complaint:' || c.id) AS "isRead"
    FROM complaints c JOIN requests r ON r.id = c.request_id JOIN data_keys k ON k.person_id = r.patient_id
    WHERE ${didNotWorkOn(office)} ORDER BY c.state = 'answered', CASE c.state WHEN 'open' THEN c.acknowledge_by ELSE c.answer_by END LIMIT 300`);
  await noteRead(office, found);
  return Promise.all(
    found.map(async (one) => {
      const { rulesVersion, isRead: _isRead, ...complaint } = opened(one);
      return { ...complaint, due: dueNext(complaint, await carePath(rulesVersion), now) };
    }),
  );
}

async function noteRead(office: Office, found: readonly DeskRow[]): Promise<void> {
  const unread = found.filter((one) => !one.isRead);
  if (unread.length === 0) return;
  await inTransaction(async (tx) => {
    for (const { id, patientId } of unread)
      await record(tx, {
        actor: office,
        action: "complaint.opened",
        subject: `complaint:${id}`,
        about: patientId,
      });
    return ok(null);
  });
}

/** How many complaints wait for whoever answers them. */
export async function waitingComplaints(office: Office): Promise<number> {
  if (!handlesComplaints(office)) return 0;
  const found = await rows<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM complaints c JOIN requests r ON r.id = c.request_id JOIN data_keys k ON k.person_id = r.patient_id
    WHERE c.state <> 'answered' AND ${didNotWorkOn(office)}`);
  return found[0]?.count ?? 0;
}
