import "server-only";
import type { Answers, RequestReason } from "@/cases/answers/rules";
import { begin, type Locked, lockRequest } from "@/cases/moves/commands";
import type { Office } from "@/platform/actor";
import { type Outsider, record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal, unseal } from "@/platform/security/sealing";
import { dayIn, milan } from "@/platform/zones";
import { candidatesFor } from "./queries";
import { ageOn, type LeftOut, type Line, proposalOf, putFirst } from "./rules";

/** Weighs the facilities for a request that waits for its patient's choice, and keeps what came of it. */
export async function propose(requestId: string, now = new Date()): Promise<void> {
  await inTransaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request?.state === "choice") await writeProposal(tx, request, now);
    return ok(null);
  });
}

async function writeProposal(tx: Tx, request: Locked, now: Date): Promise<void> {
  const about = await tx.row<{
    topicId: string | null;
    family: string;
    country: string;
    language: string;
  }>(
    sql`SELECT topic_id AS "topicId", family, country, language FROM requests WHERE id = ${request.id}`,
  );
  if (!about) return;
  const today = dayIn(milan, now);
  const answers = JSON.parse(
    unseal(
      await personKey(tx, request.patientId),
      `requests.answers:${request.id}`,
      request.answers,
    ),
  ) as Answers;
  const need = {
    ...about,
    language: answers.speak ?? about.language,
    age: ageOn(answers.birth ?? "", today),
    today,
  };
  const { lines, leftOut } = proposalOf(need, await candidatesFor(tx, about.topicId, today));
  await keep(tx, system, request, lines, leftOut, now);
}

async function keep(
  tx: Tx,
  actor: Office | Outsider,
  request: Locked,
  lines: Line[],
  leftOut: LeftOut[],
  now: Date,
  why?: string,
): Promise<void> {
  const id = crypto.randomUUID();
  const sealed = why
    ? seal(await personKey(tx, request.patientId), `proposals.why:${id}`, why)
    : null;
  await tx.run(sql`
    INSERT INTO proposals (id, request_id, made_at, made_by, lines, left_out, why)
    VALUES (${id}, ${request.id}, ${now}, ${actor.kind === "office" ? actor.personId : null}, ${JSON.stringify(lines)}, ${JSON.stringify(leftOut)}, ${sealed})`);
  await record(tx, {
    actor,
    action: "facilities.proposed",
    subject: `request:${request.id}`,
    about: request.patientId,
    detail: String(lines.length),
  });
}

/** A coordinator puts another facility first, with a reason that the patient reads. The order before is kept too. */
export async function overrideProposal(
  office: Office,
  requestId: string,
  version: number,
  facilityId: number,
  why: string,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, office, requestId, "overrideProposal", { version });
    if (!held.ok) return held;
    const request = held.value;
    const before = await tx.row<{ lines: Line[]; leftOut: LeftOut[] }>(
      sql`SELECT lines, left_out AS "leftOut" FROM proposals WHERE request_id = ${requestId} ORDER BY made_at DESC LIMIT 1`,
    );
    if (!before?.lines.some((line) => line.facilityId === facilityId)) return no("illegal");
    if (why === "") return no("incomplete");
    await keep(
      tx,
      office,
      request,
      putFirst(before.lines, facilityId),
      before.leftOut,
      new Date(),
      why,
    );
    return ok(null);
  });
}
