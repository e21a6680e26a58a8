import "server-only";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import type { Desk } from "../drafts/queries";
import { settleStates } from "../releases/commands";
import { type ListingRecord, type Unit, unitsOf } from "../releases/queries";
import { textHash } from "../releases/rules";

type Reason = "not-found" | "nothing" | "notAllowed" | "stale";
type Before = { language: Language; hash: string; text: string; by: string | null }[];

async function locked(tx: Tx, actor: Actor, desk: Desk, recordId: number) {
  const listing = await tx.row<ListingRecord>(
    sql`SELECT id, kind, key, source_language AS "sourceLanguage" FROM listing_records WHERE id = ${recordId} AND kind = ${desk.kind.name} FOR UPDATE`,
  );
  return listing && desk.mayWrite(actor, listing.key) ? listing : null;
}

/** Lets checked translations count for the source as it is published now, and keeps what they counted for before. */
async function accept(
  tx: Tx,
  actor: Actor,
  desk: Desk,
  listing: ListingRecord,
  kind: "meaning-unchanged" | "still-right",
  units: readonly Unit[],
): Promise<Result<null, Reason>> {
  const [first] = units;
  if (!first) return no("nothing");
  const languages = units.map((unit) => unit.language);
  const before = await tx.rows<Before[number]>(sql`
    SELECT language, accepted_hash AS hash, accepted_text AS text, checked_by AS by FROM translation_units
    WHERE record_id = ${listing.id} AND field = ${first.field} AND language = ANY(${languages}::text[])`);
  await tx.run(sql`
    UPDATE translation_units SET accepted_hash = ${textHash(first.sourceText)}, accepted_text = ${first.sourceText}, checked_at = now(), checked_by = ${actor.personId},
      method = CASE WHEN ${kind} = 'still-right' THEN 'human' ELSE method END
    WHERE record_id = ${listing.id} AND field = ${first.field} AND language = ANY(${languages}::text[])`);
  await tx.run(sql`
    INSERT INTO translation_acts (record_id, field, kind, languages, before, source_hash, person_id)
    VALUES (${listing.id}, ${first.field}, ${kind}, ${languages}, ${JSON.stringify(before)}, ${textHash(first.sourceText)}, ${actor.personId})`);
  await settleStates(tx, desk.kind, listing);
  await record(tx, {
    actor,
    action: `listing.${kind}`,
    subject: `listing:${listing.id}`,
    detail: languages.join(" "),
  });
  return ok(null);
}

/** The source was changed in its words alone: every translation that a person had checked goes on counting. */
export async function meaningUnchanged(
  actor: Actor,
  desk: Desk,
  recordId: number,
  field: string,
): Promise<Result<null, Reason>> {
  return inTransaction(async (tx): Promise<Result<null, Reason>> => {
    const listing = await locked(tx, actor, desk, recordId);
    if (!listing) return no("not-found");
    const units = (await unitsOf(desk.kind, listing, tx)).filter(
      (unit) => unit.field === field && unit.state === "outdated" && unit.method !== "machine",
    );
    return accept(tx, actor, desk, listing, "meaning-unchanged", units);
  });
}

/** One translation was read against the source as it is now, and needs no other words. */
export async function stillRight(
  actor: Actor,
  desk: Desk,
  recordId: number,
  field: string,
  language: Language,
): Promise<Result<null, Reason>> {
  return inTransaction(async (tx): Promise<Result<null, Reason>> => {
    const listing = await locked(tx, actor, desk, recordId);
    if (!listing) return no("not-found");
    const units = (await unitsOf(desk.kind, listing, tx)).filter(
      (unit) =>
        unit.field === field &&
        unit.language === language &&
        ["outdated", "machine"].includes(unit.state),
    );
    return accept(tx, actor, desk, listing, "still-right", units);
  });
}

/** Takes such a word back, for the translations that nothing else was said of since. */
export async function undoAct(
  actor: Actor,
  desk: Desk,
  actId: string,
): Promise<Result<null, Reason>> {
  return inTransaction(async (tx): Promise<Result<null, Reason>> => {
    const act = await tx.row<{
      recordId: number;
      field: string;
      kind: string;
      before: Before;
      sourceHash: string;
    }>(sql`
      SELECT record_id AS "recordId", field, kind, before, source_hash AS "sourceHash" FROM translation_acts WHERE id::text = ${actId} AND undone_at IS NULL FOR UPDATE`);
    const listing = act && (await locked(tx, actor, desk, act.recordId));
    if (!act || !listing) return no("not-found");
    for (const { language, hash, text, by } of act.before)
      await tx.run(sql`
        UPDATE translation_units SET accepted_hash = ${hash}, accepted_text = ${text}, checked_by = ${by}, method = CASE WHEN ${by}::uuid IS NULL THEN 'machine' ELSE method END
        WHERE record_id = ${listing.id} AND field = ${act.field} AND language = ${language} AND accepted_hash = ${act.sourceHash}`);
    await tx.run(
      sql`UPDATE translation_acts SET undone_at = now(), undone_by = ${actor.personId} WHERE id::text = ${actId}`,
    );
    await settleStates(tx, desk.kind, listing);
    await record(tx, {
      actor,
      action: "listing.translation-undone",
      subject: `listing:${listing.id}`,
      detail: act.kind,
    });
    return ok(null);
  });
}
