import "server-only";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { type Language, languages } from "@/platform/i18n/rules";
import {
  type Confirmation,
  canonical,
  type Fields,
  type Json,
  type Origin,
  type Series,
  type TextState,
  type UnitState,
  unitState,
} from "./rules";

/** How records of one kind are read from and written to the tables that public pages read. */
export type Kind = {
  name: string;
  /** The sections of the facts, and those of a language. */
  facts: readonly string[];
  texts: readonly string[];
  /** The fields of a series as the tables say them; `key` is SQL of the type text. */
  read: (key: Sql, series: Sql) => Sql;
  /** All keys of this kind, as a query with one column `key`. */
  keys: Sql;
  /** Makes the tables say these fields. What it is handed was read back before the transaction may end. */
  write: (
    tx: Tx,
    key: string,
    series: Series,
    fields: Fields,
    before: Fields | null,
  ) => Promise<void>;
  /** The texts of a language that are translated, by field. */
  units: (fields: Fields) => Record<string, string>;
  /** What can have a proof of its own, by field. */
  claims: (fields: Fields) => Record<string, Json>;
  /** The fields without one claim. */
  without: (fields: Fields, claim: string) => Fields;
  /** Shows who stands behind a claim; null: nobody any more. */
  confirm: (tx: Tx, key: string, claim: string, by: Confirmation | null) => Promise<void>;
  /** Shows readers in which state a language's texts are. */
  mark: (tx: Tx, key: string, language: Language, state: TextState) => Promise<void>;
};

export type Reader = Pick<Tx, "rows" | "row">;
/** Outside of a transaction. */
export const plain: Reader = { rows, row };

export type ListingRecord = { id: number; kind: string; key: string; sourceLanguage: Language };

export const recordOf = (kind: string, key: string, reader: Reader = plain) =>
  reader.row<ListingRecord>(
    sql`SELECT id, kind, key, source_language AS "sourceLanguage" FROM listing_records WHERE kind = ${kind} AND key = ${key}`,
  );

export const recordById = (id: number, reader: Reader = plain) =>
  reader.row<ListingRecord>(
    sql`SELECT id, kind, key, source_language AS "sourceLanguage" FROM listing_records WHERE id = ${id}`,
  );

export type Release = {
  language: Series;
  no: number;
  fields: Fields;
  hash: string;
  basedLanguage: Language | null;
  basedNo: number | null;
  origin: Origin;
  changeId: string | null;
  writtenBy: string[];
  approvedBy: string | null;
  isSkipped: boolean;
  reason: string;
  at: Date;
};
const columns = sql`r.language, r.no, r.fields, r.hash, r.based_language AS "basedLanguage", r.based_no AS "basedNo", r.origin, r.change_id AS "changeId",
  r.written_by::text[] AS "writtenBy", r.approved_by AS "approvedBy", r.is_skipped AS "isSkipped", r.reason, r.at`;

/** The published release of one series; null where nothing was published yet. */
export const publishedRelease = (recordId: number, series: Series, reader: Reader = plain) =>
  reader.row<Release>(sql`
    SELECT ${columns} FROM publications p JOIN releases r USING (record_id, language, no)
    WHERE p.record_id = ${recordId} AND p.language = ${series}`);

export const publishedReleases = (recordId: number, reader: Reader = plain) =>
  reader.rows<Release>(sql`
    SELECT ${columns} FROM publications p JOIN releases r USING (record_id, language, no) WHERE p.record_id = ${recordId} ORDER BY r.language`);

export const releaseNo = (recordId: number, series: Series, no: number, reader: Reader = plain) =>
  reader.row<Release>(
    sql`SELECT ${columns} FROM releases r WHERE r.record_id = ${recordId} AND r.language = ${series} AND r.no = ${no}`,
  );

export type Unit = {
  field: string;
  language: Language;
  text: string;
  sourceText: string;
  state: UnitState;
  acceptedText: string | null;
  method: string | null;
  checkedBy: string | null;
  checkedAt: Date | null;
};

/** Every translated text of a record in every language but its first, with its state. */
export async function unitsOf(
  kind: Kind,
  record: ListingRecord,
  reader: Reader = plain,
): Promise<Unit[]> {
  const published = new Map(
    (await publishedReleases(record.id, reader)).map((one) => [one.language, one.fields]),
  );
  type Known = Omit<Unit, "text" | "sourceText" | "state"> & {
    acceptedHash: string;
    method: string;
  };
  const known = await reader.rows<Known>(sql`
    SELECT field, language, accepted_hash AS "acceptedHash", accepted_text AS "acceptedText", method, checked_by AS "checkedBy", checked_at AS "checkedAt"
    FROM translation_units WHERE record_id = ${record.id}`);
  const source = kind.units(published.get(record.sourceLanguage) ?? {});
  return languages
    .filter((language) => language !== record.sourceLanguage)
    .flatMap((language) => {
      const texts = kind.units(published.get(language) ?? {});
      return Object.entries(source)
        .filter(([, sourceText]) => sourceText !== "")
        .map(([field, sourceText]) => {
          const unit = known.find((one) => one.field === field && one.language === language);
          const text = texts[field] ?? "";
          return {
            field,
            language,
            text,
            sourceText,
            state: unitState(text, sourceText, unit),
            acceptedText: unit?.acceptedText ?? null,
            method: unit?.method ?? null,
            checkedBy: unit?.checkedBy ?? null,
            checkedAt: unit?.checkedAt ?? null,
          };
        });
    });
}

export type Disagreement = { key: string; series: string; released: Fields | null; shown: Fields };

/** Series in which the tables that pages read say something else than the newest release; none, if all is well. */
export async function disagreements(kind: Kind, reader: Reader = plain): Promise<Disagreement[]> {
  const shown = await reader.rows<Disagreement>(sql`
    SELECT k.key, s.series, r.fields AS released, ${kind.read(sql`k.key`, sql`s.series`)} AS shown
    FROM (${kind.keys}) k CROSS JOIN unnest(${["", ...languages]}::text[]) AS s(series)
      LEFT JOIN listing_records l ON l.kind = ${kind.name} AND l.key = k.key
      LEFT JOIN publications p ON p.record_id = l.id AND p.language = s.series
      LEFT JOIN releases r ON r.record_id = l.id AND r.language = p.language AND r.no = p.no
    WHERE r.fields IS DISTINCT FROM ${kind.read(sql`k.key`, sql`s.series`)}`);
  return shown.filter(({ released, shown }) => released !== null || !isEmpty(shown));
}

/** Fields that say nothing: a language without a text. */
const isEmpty = (fields: Fields): boolean =>
  Object.values(fields).every((value) =>
    /^(?:\[\]|\{\}|\{(?:"\w+":"",?)+\})$/.test(canonical(value)),
  );
