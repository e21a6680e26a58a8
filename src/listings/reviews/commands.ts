import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { type Change, changeById, hasOtherApprover } from "../changes/queries";
import type { ReviewReason } from "../changes/rules";
import { type Desk, type Draft, openDrafts } from "../drafts/queries";
import { type ListingRecord, publishedRelease, releaseNo } from "../releases/queries";
import { type Fields, hashOf, isSame, type Series } from "../releases/rules";
import { putOut } from "../timings/commands";

type Submitting = {
  recordId: number;
  language: Series;
  /** Asks the association instead of a colleague. */
  asksOffice?: boolean;
};

/** The record, locked, for somebody who may write in it. */
async function writable(tx: Tx, actor: Actor, desk: Desk, recordId: number) {
  const listing = await tx.row<ListingRecord>(
    sql`SELECT id, kind, key, source_language AS "sourceLanguage" FROM listing_records WHERE id = ${recordId} AND kind = ${desk.kind.name} FOR UPDATE`,
  );
  return listing && desk.mayWrite(actor, listing.key) ? listing : null;
}

/** Hands in every open draft of a language together: frozen, with the hash of what would be published. */
export async function submitSections(
  actor: Actor,
  desk: Desk,
  submitting: Submitting,
): Promise<Result<string, ReviewReason>> {
  return inTransaction(async (tx): Promise<Result<string, ReviewReason>> => {
    const listing = await writable(tx, actor, desk, submitting.recordId);
    if (!listing) return no("not-found");
    const drafts = await openDrafts(listing.id, submitting.language, tx);
    const current = await publishedRelease(listing.id, submitting.language, tx);
    const changed = drafts.filter(
      (draft) => !isSame(draft.value, current?.fields[draft.section] ?? null),
    );
    if (changed.length === 0) return no("nothing");
    if (await hasMoved(tx, changed, current?.fields ?? {})) return no("moved");
    const empty = await tx.row<{ fields: Fields }>(
      sql`SELECT ${desk.kind.read(sql`${listing.key}::text`, sql`${submitting.language}::text`)} AS fields`,
    );
    const frozen = {
      ...(current?.fields ?? empty?.fields),
      ...Object.fromEntries(changed.map((draft) => [draft.section, draft.value])),
    };
    const authors = [...new Set([...changed.flatMap((draft) => draft.authors), actor.personId])];
    const made = await freeze(tx, actor, desk, listing, {
      language: submitting.language,
      baseNo: current?.no ?? 0,
      sourceNo: oldest(changed.flatMap((draft) => draft.sourceNo ?? [])),
      frozen,
      sections: changed.map((draft) => draft.section),
      origin: "edit",
      authors,
      asksOffice: submitting.asksOffice ?? false,
    });
    if (!made.ok) return made;
    await tx.run(
      sql`UPDATE drafts SET state = 'submitted', change_id = ${made.value}, updated_at = now() WHERE id = ANY(${changed.map((draft) => draft.id)}::uuid[])`,
    );
    return made;
  });
}

/** Whether a section was published otherwise since its draft was begun. */
async function hasMoved(tx: Tx, drafts: readonly Draft[], current: Fields): Promise<boolean> {
  for (const draft of drafts) {
    const base = await releaseNo(draft.recordId, draft.language, draft.baseNo, tx);
    if (!isSame(base?.fields[draft.section] ?? null, current[draft.section] ?? null)) return true;
  }
  return false;
}

const oldest = (numbers: readonly number[]) => (numbers.length > 0 ? Math.min(...numbers) : null);

type Freezing = Pick<
  Change,
  "language" | "baseNo" | "sourceNo" | "frozen" | "sections" | "authors"
> & {
  origin: "edit" | "return";
  asksOffice: boolean;
};

async function freeze(
  tx: Tx,
  actor: Actor,
  desk: Desk,
  listing: ListingRecord,
  one: Freezing,
): Promise<Result<string, ReviewReason>> {
  const isForOffice =
    one.asksOffice || !(await hasOtherApprover(tx, desk, listing.key, one.authors));
  const made = await tx.row<{ id: string }>(sql`
    INSERT INTO changes (record_id, language, base_no, source_no, frozen, hash, sections, origin, authors, submitted_by, is_for_office, stops)
    VALUES (${listing.id}, ${one.language}, ${one.baseNo}, ${one.sourceNo}, ${JSON.stringify(one.frozen)}, ${hashOf(one.frozen)}, ${one.sections}, ${one.origin}, ${one.authors}::uuid[], ${actor.personId},
      ${isForOffice}, ${JSON.stringify(desk.stops(one.language, one.frozen))})
    ON CONFLICT (record_id, language) WHERE state IN ('waiting', 'approved', 'held') DO NOTHING RETURNING id`);
  if (!made) return no("waiting");
  await record(tx, {
    actor,
    action: "listing.submitted",
    subject: `change:${made.id}`,
    detail: one.language || "facts",
  });
  if (isForOffice)
    await notifyOffice(tx, "administrator", "listing-asked", made.id, actor.personId);
  else await tell(tx, desk.approvers(listing.key), one.authors, "listing-waiting", made.id);
  return ok(made.id);
}

async function tell(
  tx: Tx,
  people: ReturnType<Desk["people"]>,
  but: readonly string[],
  kind: "listing-waiting" | "listing-changed",
  subject: string,
) {
  const found = await tx.rows<{ id: string }>(
    sql`SELECT id FROM (${people}) p WHERE NOT id = ANY(${[...but]}::uuid[])`,
  );
  for (const { id } of found) await notify(tx, { personId: id, kind, subject });
}

/** Takes back what waits; its drafts go on. */
export async function withdraw(
  actor: Actor,
  desk: Desk,
  changeId: string,
): Promise<Result<null, ReviewReason>> {
  return inTransaction(async (tx): Promise<Result<null, ReviewReason>> => {
    const change = await changeById(desk.kind.name, changeId, tx, sql`FOR UPDATE OF c`);
    if (!change || !desk.mayWrite(actor, change.key)) return no("not-found");
    if (!["waiting", "held", "approved"].includes(change.state)) return no("stale");
    await tx.run(
      sql`UPDATE changes SET state = 'withdrawn', held_reason = NULL WHERE id = ${change.id}`,
    );
    await reopen(tx, change, "open");
    await record(tx, { actor, action: "listing.withdrawn", subject: `change:${change.id}` });
    return ok(null);
  });
}

/** The drafts of a change go on being written; one begun upon it meanwhile holds its words already, and stays. */
async function reopen(tx: Tx, change: Change, state: "open" | "returned") {
  await tx.run(sql`
    UPDATE drafts d SET state = CASE WHEN EXISTS (SELECT FROM drafts o WHERE o.record_id = d.record_id AND o.language = d.language AND o.section = d.section AND o.state IN ('open', 'returned'))
      THEN 'dropped' ELSE ${state} END, updated_at = now() WHERE d.change_id = ${change.id} AND d.state = 'submitted'`);
}

export type Deciding = {
  changeId: string;
  /** Of what the reviewer has read. */
  hash: string;
  answer: "approve" | "return";
  reason: string;
  comments?: readonly { field: string; body: string }[];
  publishAt?: Date | null;
  /** Why the association lets pass what the wording check stops. */
  overruled?: string;
};

/** Somebody who wrote none of it approves what they have read, or sends it back with a reason. */
export async function decide(
  actor: Actor,
  desk: Desk,
  deciding: Deciding,
  now = new Date(),
): Promise<Result<null, ReviewReason>> {
  return inTransaction(async (tx): Promise<Result<null, ReviewReason>> => {
    const change = await changeById(desk.kind.name, deciding.changeId, tx, sql`FOR UPDATE OF c`);
    if (!change || !desk.mayApprove(actor, change.key)) return no("not-found");
    if (change.authors.includes(actor.personId)) return no("own");
    if (!["waiting", "held"].includes(change.state) || change.hash !== deciding.hash)
      return no("stale");
    for (const { field, body } of deciding.comments ?? [])
      await tx.run(
        sql`INSERT INTO change_comments (change_id, field, body, person_id) VALUES (${change.id}, ${field}, ${body}, ${actor.personId})`,
      );
    const answer =
      deciding.answer === "return"
        ? await sendBack(tx, actor, change, deciding.reason, now)
        : await approve(tx, actor, desk, change, deciding, now);
    if (!answer.ok) return answer;
    await notify(tx, { personId: change.submittedBy, kind: "listing-decided", subject: change.id });
    return ok(null);
  });
}

async function sendBack(
  tx: Tx,
  actor: Actor,
  change: Change,
  reason: string,
  now: Date,
): Promise<Result<null, ReviewReason>> {
  if (reason === "") return no("no-comment");
  await tx.run(sql`
    UPDATE changes SET state = 'returned', held_reason = NULL, decided_by = ${actor.personId}, decided_at = ${now}, reason = ${reason} WHERE id = ${change.id}`);
  await reopen(tx, change, "returned");
  await record(tx, { actor, action: "listing.returned", subject: `change:${change.id}` });
  return ok(null);
}

async function approve(
  tx: Tx,
  actor: Actor,
  desk: Desk,
  change: Change,
  { reason, publishAt, overruled }: Deciding,
  now: Date,
): Promise<Result<null, ReviewReason>> {
  const isStopped = change.stops.length > 0;
  if (isStopped && (actor.kind !== "office" || !overruled)) return no("stops");
  const isLater = Boolean(publishAt && publishAt > now);
  await tx.run(sql`
    UPDATE changes SET state = 'approved', held_reason = NULL, decided_by = ${actor.personId}, decided_at = ${now}, reason = ${reason},
      overruled = ${isStopped ? (overruled ?? null) : null}, publish_at = ${isLater ? publishAt : null} WHERE id = ${change.id}`);
  await record(tx, {
    actor,
    action: isStopped ? "listing.overruled" : "listing.approved",
    subject: `change:${change.id}`,
  });
  if (isLater) return ok(null);
  return putOut(tx, desk, actor, { ...change, decidedBy: actor.personId, reason });
}

/** Asks for an earlier release again, as a new one; a second person approves it like any other change. */
export async function goBack(
  actor: Actor,
  desk: Desk,
  {
    recordId,
    language,
    releaseNumber,
  }: { recordId: number; language: Series; releaseNumber: number },
): Promise<Result<string, ReviewReason>> {
  return inTransaction(async (tx): Promise<Result<string, ReviewReason>> => {
    const listing = await writable(tx, actor, desk, recordId);
    const earlier = listing && (await releaseNo(recordId, language, releaseNumber, tx));
    const current = await publishedRelease(recordId, language, tx);
    if (!listing || !earlier || !current) return no("not-found");
    if (isSame(earlier.fields, current.fields)) return no("nothing");
    return freeze(tx, actor, desk, listing, {
      language,
      baseNo: current.no,
      sourceNo: earlier.basedNo,
      frozen: earlier.fields,
      sections: Object.keys(earlier.fields).filter(
        (section) => !isSame(earlier.fields[section], current.fields[section]),
      ),
      origin: "return",
      authors: [actor.personId],
      asksOffice: false,
    });
  });
}
