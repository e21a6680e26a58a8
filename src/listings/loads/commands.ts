import "server-only";
import { system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { openRecord, publish, settleStates } from "../releases/commands";
import { type Disagreement, disagreements, type Kind, publishedRelease } from "../releases/queries";
import {
  canonical,
  type Fields,
  hashOf,
  mergeLoaded,
  type Series,
  textHash,
} from "../releases/rules";

type Origin = "seed" | "import";
export type Taken = { released: number; kept: string[] };

/**
 * After reference data or a register was written into the tables themselves: what differs from the newest release
 * becomes a release. What people have published otherwise since the last load is put back, and named.
 */
export async function takeIn(tx: Tx, kind: Kind, origin: Origin, reason: string): Promise<Taken> {
  const differing = await disagreements(kind, tx);
  const fresh = differing.filter((one) => one.released === null);
  await addFirst(tx, kind, fresh, origin, reason);
  const kept: string[] = [];
  for (const one of differing.filter(({ released }) => released !== null))
    kept.push(...(await takeOne(tx, kind, one, origin, reason)));
  return { released: differing.length, kept };
}

/** First releases, many at a time: the tables say them already. */
async function addFirst(
  tx: Tx,
  kind: Kind,
  fresh: readonly Disagreement[],
  origin: Origin,
  reason: string,
) {
  const english = new Map(
    fresh.filter(({ series }) => series === "en").map(({ key, shown }) => [key, kind.units(shown)]),
  );
  for (let at = 0; at < fresh.length; at += 500) {
    const rows = fresh.slice(at, at + 500).map(({ key, series, shown }) => ({
      key,
      language: series,
      fields: shown,
      hash: hashOf(shown),
    }));
    const units = rows
      .filter(({ language }) => language !== "" && language !== "en")
      .flatMap(({ key, language, fields }) =>
        Object.keys(kind.units(fields)).map((field) => {
          const text = english.get(key)?.[field] ?? "";
          return { key, language, field, text, hash: textHash(text) };
        }),
      );
    await tx.run(sql`
      INSERT INTO listing_records (kind, key) SELECT DISTINCT ${kind.name}, key FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(key text) ON CONFLICT DO NOTHING`);
    await tx.run(sql`
      WITH added AS (
        INSERT INTO releases (record_id, language, no, fields, hash, origin, written_by, reason)
        SELECT l.id, n.language, 1, n.fields, n.hash, ${origin}, '{}', ${reason}
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(key text, language text, fields jsonb, hash text) JOIN listing_records l ON l.kind = ${kind.name} AND l.key = n.key
        RETURNING record_id, language, no)
      INSERT INTO publications (record_id, language, no) SELECT record_id, language, no FROM added`);
    await tx.run(sql`
      INSERT INTO translation_units (record_id, field, language, source_language, accepted_hash, accepted_text, method)
      SELECT l.id, n.field, n.language, 'en', n.hash, n.text, 'machine'
      FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS n(key text, language text, field text, text text, hash text) JOIN listing_records l ON l.kind = ${kind.name} AND l.key = n.key
      ON CONFLICT DO NOTHING`);
  }
}

/** A series that had releases: what people published since stays, the rest is taken as loaded. */
async function takeOne(
  tx: Tx,
  kind: Kind,
  { key, series, shown }: Disagreement,
  origin: Origin,
  reason: string,
): Promise<string[]> {
  const listing = await openRecord(tx, kind.name, key);
  const language = series as Series;
  const current = await publishedRelease(listing.id, language, tx);
  if (!current) throw new Error("a published series has no release");
  const base = await lastLoaded(tx, listing.id, language);
  const { fields, kept } = base
    ? mergeLoaded(shown, base, current.fields)
    : { fields: current.fields, kept: kind.texts };
  if (canonical(fields) === canonical(current.fields)) {
    await kind.write(tx, key, language, current.fields, shown);
    await settleStates(tx, kind, listing);
  } else {
    const source = await publishedRelease(listing.id, listing.sourceLanguage, tx);
    const answer = await publish(tx, kind, system, {
      recordId: listing.id,
      language,
      baseNo: current.no,
      fields,
      origin,
      writtenBy: [],
      reason,
      ...(source && language !== "" && language !== listing.sourceLanguage && kept.length === 0
        ? {
            translated: {
              sourceNo: source.no,
              fields: Object.keys(kind.units(fields)),
              method: "machine" as const,
            },
          }
        : {}),
    });
    if (!answer.ok) throw new Error("a load was overtaken under its lock");
  }
  return kept.map((section) => `${kind.name} ${key}, ${series || "facts"}: ${section}`);
}

const lastLoaded = async (tx: Tx, recordId: number, language: Series | Language) =>
  (
    await tx.row<{ fields: Fields }>(sql`
      SELECT fields FROM releases WHERE record_id = ${recordId} AND language = ${language} AND origin IN ('seed', 'import') ORDER BY no DESC LIMIT 1`)
  )?.fields;
