import "server-only";
import type { RequestReason } from "@/cases/answers/rules";
import { begin, finish, type Held } from "@/cases/moves/commands";
import type { ActName } from "@/cases/turns/rules";
import type { Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { unprintable } from "@/platform/paper/fonts";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { isAway } from "../assignments/queries";
import { type Opinion, opinionById } from "./queries";
import { type Content, missingIn, textsIn } from "./rules";

export type OpinionReason =
  | RequestReason
  | "missingFields"
  | "comments"
  | "needsProof"
  | "notAgreed"
  | "noReader"
  | "unprintable";

type Judging = { requestId: string; version: number; judgement: string; language: Language };

/** The first judgement, before anything of the earlier doctor's advice was shown. It opens the draft, and the advice. */
export async function judgeFirst(
  staff: Staff,
  { requestId, version, judgement, language }: Judging,
): Promise<Result<null, OpinionReason>> {
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const held = await begin(tx, staff, requestId, "judgeFirst", { version });
    if (!held.ok) return held;
    const { patientId } = held.value;
    const key = await personKey(tx, patientId);
    const id = crypto.randomUUID();
    const sealed = seal(key, `opinions.first_judgement:${id}`, judgement);
    await tx.run(sql`
      INSERT INTO opinions (id, request_id, referral_id, version, author_id, language, content, first_judgement, first_judgement_at, advice_opened_at)
      SELECT ${id}, ${requestId}, f.id, (SELECT coalesce(max(o.version), 0) + 1 FROM opinions o WHERE o.request_id = ${requestId}), ${staff.personId}, ${language},
        ${seal(key, `opinions.content:${id}`, "{}")}, ${sealed}, clock_timestamp(), clock_timestamp()
      FROM referrals f WHERE f.request_id = ${requestId} AND f.facility_id = ${staff.facilityId} AND f.state = 'accepted'`);
    await record(tx, {
      actor: staff,
      action: "opinion.judged",
      subject: `request:${requestId}`,
      about: patientId,
    });
    await finish(tx, held.value);
    return ok(null);
  });
}

export type HeldOpinion = { held: Held; opinion: Opinion };

/** An opinion with its request held for an act on it, for somebody of the facility who reads it. */
export async function holdOpinion(
  tx: Tx,
  staff: Staff,
  opinionId: string,
  name: ActName,
  version?: number,
): Promise<Result<HeldOpinion, RequestReason>> {
  const found = await tx.row<{ requestId: string }>(
    sql`SELECT request_id AS "requestId" FROM opinions WHERE id::text = ${opinionId}`,
  );
  if (!found) return no("not-found");
  const held = await begin(tx, staff, found.requestId, name, { version });
  if (!held.ok) return held;
  await tx.row(sql`SELECT 1 FROM opinions WHERE id::text = ${opinionId} FOR UPDATE`);
  const opinion = await opinionById(opinionId, tx);
  return opinion ? ok({ held: held.value, opinion }) : no("not-found");
}

/** The same, for the one who writes it. */
export async function holdOwnOpinion(
  tx: Tx,
  staff: Staff,
  ...rest: [opinionId: string, name: ActName, version?: number]
): Promise<Result<HeldOpinion, RequestReason>> {
  const found = await holdOpinion(tx, staff, ...rest);
  return found.ok && found.value.opinion.authorId !== staff.personId ? no("not-found") : found;
}

/** Keeps the draft. Of two windows the older is told, and keeps nothing over the newer. */
export async function saveOpinion(
  staff: Staff,
  opinionId: string,
  revision: number,
  content: Content,
): Promise<Result<null, OpinionReason>> {
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const found = await holdOwnOpinion(tx, staff, opinionId, "saveDraft");
    if (!found.ok) return found;
    const { held, opinion } = found.value;
    if (opinion.revision !== revision) return no("stale");
    if (opinion.state !== "draft") return no("illegal");
    const sealed = seal(
      await personKey(tx, held.patientId),
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
      about: held.patientId,
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
    const found = await holdOwnOpinion(tx, staff, opinionId, "handIn", version);
    if (!found.ok) return found;
    const { held, opinion } = found.value;
    if (opinion.state !== "draft") return no("illegal");
    if (missingIn(opinion.content).length > 0) return no("missingFields");
    if (unprintable(Object.values(textsIn(opinion)).join("")).length > 0) return no("unprintable");
    if (await hasOpenComments(tx, opinion.id)) return no("comments");
    const reader = await tx.row<{ id: string }>(sql`
      SELECT g.person_id AS id FROM role_grants g WHERE g.facility_id = ${staff.facilityId} AND g.role = 'second-reader' AND g.ended_at IS NULL AND g.person_id <> ${staff.personId}
      ORDER BY ${isAway}, g.person_id = ${opinion.readerId}::uuid DESC NULLS LAST, (SELECT count(*) FROM assignments a WHERE a.person_id = g.person_id AND a.state = 'accepted'), g.person_id LIMIT 1`);
    if (!reader) return no("noReader");
    await tx.run(
      sql`UPDATE opinions SET state = 'second-reading', reader_id = ${reader.id}, agreed_at = NULL WHERE id = ${opinion.id}`,
    );
    await tx.run(sql`
      INSERT INTO assignments (request_id, referral_id, role, person_id, state, answered_at)
      SELECT ${held.id}, referral_id, 'second-reader', ${reader.id}, 'accepted', now() FROM opinions WHERE id = ${opinion.id}
      ON CONFLICT (request_id, role) WHERE state IN ('offered', 'accepted') DO NOTHING`);
    await record(tx, {
      actor: staff,
      action: "opinion.handed-in",
      subject: `opinion:${opinion.id}`,
      about: held.patientId,
    });
    await finish(tx, held);
    return ok(null);
  });
}

export const hasOpenComments = async (tx: Tx, opinionId: string): Promise<boolean> =>
  (await tx.row(
    sql`SELECT 1 FROM opinion_comments WHERE opinion_id = ${opinionId} AND answer IS NULL`,
  )) !== null;

/** An amendment: a new version on top of the signed one, which stays. */
export async function amendOpinion(
  staff: Staff,
  requestId: string,
  version: number,
  why: string,
): Promise<Result<null, OpinionReason>> {
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const held = await begin(tx, staff, requestId, "amend", { version });
    if (!held.ok) return held;
    const last = await tx.row<{ id: string }>(
      sql`SELECT id FROM opinions WHERE request_id = ${requestId} AND state = 'signed' AND author_id = ${staff.personId} ORDER BY version DESC LIMIT 1`,
    );
    const before = last && (await opinionById(last.id, tx));
    if (!before) return no("illegal");
    if (why === "") return no("incomplete");
    const key = await personKey(tx, held.value.patientId);
    const id = crypto.randomUUID();
    await tx.run(sql`
      INSERT INTO opinions (id, request_id, referral_id, version, author_id, reader_id, language, content, first_judgement, first_judgement_at, advice_opened_at)
      SELECT ${id}, request_id, referral_id, version + 1, author_id, reader_id, language, ${seal(key, `opinions.content:${id}`, JSON.stringify(before.content))},
        ${seal(key, `opinions.first_judgement:${id}`, before.firstJudgement ?? "")}, first_judgement_at, advice_opened_at FROM opinions WHERE id = ${before.id}`);
    await record(tx, {
      actor: staff,
      action: "opinion.begun",
      subject: `opinion:${id}`,
      about: held.value.patientId,
      detail: "amendment",
    });
    await finish(tx, held.value, "done", { why });
    return ok(null);
  });
}
