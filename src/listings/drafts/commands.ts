import "server-only";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { type ListingRecord, publishedRelease, recordById } from "../releases/queries";
import { isSame, type Json, type Series } from "../releases/rules";
import { asideDraft, type Desk, openDraft } from "./queries";
import type { DraftReason, Saved } from "./rules";

export type Place = { recordId: number; language: Series; section: string };
type Saving = Place & {
  /** The version that the form was made from; 0 where nobody had begun. */
  version: number;
  value: Json;
  /** Of a translation: the source's release that stood beside the form. */
  sourceNo?: number | null;
};

/** The record, locked, for somebody who may write in it. */
async function writable(tx: Tx, actor: Actor, desk: Desk, recordId: number) {
  const listing = await tx.row<ListingRecord>(
    sql`SELECT id, kind, key, source_language AS "sourceLanguage" FROM listing_records WHERE id = ${recordId} AND kind = ${desk.kind.name} FOR UPDATE`,
  );
  return listing && desk.mayWrite(actor, listing.key) ? listing : null;
}

const isSection = (desk: Desk, { language, section }: Place) =>
  (language === "" ? desk.kind.facts : desk.kind.texts).includes(section);

/**
 * Keeps what somebody writes in a section. Whoever was quicker keeps the draft; the other's text is kept aside as
 * their own, to be put together with it.
 */
export async function saveDraft(
  actor: Actor,
  desk: Desk,
  saving: Saving,
): Promise<Result<Saved, DraftReason>> {
  if (!isSection(desk, saving)) return no("not-found");
  return inTransaction(async (tx): Promise<Result<Saved, DraftReason>> => {
    if (!(await writable(tx, actor, desk, saving.recordId))) return no("not-found");
    const there = await openDraft(saving.recordId, saving.language, saving.section, tx);
    if (!there) return ok(await begin(tx, actor, saving));
    if (there.version === saving.version || isSame(there.value, saving.value))
      return ok(await goOn(tx, actor, there, saving));
    return ok(await keepAside(tx, actor, saving, there.version));
  });
}

async function begin(tx: Tx, actor: Actor, saving: Saving): Promise<Saved> {
  const release = await publishedRelease(saving.recordId, saving.language, tx);
  const made = await tx.row<{ id: string }>(sql`
    INSERT INTO drafts (record_id, language, section, base_no, source_no, value, authors)
    VALUES (${saving.recordId}, ${saving.language}, ${saving.section}, ${release?.no ?? 0}, ${saving.sourceNo ?? null}, ${JSON.stringify(saving.value)}, ARRAY[${actor.personId}::uuid]) RETURNING id`);
  return { draftId: made?.id ?? "", version: 1, outcome: "saved" };
}

async function goOn(
  tx: Tx,
  actor: Actor,
  there: { id: string; version: number; value: Json },
  { value, sourceNo }: Saving,
): Promise<Saved> {
  if (isSame(there.value, value))
    return { draftId: there.id, version: there.version, outcome: "saved" };
  await tx.run(sql`
    UPDATE drafts SET value = ${JSON.stringify(value)}, source_no = ${sourceNo ?? null}, version = version + 1, updated_at = now(), state = 'open',
      authors = CASE WHEN ${actor.personId}::uuid = ANY (authors) THEN authors ELSE authors || ${actor.personId}::uuid END
    WHERE id = ${there.id} AND version = ${there.version}`);
  return { draftId: there.id, version: there.version + 1, outcome: "saved" };
}

async function keepAside(
  tx: Tx,
  actor: Actor,
  { recordId, language, section, value }: Saving,
  version: number,
): Promise<Saved> {
  const own = await asideDraft(recordId, language, section, actor.personId, tx);
  if (own) {
    await tx.run(
      sql`UPDATE drafts SET value = ${JSON.stringify(value)}, version = version + 1, updated_at = now() WHERE id = ${own.id}`,
    );
    return { draftId: own.id, version, outcome: "aside" };
  }
  const release = await publishedRelease(recordId, language, tx);
  const made = await tx.row<{ id: string }>(sql`
    INSERT INTO drafts (record_id, language, section, base_no, value, authors, state)
    VALUES (${recordId}, ${language}, ${section}, ${release?.no ?? 0}, ${JSON.stringify(value)}, ARRAY[${actor.personId}::uuid], 'aside') RETURNING id`);
  return { draftId: made?.id ?? "", version, outcome: "aside" };
}

/** What was put together of both goes on as the draft; one's own text aside is no longer needed, and stays in its row. */
export async function settleConflict(
  actor: Actor,
  desk: Desk,
  saving: Saving,
): Promise<Result<Saved, DraftReason>> {
  return inTransaction(async (tx): Promise<Result<Saved, DraftReason>> => {
    if (!(await writable(tx, actor, desk, saving.recordId))) return no("not-found");
    const there = await openDraft(saving.recordId, saving.language, saving.section, tx);
    if (there && there.version !== saving.version) return no("moved");
    const saved = there ? await goOn(tx, actor, there, saving) : await begin(tx, actor, saving);
    await tx.run(sql`
      UPDATE drafts SET state = 'dropped', updated_at = now() WHERE record_id = ${saving.recordId} AND language = ${saving.language} AND section = ${saving.section}
        AND state = 'aside' AND authors[1] = ${actor.personId}::uuid`);
    return ok(saved);
  });
}

/** Puts a draft upon the newest release, once its writer has seen what was published meanwhile. */
export async function rebase(
  actor: Actor,
  desk: Desk,
  { recordId, language, section }: Place,
): Promise<Result<null, DraftReason>> {
  return inTransaction(async (tx): Promise<Result<null, DraftReason>> => {
    if (!(await writable(tx, actor, desk, recordId))) return no("not-found");
    const release = await publishedRelease(recordId, language, tx);
    await tx.run(sql`
      UPDATE drafts SET base_no = ${release?.no ?? 0}, updated_at = now() WHERE record_id = ${recordId} AND language = ${language} AND section = ${section} AND state IN ('open', 'returned')`);
    return ok(null);
  });
}

/** Leaves a draft. What stood in it stays in its row. */
export async function dropDraft(
  actor: Actor,
  desk: Desk,
  draftId: string,
): Promise<Result<null, DraftReason>> {
  return inTransaction(async (tx): Promise<Result<null, DraftReason>> => {
    const found = await tx.row<{ recordId: number }>(
      sql`SELECT record_id AS "recordId" FROM drafts WHERE id::text = ${draftId}`,
    );
    if (!found || !(await writable(tx, actor, desk, found.recordId))) return no("not-found");
    const dropped = await tx.run(
      sql`UPDATE drafts SET state = 'dropped', updated_at = now() WHERE id::text = ${draftId} AND state IN ('open', 'returned', 'aside')`,
    );
    if (dropped !== 1) return no("nothing");
    await record(tx, { actor, action: "listing.draft-dropped", subject: `draft:${draftId}` });
    return ok(null);
  });
}

/** Says that somebody has a section open. Nothing is locked by it. */
export async function sayHere(
  actor: Actor,
  desk: Desk,
  { recordId, language, section }: Place,
): Promise<void> {
  await inTransaction(async (tx) => {
    const listing = await recordById(recordId, tx);
    if (!listing || !desk.mayWrite(actor, listing.key)) return ok(null);
    await tx.run(sql`
      INSERT INTO presences (record_id, language, section, person_id) VALUES (${recordId}, ${language}, ${section}, ${actor.personId})
      ON CONFLICT (record_id, language, section, person_id) DO UPDATE SET seen_at = now()`);
    return ok(null);
  });
}
