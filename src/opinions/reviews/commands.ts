import "server-only";
import { isOrStandsInFor } from "@/cases/access/queries";
import { finish } from "@/cases/moves/commands";
import type { Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import {
  hasOpenComments,
  holdOpinion,
  holdOwnOpinion,
  type OpinionReason,
} from "../opinions/commands";
import type { Opinion } from "../opinions/queries";

/** Whether somebody was named as the reader of an opinion, or stands in for them; never its own writer. */
const isReader = async (tx: Tx, staff: Staff, { id, authorId }: Opinion): Promise<boolean> =>
  authorId !== staff.personId &&
  (await tx.row(
    sql`SELECT 1 FROM opinions o WHERE o.id = ${id} AND ${isOrStandsInFor(staff.personId, sql`o.reader_id`)}`,
  )) !== null;

/** The second reader says something of a section; the writer answers it before anything is agreed to. */
export async function commentOn(
  staff: Staff,
  opinionId: string,
  section: string,
  body: string,
): Promise<Result<null, OpinionReason>> {
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const found = await holdOpinion(tx, staff, opinionId, "comment");
    if (!found.ok) return found;
    const { held, opinion } = found.value;
    if (!(await isReader(tx, staff, opinion))) return no("not-found");
    if (opinion.state !== "second-reading") return no("illegal");
    const id = crypto.randomUUID();
    const sealed = seal(await personKey(tx, held.patientId), `opinion_comments.body:${id}`, body);
    await tx.run(
      sql`INSERT INTO opinion_comments (id, opinion_id, section, author_id, body) VALUES (${id}, ${opinion.id}, ${section}, ${staff.personId}, ${sealed})`,
    );
    await record(tx, {
      actor: staff,
      action: "opinion.commented",
      subject: `opinion:${opinion.id}`,
      about: held.patientId,
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
      sql`SELECT opinion_id AS "opinionId" FROM opinion_comments WHERE id::text = ${commentId} AND answer IS NULL`,
    );
    if (!comment) return no("not-found");
    const found = await holdOwnOpinion(tx, staff, comment.opinionId, "answerComment");
    if (!found.ok) return found;
    const { held, opinion } = found.value;
    if (opinion.state === "signed") return no("illegal");
    const sealed = seal(
      await personKey(tx, held.patientId),
      `opinion_comments.answer:${commentId}`,
      answer,
    );
    const answered = await tx.run(
      sql`UPDATE opinion_comments SET answer = ${sealed}, answered_at = now() WHERE id = ${commentId} AND answer IS NULL`,
    );
    if (answered === 0) return no("stale");
    await record(tx, {
      actor: staff,
      action: "opinion.commented",
      subject: `opinion:${opinion.id}`,
      about: held.patientId,
    });
    return ok(null);
  });
}

/** The second reader agrees, so that it can be signed, or gives the draft back with comments. */
export async function judgeDraft(
  staff: Staff,
  { opinionId, version, does }: { opinionId: string; version: number; does: "agree" | "return" },
): Promise<Result<null, OpinionReason>> {
  const name = does === "agree" ? "agree" : "giveBack";
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const found = await holdOpinion(tx, staff, opinionId, name, version);
    if (!found.ok) return found;
    const { held, opinion } = found.value;
    if (!(await isReader(tx, staff, opinion))) return no("not-found");
    if (opinion.state !== "second-reading" || opinion.agreedAt) return no("illegal");
    const isOpen = await hasOpenComments(tx, opinion.id);
    if (name === "agree" && isOpen) return no("comments");
    if (name === "giveBack" && !isOpen) return no("incomplete");
    await tx.run(
      name === "agree"
        ? sql`UPDATE opinions SET agreed_at = now() WHERE id = ${opinion.id}`
        : sql`UPDATE opinions SET state = 'draft' WHERE id = ${opinion.id}`,
    );
    await record(tx, {
      actor: staff,
      action: name === "agree" ? "opinion.agreed" : "opinion.returned",
      subject: `opinion:${opinion.id}`,
      about: held.patientId,
    });
    await finish(tx, held);
    return ok(null);
  });
}
