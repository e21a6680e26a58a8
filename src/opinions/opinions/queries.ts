import "server-only";
import { createHash } from "node:crypto";
import { canActForPatient } from "@/cases/access/policy";
import { requestsReadableBy } from "@/cases/access/queries";
import type { Actor } from "@/platform/actor";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import {
  keyColumns,
  openPersonKey,
  type Secret,
  unseal,
  type WrappedKey,
} from "@/platform/security/sealing";
import { type Content, type OpinionState, signedText } from "./rules";

export type Opinion = {
  id: string;
  requestId: string;
  version: number;
  state: OpinionState;
  authorId: string;
  readerId: string | null;
  language: Language;
  content: Content;
  revision: number;
  savedAt: Date;
  firstJudgement: string | null;
  firstJudgementAt: Date | null;
  adviceOpenedAt: Date | null;
  agreedAt: Date | null;
  signedAt: Date | null;
  signer: string | null;
  code: string | null;
  deliveredAt: Date | null;
  openedAt: Date | null;
  fileId: string | null;
  facility: string;
};

/** Who reads an opinion o of a request r: its writer and readers while it is written; signed, also the patient's side and its facility's coordinator. */
function opinionsReadableBy(actor: Actor): Sql {
  const isTheirs = requestsReadableBy(actor);
  if (actor.kind === "staff") {
    const mine = {
      specialist: sql`o.state <> 'given-up'`,
      "second-reader": sql`o.state NOT IN ('draft', 'given-up')`,
      "facility-coordinator": sql`o.state = 'signed'`,
      "medical-triage": sql`o.state = 'signed'`,
    };
    const which = actor.role in mine ? mine[actor.role as keyof typeof mine] : sql`false`;
    return sql`${isTheirs} AND ${which} AND EXISTS (SELECT FROM referrals v WHERE v.id = o.referral_id AND v.facility_id = ${actor.facilityId})`;
  }
  if (actor.kind === "patient") return sql`${isTheirs} AND o.state = 'signed'`;
  if (actor.kind === "relative")
    return canActForPatient(actor, actor.patientId, "see-documents")
      ? sql`${isTheirs} AND o.state = 'signed'`
      : sql`false`;
  return sql`false`;
}

type Row = Omit<Opinion, "content"> & WrappedKey & { patientId: string; content: string };
const columns = sql`o.id, o.request_id AS "requestId", o.version, o.state, o.author_id AS "authorId", o.reader_id AS "readerId", o.language, o.content, o.revision, o.saved_at AS "savedAt",
  o.first_judgement AS "firstJudgement", o.first_judgement_at AS "firstJudgementAt", o.advice_opened_at AS "adviceOpenedAt", o.agreed_at AS "agreedAt", o.signed_at AS "signedAt", o.signer,
  o.code, o.delivered_at AS "deliveredAt", o.opened_at AS "openedAt", o.file_id AS "fileId", y.common_name AS facility, r.patient_id AS "patientId", ${keyColumns}`;
const tables = sql`opinions o JOIN requests r ON r.id = o.request_id JOIN referrals x ON x.id = o.referral_id JOIN facilities y ON y.id = x.facility_id JOIN data_keys k ON k.person_id = r.patient_id`;

function opened({
  keyId,
  masterKey,
  wrapped,
  patientId,
  content,
  firstJudgement,
  signer,
  ...opinion
}: Row): Opinion {
  const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
  return {
    ...opinion,
    content: JSON.parse(unseal(key, `opinions.content:${opinion.id}`, content)) as Content,
    firstJudgement:
      firstJudgement && unseal(key, `opinions.first_judgement:${opinion.id}`, firstJudgement),
    signer: signer && unseal(key, `opinions.signer:${opinion.id}`, signer),
  };
}

/** The opinions of a request that the actor may read, the newest first. */
export async function opinionsOf(actor: Actor, requestId: string): Promise<Opinion[]> {
  return (
    await rows<Row>(
      sql`SELECT ${columns} FROM ${tables} WHERE r.id::text = ${requestId} AND ${opinionsReadableBy(actor)} ORDER BY o.version DESC`,
    )
  ).map(opened);
}

/** For commands and jobs that know already that they may; inside a transaction, as that sees it. */
export async function opinionById(
  id: string,
  ask: Pick<Tx, "row"> = { row },
): Promise<Opinion | null> {
  const found = await ask.row<Row>(sql`SELECT ${columns} FROM ${tables} WHERE o.id::text = ${id}`);
  return found ? opened(found) : null;
}

/** The hash that was published when it was signed, made anew from what is stored. */
export function hashOf(number: string, opinion: Opinion): Buffer {
  const { version, language, content, firstJudgement, firstJudgementAt, signer, signedAt } =
    opinion;
  const text = signedText({
    number,
    version,
    language,
    content,
    firstJudgement: firstJudgement ?? "",
    firstJudgementAt: firstJudgementAt?.toISOString() ?? "",
    signer: signer ?? "",
    signedAt: signedAt?.toISOString() ?? "",
  });
  return createHash("sha256").update(text).digest();
}

export type Comment = {
  id: string;
  section: string;
  body: string;
  isOwn: boolean;
  createdAt: Date;
  answer: string | null;
};

/** The second reader's comments on an opinion that the actor was shown. */
export async function commentsOn(actor: Actor, opinion: Opinion): Promise<Comment[]> {
  if (actor.kind !== "staff") return [];
  type Found = Comment & WrappedKey & { patientId: string };
  const found = await rows<Found>(sql`
    SELECT c.id, c.section, c.body, c.author_id = ${actor.personId} AS "isOwn", c.created_at AS "createdAt", c.answer, r.patient_id AS "patientId", ${keyColumns}
    FROM opinion_comments c JOIN ${tables} ON o.id = c.opinion_id WHERE o.id = ${opinion.id} AND ${opinionsReadableBy(actor)} ORDER BY c.created_at`);
  return found.map(({ keyId, masterKey, wrapped, patientId, ...comment }) => {
    const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
    const open = (field: "body" | "answer", value: string) =>
      unseal(key, `opinion_comments.${field}:${comment.id}`, value);
    return {
      ...comment,
      body: open("body", comment.body),
      answer: comment.answer && open("answer", comment.answer),
    };
  });
}

export type Question = {
  id: string;
  body: string;
  answer: string | null;
  createdAt: Date;
  answeredAt: Date | null;
};

/** The questions on a request's opinion, for whoever may read the opinion. */
export async function questionsOn(actor: Actor, requestId: string): Promise<Question[]> {
  type Found = Question & WrappedKey & { patientId: string };
  const found = await rows<Found>(sql`
    SELECT q.id, q.body, q.answer, q.created_at AS "createdAt", q.answered_at AS "answeredAt", r.patient_id AS "patientId", ${keyColumns}
    FROM opinion_questions q JOIN ${tables} ON o.id = q.opinion_id WHERE r.id::text = ${requestId} AND ${opinionsReadableBy(actor)} ORDER BY q.created_at`);
  return found.map(({ keyId, masterKey, wrapped, patientId, ...question }) => {
    const key: Secret = openPersonKey(patientId, { keyId, masterKey, wrapped });
    const open = (field: "body" | "answer", value: string) =>
      unseal(key, `opinion_questions.${field}:${question.id}`, value);
    return {
      ...question,
      body: open("body", question.body),
      answer: question.answer && open("answer", question.answer),
    };
  });
}

export type Verified = {
  facility: string;
  signer: string;
  signedAt: Date;
  version: number;
  isLatest: boolean;
  hash: string;
  isWhole: boolean;
  fileHash: string | null;
  hasSignature: boolean;
};

/** What anyone who holds a code is told: that it was signed, by whom, when, and whether a newer version stands. Never whose it is. */
export async function verifiedBy(code: string): Promise<Verified | null> {
  type Found = Row & {
    hash: Buffer;
    number: string;
    isLatest: boolean;
    fileHash: Buffer | null;
    hasSignature: boolean;
  };
  const found = await row<Found>(sql`
    SELECT ${columns}, o.hash, r.number, o.signature IS NOT NULL AS "hasSignature", (SELECT s.sha256 FROM stored_files s WHERE s.id = o.file_id) AS "fileHash",
      NOT EXISTS (SELECT FROM opinions n WHERE n.request_id = o.request_id AND n.version > o.version AND n.state = 'signed') AS "isLatest"
    FROM ${tables} WHERE o.code = ${code} AND o.state = 'signed'`);
  if (!found) return null;
  const { hash, number, isLatest, fileHash, hasSignature, ...rest } = found;
  const opinion = opened(rest);
  return {
    facility: opinion.facility,
    signer: opinion.signer ?? "",
    signedAt: opinion.signedAt ?? new Date(0),
    version: opinion.version,
    isLatest,
    hash: hash.toString("hex"),
    isWhole: hashOf(number, opinion).equals(hash),
    fileHash: fileHash?.toString("hex") ?? null,
    hasSignature,
  };
}
