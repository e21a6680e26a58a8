import "server-only";
import type { Actor } from "@/platform/actor";
import { type Outsider, record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { type Language, languages } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { type Kind, type ListingRecord, publishedRelease, releaseNo, unitsOf } from "./queries";
import {
  canonical,
  type Fields,
  hashOf,
  type Origin,
  type Series,
  shownState,
  textHash,
} from "./rules";

export type Publishing = {
  recordId: number;
  language: Series;
  /** The release that this one follows; another one meanwhile, and nothing happens. 0: the first. */
  baseNo: number;
  fields: Fields;
  origin: Origin;
  changeId?: string;
  writtenBy: readonly string[];
  approvedBy?: string | null;
  isSkipped?: boolean;
  reason?: string;
  /** Of a translation: the source's release that its writer saw, and the fields it was checked for. */
  translated?: {
    sourceNo: number;
    fields: readonly string[];
    method: "human" | "machine" | "import";
  };
};

/** The record of something that is published, made where there is none yet. */
export async function openRecord(
  tx: Tx,
  kind: string,
  key: string,
  sourceLanguage: Language = "en",
): Promise<ListingRecord> {
  await tx.run(
    sql`INSERT INTO listing_records (kind, key, source_language) VALUES (${kind}, ${key}, ${sourceLanguage}) ON CONFLICT (kind, key) DO NOTHING`,
  );
  const found = await tx.row<ListingRecord>(
    sql`SELECT id, kind, key, source_language AS "sourceLanguage" FROM listing_records WHERE kind = ${kind} AND key = ${key} FOR UPDATE`,
  );
  if (!found) throw new Error("a record that was made is not there");
  return found;
}

/**
 * The one way in which anything is published: save, import, going back, timed release, merge. Moves the pointer from
 * the release that the caller knew, writes the new one, and makes the tables that pages read say it, in the caller's
 * transaction. Two at once: one is told that the release has moved.
 */
export async function publish(
  tx: Tx,
  kind: Kind,
  actor: Actor | Outsider,
  one: Publishing,
): Promise<Result<number, "moved">> {
  const listing = await tx.row<ListingRecord>(
    sql`SELECT id, kind, key, source_language AS "sourceLanguage" FROM listing_records WHERE id = ${one.recordId} FOR UPDATE`,
  );
  if (!listing || listing.kind !== kind.name) throw new Error("published under the wrong kind");
  const before = await publishedRelease(listing.id, one.language, tx);
  if ((before?.no ?? 0) !== one.baseNo) return no("moved");
  const next = one.baseNo + 1;
  await addRelease(tx, listing, next, one);
  await kind.write(
    tx,
    listing.key,
    one.language,
    one.fields,
    await shownNow(tx, kind, listing, one),
  );
  if (one.language === "") await settleProofs(tx, kind, listing, one.fields);
  else if (one.translated) await acceptTranslation(tx, kind, listing, one);
  await settleStates(tx, kind, listing);
  await assertShown(tx, kind, listing, one);
  await record(tx, {
    actor,
    action: "listing.published",
    subject: `listing:${listing.id}`,
    detail: `${one.language || "facts"}:${next}:${one.origin}`,
  });
  return ok(next);
}

async function addRelease(tx: Tx, listing: ListingRecord, next: number, one: Publishing) {
  const source = one.translated
    ? await releaseNo(listing.id, listing.sourceLanguage, one.translated.sourceNo, tx)
    : null;
  await tx.run(sql`
    INSERT INTO releases (record_id, language, no, fields, hash, based_language, based_no, based_hash, origin, change_id, written_by, approved_by, is_skipped, reason)
    VALUES (${listing.id}, ${one.language}, ${next}, ${JSON.stringify(one.fields)}, ${hashOf(one.fields)}, ${source?.language ?? null}, ${source?.no ?? null}, ${source?.hash ?? null},
      ${one.origin}, ${one.changeId ?? null}, ${[...one.writtenBy]}::uuid[], ${one.approvedBy ?? null}, ${one.isSkipped ?? false}, ${one.reason ?? ""})`);
  const moved = await tx.run(sql`
    INSERT INTO publications AS p (record_id, language, no) VALUES (${listing.id}, ${one.language}, ${next})
    ON CONFLICT (record_id, language) DO UPDATE SET no = excluded.no WHERE p.no = ${one.baseNo}`);
  if (moved !== 1) throw new Error("the pointer moved under the lock of its record");
}

async function shownNow(tx: Tx, kind: Kind, { key }: ListingRecord, { language }: Publishing) {
  const shown = await tx.row<{ fields: Fields }>(
    sql`SELECT ${kind.read(sql`${key}::text`, sql`${language}::text`)} AS fields`,
  );
  return shown?.fields ?? null;
}

/** What was written is read back: a release that the pages would not show as it is does not come about. */
async function assertShown(tx: Tx, kind: Kind, listing: ListingRecord, one: Publishing) {
  const shown = await shownNow(tx, kind, listing, one);
  if (canonical(shown) !== canonical(one.fields))
    throw new Error(`the pages would not show the release of ${kind.name} in "${one.language}"`);
}

/** A changed or removed value has no proof any more; what still has one is shown with it. */
async function settleProofs(tx: Tx, kind: Kind, listing: ListingRecord, fields: Fields) {
  const claims = kind.claims(fields);
  const proofs = await tx.rows<{
    id: string;
    field: string;
    valueHash: string;
    by: "facility" | "association";
    on: string;
  }>(sql`
    SELECT id, field, value_hash AS "valueHash", confirmed_by AS by, from_on::text AS on FROM claim_proofs WHERE record_id = ${listing.id} AND ended_at IS NULL`);
  for (const { id, field, valueHash, by, on } of proofs) {
    const isKept = field in claims && hashOf(claims[field]) === valueHash;
    if (!isKept)
      await tx.run(
        sql`UPDATE claim_proofs SET ended_at = now(), end_reason = ${field in claims ? "value-changed" : "value-removed"} WHERE id = ${id}`,
      );
    if (field in claims) await kind.confirm(tx, listing.key, field, isKept ? { by, on } : null);
  }
}

async function acceptTranslation(tx: Tx, kind: Kind, listing: ListingRecord, one: Publishing) {
  const { sourceNo, fields, method } = one.translated as NonNullable<Publishing["translated"]>;
  const source = await releaseNo(listing.id, listing.sourceLanguage, sourceNo, tx);
  const texts = kind.units(source?.fields ?? {});
  for (const field of fields)
    await tx.run(sql`
      INSERT INTO translation_units (record_id, field, language, source_language, accepted_hash, accepted_text, method, checked_by, checked_at)
      VALUES (${listing.id}, ${field}, ${one.language}, ${listing.sourceLanguage}, ${textHash(texts[field] ?? "")}, ${texts[field] ?? ""}, ${method},
        ${method === "machine" ? null : (one.approvedBy ?? one.writtenBy[0] ?? null)}, ${method === "machine" ? null : new Date()})
      ON CONFLICT (record_id, field, language) DO UPDATE SET source_language = excluded.source_language, accepted_hash = excluded.accepted_hash, accepted_text = excluded.accepted_text,
        method = excluded.method, checked_by = excluded.checked_by, checked_at = excluded.checked_at`);
}

/** Tells readers anew in which state each language is. No text changes by it. */
export async function settleStates(tx: Tx, kind: Kind, listing: ListingRecord) {
  const units = await unitsOf(kind, listing, tx);
  for (const language of languages) {
    if (language === listing.sourceLanguage) {
      await kind.mark(tx, listing.key, language, "original");
      continue;
    }
    const states = units
      .filter((unit) => unit.language === language && unit.state !== "missing")
      .map((unit) => unit.state);
    if (states.length > 0) await kind.mark(tx, listing.key, language, shownState(states));
  }
}
