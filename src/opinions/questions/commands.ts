import "server-only";
import { notify } from "@/accounts/notices/commands";
import { isOrStandsInFor } from "@/cases/access/queries";
import type { RequestReason } from "@/cases/answers/rules";
import { begin, finish } from "@/cases/moves/commands";
import type { Actor, Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";

/** A question of the patient on a delivered opinion; the clock is the specialist's until every one is answered. */
export async function askQuestion(
  actor: Actor,
  once: Once,
  requestId: string,
  body: string,
): Promise<Result<null, RequestReason | "twin" | "otherContent">> {
  return onceInTransaction(once, async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, actor, requestId, "askQuestion");
    if (!held.ok) return held;
    const { patientId } = held.value;
    const id = crypto.randomUUID();
    const sealed = seal(await personKey(tx, patientId), `opinion_questions.body:${id}`, body);
    const asked = await tx.run(sql`
      INSERT INTO opinion_questions (id, request_id, opinion_id, author_id, body)
      SELECT ${id}, ${requestId}, o.id, ${actor.personId}, ${sealed} FROM opinions o WHERE o.request_id = ${requestId} AND o.state = 'signed' ORDER BY o.version DESC LIMIT 1`);
    if (asked === 0) return no("illegal");
    await record(tx, {
      actor,
      action: "opinion.question-asked",
      subject: `request:${requestId}`,
      about: patientId,
    });
    await finish(tx, held.value);
    return ok(null);
  });
}

/** The writer of the opinion answers. With the last answer the clock is the patient's again. */
export async function answerQuestion(
  staff: Staff,
  questionId: string,
  answer: string,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const question = await tx.row<{ requestId: string }>(sql`
      SELECT q.request_id AS "requestId" FROM opinion_questions q JOIN opinions o ON o.id = q.opinion_id WHERE q.id::text = ${questionId} AND q.answer IS NULL AND ${isOrStandsInFor(staff.personId, sql`o.author_id`)}`);
    if (!question) return no("not-found");
    const held = await begin(tx, staff, question.requestId, "answerQuestion");
    if (!held.ok) return held;
    const { id: requestId, patientId } = held.value;
    const sealed = seal(
      await personKey(tx, patientId),
      `opinion_questions.answer:${questionId}`,
      answer,
    );
    const answered = await tx.run(
      sql`UPDATE opinion_questions SET answer = ${sealed}, answered_by = ${staff.personId}, answered_at = now() WHERE id = ${questionId} AND answer IS NULL`,
    );
    if (answered === 0) return no("stale");
    await record(tx, {
      actor: staff,
      action: "opinion.question-answered",
      subject: `request:${requestId}`,
      about: patientId,
    });
    const isMore = await tx.row(
      sql`SELECT 1 FROM opinion_questions WHERE request_id = ${requestId} AND answer IS NULL`,
    );
    if (isMore)
      await notify(tx, { personId: patientId, kind: "request-moved", subject: requestId });
    await finish(tx, held.value, isMore ? "more" : "last");
    return ok(null);
  });
}
