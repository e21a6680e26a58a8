import "server-only";
import { notify } from "@/accounts/notices/commands";
import { carePath } from "@/cases/care-path/queries";
import { clockOf } from "@/cases/clock/queries";
import { type Locked, moveTo } from "@/cases/moves/commands";
import { isOrStandsInFor } from "@/cases/requests/queries";
import type { RequestReason } from "@/cases/requests/rules";
import type { Holder, Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { enqueue } from "@/platform/jobs";
import { unprintable } from "@/platform/paper/fonts";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal, unseal } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { isAway } from "../assignments/queries";
import { lockForStaff } from "../referrals/commands";
import { hashOf, type Opinion, opinionById } from "./queries";
import { type Content, missingIn, textsIn } from "./rules";

export type OpinionReason =
  | RequestReason
  | "missingFields"
  | "comments"
  | "needsProof"
  | "notAgreed"
  | "noReader"
  | "unprintable";

/** The first judgement, before anything of the earlier doctor's advice was shown. It opens the draft, and the advice. */
export async function judgeFirst(
  staff: Staff,
  {
    requestId,
    version,
    judgement,
    language,
  }: { requestId: string; version: number; judgement: string; language: Language },
): Promise<Result<null, OpinionReason>> {
  if (staff.role !== "specialist") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (
      request.state !== "reading" ||
      (await tx.row(sql`SELECT 1 FROM opinions WHERE request_id = ${requestId}`))
    )
      return no("illegal");
    const key = await personKey(tx, request.patientId);
    const id = crypto.randomUUID();
    const sealed = seal(key, `opinions.first_judgement:${id}`, judgement);
    await tx.run(sql`
      INSERT INTO opinions (id, request_id, referral_id, author_id, language, content, first_judgement, first_judgement_at, advice_opened_at)
      SELECT ${id}, ${requestId}, f.id, ${staff.personId}, ${language}, ${seal(key, `opinions.content:${id}`, "{}")}, ${sealed}, clock_timestamp(), clock_timestamp()
      FROM referrals f WHERE f.request_id = ${requestId} AND f.facility_id = ${staff.facilityId} AND f.state = 'accepted'`);
    await record(tx, {
      actor: staff,
      action: "opinion.judged",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    return ok(null);
  });
}

/** An opinion with its request locked, for somebody of the facility who reads it. */
async function lockOpinion(
  tx: Tx,
  staff: Staff,
  opinionId: string,
): Promise<{ request: Locked; opinion: Opinion } | null> {
  const found = await tx.row<{ requestId: string }>(
    sql`SELECT request_id AS "requestId" FROM opinions WHERE id::text = ${opinionId}`,
  );
  const request = found && (await lockForStaff(tx, staff, found.requestId));
  if (!request) return null;
  await tx.row(sql`SELECT 1 FROM opinions WHERE id::text = ${opinionId} FOR UPDATE`);
  const opinion = await opinionById(opinionId, tx);
  return opinion ? { request, opinion } : null;
}

/** Keeps the draft. Of two windows the older is told, and keeps nothing over the newer. */
export async function saveOpinion(
  staff: Staff,
  opinionId: string,
  revision: number,
  content: Content,
): Promise<Result<null, OpinionReason>> {
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const found = await lockOpinion(tx, staff, opinionId);
    if (!found || found.opinion.authorId !== staff.personId) return no("not-found");
    const { request, opinion } = found;
    if (opinion.revision !== revision) return no("stale");
    if (
      opinion.state !== "draft" ||
      !["reading", "waiting-information", "visit-planned", "visit-held"].includes(request.state)
    )
      return no("illegal");
    const sealed = seal(
      await personKey(tx, request.patientId),
      `opinions.content:${opinion.id}`,
      JSON.stringify(content),
    );
    await tx.run(
      sql`UPDATE opinions SET content = ${sealed}, revision = revision + 1, saved_at = now() WHERE id = ${opinion.id}`,
    );
    await record(tx, {
      actor: staff,
      action: "opinion.saved",
      subject: `opinion:${opinion.id}`,
      about: request.patientId,
    });
    return ok(null);
  });
}

/** The draft goes to the second reader: one named, or whoever of the facility has least to do. */
export async function handIn(
  staff: Staff,
  opinionId: string,
  version: number,
): Promise<Result<null, OpinionReason>> {
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const found = await lockOpinion(tx, staff, opinionId);
    if (!found || found.opinion.authorId !== staff.personId) return no("not-found");
    const { request, opinion } = found;
    if (request.version !== version) return no("stale");
    if (opinion.state !== "draft" || !["reading", "visit-held"].includes(request.state))
      return no("illegal");
    if (missingIn(opinion.content).length > 0) return no("missingFields");
    if (unprintable(Object.values(textsIn(opinion)).join("")).length > 0) return no("unprintable");
    if (
      await tx.row(
        sql`SELECT 1 FROM opinion_comments WHERE opinion_id = ${opinion.id} AND answer IS NULL`,
      )
    )
      return no("comments");
    const reader = await tx.row<{ id: string }>(sql`
      SELECT g.person_id AS id FROM role_grants g WHERE g.facility_id = ${staff.facilityId} AND g.role = 'second-reader' AND g.ended_at IS NULL AND g.person_id <> ${staff.personId}
      ORDER BY ${isAway}, g.person_id = ${opinion.readerId}::uuid DESC NULLS LAST, (SELECT count(*) FROM assignments a WHERE a.person_id = g.person_id AND a.state = 'accepted'), g.person_id LIMIT 1`);
    if (!reader) return no("noReader");
    await tx.run(
      sql`UPDATE opinions SET state = 'second-reading', reader_id = ${reader.id}, agreed_at = NULL WHERE id = ${opinion.id}`,
    );
    await tx.run(sql`
      INSERT INTO assignments (request_id, referral_id, role, person_id, state, answered_at)
      SELECT ${request.id}, referral_id, 'second-reader', ${reader.id}, 'accepted', now() FROM opinions WHERE id = ${opinion.id}
      ON CONFLICT (request_id, role) WHERE state IN ('offered', 'accepted') DO NOTHING`);
    await record(tx, {
      actor: staff,
      action: "opinion.handed-in",
      subject: `opinion:${opinion.id}`,
      about: request.patientId,
    });
    await moveTo(tx, request, "second-reading", {
      actor: staff,
      path: await carePath(request.rulesVersion),
      now: new Date(),
    });
    return ok(null);
  });
}

export async function commentOn(
  staff: Staff,
  opinionId: string,
  section: string,
  body: string,
): Promise<Result<null, OpinionReason>> {
  if (staff.role !== "second-reader") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const found = await lockOpinion(tx, staff, opinionId);
    if (!found) return no("not-found");
    const { request, opinion } = found;
    if (opinion.state !== "second-reading" || opinion.agreedAt) return no("illegal");
    const id = crypto.randomUUID();
    const sealed = seal(
      await personKey(tx, request.patientId),
      `opinion_comments.body:${id}`,
      body,
    );
    await tx.run(
      sql`INSERT INTO opinion_comments (id, opinion_id, section, author_id, body) VALUES (${id}, ${opinion.id}, ${section}, ${staff.personId}, ${sealed})`,
    );
    await record(tx, {
      actor: staff,
      action: "opinion.commented",
      subject: `opinion:${opinion.id}`,
      about: request.patientId,
    });
    return ok(null);
  });
}

export async function answerComment(
  staff: Staff,
  commentId: string,
  answer: string,
): Promise<Result<null, OpinionReason>> {
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const comment = await tx.row<{ opinionId: string }>(
      sql`SELECT opinion_id AS "opinionId" FROM opinion_comments WHERE id = ${commentId} AND answer IS NULL`,
    );
    const found = comment && (await lockOpinion(tx, staff, comment.opinionId));
    if (!found || found.opinion.authorId !== staff.personId) return no("not-found");
    if (found.opinion.state === "signed") return no("illegal");
    const sealed = seal(
      await personKey(tx, found.request.patientId),
      `opinion_comments.answer:${commentId}`,
      answer,
    );
    await tx.run(
      sql`UPDATE opinion_comments SET answer = ${sealed}, answered_at = now() WHERE id = ${commentId}`,
    );
    await record(tx, {
      actor: staff,
      action: "opinion.commented",
      subject: `opinion:${found.opinion.id}`,
      about: found.request.patientId,
    });
    return ok(null);
  });
}

/** The second reader agrees, so that it can be signed, or gives the draft back with comments. */
export async function judgeDraft(
  staff: Staff,
  { opinionId, version, does }: { opinionId: string; version: number; does: "agree" | "return" },
): Promise<Result<null, OpinionReason>> {
  if (staff.role !== "second-reader") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const found = await lockOpinion(tx, staff, opinionId);
    if (
      !found ||
      !(await tx.row(
        sql`SELECT 1 FROM opinions o WHERE o.id = ${found.opinion.id} AND ${isOrStandsInFor(staff.personId, sql`o.reader_id`)}`,
      ))
    )
      return no("not-found");
    const { request, opinion } = found;
    if (request.version !== version) return no("stale");
    if (
      request.state !== "second-reading" ||
      opinion.state !== "second-reading" ||
      opinion.agreedAt
    )
      return no("illegal");
    const unanswered = await tx.row(
      sql`SELECT 1 FROM opinion_comments WHERE opinion_id = ${opinion.id} AND answer IS NULL`,
    );
    if (does === "agree") {
      if (unanswered) return no("comments");
      await tx.run(sql`UPDATE opinions SET agreed_at = now() WHERE id = ${opinion.id}`);
      await tx.run(sql`UPDATE requests SET version = version + 1 WHERE id = ${request.id}`);
      await record(tx, {
        actor: staff,
        action: "opinion.agreed",
        subject: `opinion:${opinion.id}`,
        about: request.patientId,
      });
      await notify(tx, { personId: opinion.authorId, kind: "case-waiting", subject: request.id });
      return ok(null);
    }
    if (!unanswered) return no("incomplete");
    await tx.run(sql`UPDATE opinions SET state = 'draft' WHERE id = ${opinion.id}`);
    await record(tx, {
      actor: staff,
      action: "opinion.returned",
      subject: `opinion:${opinion.id}`,
      about: request.patientId,
    });
    await moveTo(tx, request, "reading", {
      actor: staff,
      path: await carePath(request.rulesVersion),
      now: new Date(),
    });
    return ok(null);
  });
}

type Signing = { opinionId: string; version: number; alone: string };

/**
 * Signs: what was written is locked, with a hash over content, signer and time. Without the second reader's agreement
 * only when their time is over, and with a reason. `proven` is whoever has just shown who they are.
 */
export async function signOpinion(
  staff: Staff,
  proven: Holder | null,
  { opinionId, version, alone }: Signing,
): Promise<Result<null, OpinionReason>> {
  if (staff.role !== "specialist") return no("notAllowed");
  if (proven?.personId !== staff.personId) return no("needsProof");
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const found = await lockOpinion(tx, staff, opinionId);
    if (!found || found.opinion.authorId !== staff.personId) return no("not-found");
    const { request, opinion } = found;
    if (request.version !== version) return no("stale");
    if (request.state !== "second-reading" || opinion.state !== "second-reading")
      return no("illegal");
    const isLate = (await clockOf(request)).colour === "red";
    if (!opinion.agreedAt && !(isLate && alone !== "")) return no("notAgreed");
    const about = await tx.row<{ number: string; name: string }>(
      sql`SELECT r.number, p.name FROM requests r, people p WHERE r.id = ${request.id} AND p.id = ${staff.personId}`,
    );
    const signer = about?.name
      ? unseal(await personKey(tx, staff.personId), `people.name:${staff.personId}`, about.name)
      : "";
    const key = await personKey(tx, request.patientId);
    const signedAt = new Date();
    const hash = hashOf(about?.number ?? "", { ...opinion, signer, signedAt });
    const aloneWhy = opinion.agreedAt ? null : seal(key, `opinions.alone_why:${opinion.id}`, alone);
    await tx.run(sql`
      UPDATE opinions SET state = 'signed', signed_at = ${signedAt}, signer = ${seal(key, `opinions.signer:${opinion.id}`, signer)}, hash = ${hash}, code = ${readableCode(16).replaceAll("-", "")}, alone_why = ${aloneWhy}
      WHERE id = ${opinion.id}`);
    await tx.run(
      sql`UPDATE assignments SET state = 'done', ended_at = now() WHERE request_id = ${request.id} AND role = 'second-reader' AND state = 'accepted'`,
    );
    await record(tx, {
      actor: staff,
      action: "opinion.signed",
      subject: `opinion:${opinion.id}`,
      about: request.patientId,
      detail: opinion.agreedAt ? "agreed" : "alone",
    });
    await moveTo(tx, request, "signed", {
      actor: staff,
      path: await carePath(request.rulesVersion),
      now: signedAt,
    });
    await enqueue(tx, "opinions:deliveries:finish", { opinionId: opinion.id });
    return ok(null);
  });
}

/** An amendment: a new version on top of the signed one, which stays. */
export async function amendOpinion(
  staff: Staff,
  requestId: string,
  version: number,
  why: string,
): Promise<Result<null, OpinionReason>> {
  if (staff.role !== "specialist") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    const last = await tx.row<{ id: string }>(
      sql`SELECT id FROM opinions WHERE request_id = ${requestId} AND state = 'signed' AND author_id = ${staff.personId} ORDER BY version DESC LIMIT 1`,
    );
    const before = last && (await opinionById(last.id, tx));
    if (!before || !["delivered", "questions"].includes(request.state)) return no("illegal");
    if (why === "") return no("incomplete");
    const key = await personKey(tx, request.patientId);
    const id = crypto.randomUUID();
    await tx.run(sql`
      INSERT INTO opinions (id, request_id, referral_id, version, author_id, reader_id, language, content, first_judgement, first_judgement_at, advice_opened_at)
      SELECT ${id}, request_id, referral_id, version + 1, author_id, reader_id, language, ${seal(key, `opinions.content:${id}`, JSON.stringify(before.content))},
        ${seal(key, `opinions.first_judgement:${id}`, before.firstJudgement ?? "")}, first_judgement_at, advice_opened_at FROM opinions WHERE id = ${before.id}`);
    await record(tx, {
      actor: staff,
      action: "opinion.begun",
      subject: `opinion:${id}`,
      about: request.patientId,
      detail: "amendment",
    });
    return (await moveTo(tx, request, "reading", {
      actor: staff,
      path: await carePath(request.rulesVersion),
      now: new Date(),
      why,
    }))
      ? ok(null)
      : no("illegal");
  });
}
