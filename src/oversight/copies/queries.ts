import "server-only";
import { carePath } from "@/cases/care-path/queries";
import type { StateKey } from "@/cases/care-path/rules";
import { stateOf } from "@/cases/care-path/rules";
import { type Case, requestAsFhir, type TaskStatus } from "@/cases/requests/fhir";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import { env } from "@/platform/env";
import {
  keyColumns,
  openPersonKey,
  type Secret,
  unseal,
  type WrappedKey,
} from "@/platform/security/sealing";

export async function keyOf(patientId: string): Promise<Secret | null> {
  const found = await row<WrappedKey>(
    sql`SELECT ${keyColumns} FROM data_keys k WHERE k.person_id = ${patientId}`,
  );
  return found && openPersonKey(patientId, found);
}

type Sealed = { id: string; [column: string]: unknown };

/** Rows with what is sealed in them opened: `fields` by the names they have in the answer, with their columns. */
export async function opened(
  key: Secret,
  table: string,
  fields: Readonly<Record<string, string>>,
  query: Sql,
): Promise<Record<string, unknown>[]> {
  return (await rows<Sealed>(query)).map((one) => ({
    ...one,
    ...Object.fromEntries(
      Object.entries(fields).map(([name, column]) => {
        const value = one[name];
        return [
          name,
          typeof value === "string" ? unseal(key, `${table}.${column}:${one.id}`, value) : null,
        ];
      }),
    ),
  }));
}

export const json = (values: Record<string, unknown>[], name: string) =>
  values.map((one) => ({
    ...one,
    [name]: typeof one[name] === "string" ? JSON.parse(one[name]) : null,
  }));

/** The requests of a person as they wrote them, with all that came of each, for their copy. */
export async function requestsForCopy(patientId: string): Promise<Record<string, unknown>> {
  const key = await keyOf(patientId);
  if (!key) return { secondOpinions: [] };
  const requests = await opened(
    key,
    "requests",
    { answers: "answers" },
    sql`SELECT id, number, state, answers, created_at AS "createdAt", sent_at AS "sentAt" FROM requests WHERE patient_id = ${patientId} ORDER BY created_at`,
  );
  const whole = await Promise.all(
    json(requests, "answers").map(async (request) => ({
      ...request,
      ...(await partsOf(key, String(request.id))),
    })),
  );
  return { secondOpinions: whole.map(({ id: _id, ...request }) => request) };
}

async function partsOf(key: Secret, id: string): Promise<Record<string, unknown>> {
  const of = (table: string, fields: Record<string, string>, query: Sql) =>
    opened(key, table, fields, query);
  return {
    stays: await rows(
      sql`SELECT state, entered_at AS "enteredAt", due_at AS "dueAt", left_at AS "leftAt" FROM request_stays WHERE request_id = ${id} ORDER BY id`,
    ),
    messages: await of(
      "request_messages",
      { body: "body" },
      sql`SELECT id, role, body, created_at AS "createdAt" FROM request_messages WHERE request_id = ${id} ORDER BY created_at`,
    ),
    papers: await rows(
      sql`SELECT kind, state, file_id AS "fileId", created_at AS "createdAt" FROM request_papers WHERE request_id = ${id} ORDER BY created_at`,
    ),
    proposals: await rows(
      sql`SELECT made_at AS "madeAt", lines, left_out AS "leftOut" FROM proposals WHERE request_id = ${id} ORDER BY made_at`,
    ),
    facilities: await of(
      "referrals",
      { why: "why", summary: "summary" },
      sql`SELECT f.id, y.common_name AS facility, f.place, f.groups, f.state, f.chosen_at AS "chosenAt", f.ended_at AS "endedAt", f.why, f.summary
        FROM referrals f JOIN facilities y ON y.id = f.facility_id WHERE f.request_id = ${id} ORDER BY f.chosen_at, f.place`,
    ),
    opinions: json(
      await of(
        "opinions",
        { content: "content", firstJudgement: "first_judgement", signer: "signer" },
        sql`SELECT id, version, language, content, first_judgement AS "firstJudgement", signer, signed_at AS "signedAt", encode(hash, 'hex') AS hash, code, file_id AS "fileId"
          FROM opinions WHERE request_id = ${id} AND state = 'signed' ORDER BY version`,
      ),
      "content",
    ),
    questions: await of(
      "opinion_questions",
      { body: "body", answer: "answer" },
      sql`SELECT id, body, answer, created_at AS "createdAt", answered_at AS "answeredAt" FROM opinion_questions WHERE request_id = ${id} ORDER BY created_at`,
    ),
    translations: json(
      await of(
        "translation_texts",
        { content: "content" },
        sql`SELECT x.id, t.from_language AS "from", t.to_language AS "to", x.quality, x.content, x.created_at AS "createdAt"
          FROM translation_texts x JOIN translations t ON t.id = x.translation_id WHERE t.request_id = ${id} ORDER BY x.created_at`,
      ),
      "content",
    ),
    plans: json(
      await of(
        "care_plans",
        { content: "content", question: "question" },
        sql`SELECT id, version, state, content, question, valid_until AS "validUntil", sent_at AS "sentAt" FROM care_plans WHERE request_id = ${id} AND state <> 'draft' ORDER BY version`,
      ),
      "content",
    ),
    visits: await of(
      "visits",
      { present: "present", notes: "notes" },
      sql`SELECT id, state, at, held_at AS "heldAt", present, notes FROM visits WHERE request_id = ${id} ORDER BY created_at`,
    ),
    complaints: await of(
      "complaints",
      { body: "body", answer: "answer" },
      sql`SELECT id, number, state, body, answer, created_at AS "createdAt", answered_at AS "answeredAt" FROM complaints WHERE request_id = ${id} ORDER BY created_at`,
    ),
  };
}

/** The same requests as HL7 FHIR R4, as entries of a Bundle: Task, ServiceRequest, DocumentReference and Consent. */
export async function requestsAsFhir(patientId: string): Promise<unknown[]> {
  const key = await keyOf(patientId);
  if (!key) return [];
  type Found = {
    id: string;
    number: string;
    state: StateKey;
    rulesVersion: number;
    urgency: string | null;
    createdAt: Date;
    updatedAt: Date;
    sentAt: Date | null;
    dueAt: Date | null;
    answers: string;
  };
  const found = await rows<Found>(sql`
    SELECT id, number, state, rules_version AS "rulesVersion", urgency, created_at AS "createdAt", updated_at AS "updatedAt", sent_at AS "sentAt", due_at AS "dueAt", answers
    FROM requests WHERE patient_id = ${patientId} ORDER BY created_at`);
  const entries = await Promise.all(
    found.map(async ({ answers, rulesVersion, state, urgency, updatedAt, ...request }) => {
      const { fhir, clock, holder } = stateOf(await carePath(rulesVersion), state);
      const { condition } = JSON.parse(unseal(key, `requests.answers:${request.id}`, answers)) as {
        condition?: string;
      };
      return requestAsFhir({
        ...request,
        base: env().PUBLIC_URL,
        patientId,
        state: { key: state, name: state, fhir: (fhir ?? "in-progress") as TaskStatus },
        priority: urgency === "A" ? "urgent" : "routine",
        owner: { name: holder },
        changedAt: updatedAt,
        closedAt: clock === "ended" ? updatedAt : null,
        ...(condition ? { condition: { name: condition } } : {}),
        papers: await papersAsFhir(request.id),
        consents: await consentsAsFhir(patientId, request.id),
      });
    }),
  );
  return entries.flat();
}

const papersAsFhir = (requestId: string): Promise<Case["papers"]> =>
  rows<Case["papers"][number]>(sql`
    SELECT a.id, a.kind, f.type, f.size::float8 AS size, encode(f.sha256, 'hex') AS sha256, a.created_at AS "sentAt"
    FROM request_papers a JOIN stored_files f ON f.id = a.file_id WHERE a.request_id = ${requestId} ORDER BY a.created_at`);

/** The agreements to show a facility a group of documents of this request; what holds for all requests stands with the account. */
const consentsAsFhir = (patientId: string, requestId: string): Promise<Case["consents"]> =>
  rows<Case["consents"][number]>(sql`
    SELECT c.id, t.title, c.kind, c.version::text, c.language, encode(c.text_hash, 'hex') AS hash, c.given_at AS "givenAt", c.withdrawn_at AS "withdrawnAt"
    FROM consents c JOIN consent_texts t ON t.kind = c.kind AND t.version = c.version AND t.language = c.language
    WHERE c.person_id = ${patientId} AND c.kind = 'facility' AND c.scope LIKE ${`${requestId}:%`} ORDER BY c.given_at`);
