import "server-only";
import type { Actor } from "@/platform/actor";
import { rows, type Sql, sql } from "@/platform/db/sql";
import { type Kind, type ListingRecord, plain, type Reader } from "../releases/queries";
import type { Json, Series } from "../releases/rules";
import type { DraftState, Stop } from "./rules";

/** What a kind of record lets whom do: each kind hands in its own. */
export type Desk = {
  kind: Kind;
  mayWrite: (actor: Actor, key: string) => boolean;
  mayApprove: (actor: Actor, key: string) => boolean;
  maySkip: (actor: Actor, key: string) => boolean;
  /** The people of the record who can approve, as a query with one column `id`. */
  approvers: (key: string) => Sql;
  /** What of these fields must not be said, by field; only the association overrules it. */
  stops: (series: Series, fields: { [section: string]: Json }) => Stop[];
  /** Where the facility, partner … itself reads what happened to it. */
  people: (key: string) => Sql;
};

export type Draft = {
  id: string;
  recordId: number;
  language: Series;
  section: string;
  baseNo: number;
  sourceNo: number | null;
  value: Json;
  version: number;
  authors: string[];
  state: DraftState;
  changeId: string | null;
  updatedAt: Date;
};
const columns = sql`d.id, d.record_id AS "recordId", d.language, d.section, d.base_no AS "baseNo", d.source_no AS "sourceNo", d.value, d.version, d.authors::text[] AS authors, d.state, d.change_id AS "changeId", d.updated_at AS "updatedAt"`;

/** What is being written of a series, section by section. */
export const openDrafts = (recordId: number, series: Series, reader: Reader = plain) =>
  reader.rows<Draft>(sql`
    SELECT ${columns} FROM drafts d WHERE d.record_id = ${recordId} AND d.language = ${series} AND d.state IN ('open', 'returned') ORDER BY d.section`);

export const draftsOfRecord = (recordId: number) =>
  rows<Draft>(sql`
    SELECT ${columns} FROM drafts d WHERE d.record_id = ${recordId} AND d.state IN ('open', 'returned', 'aside') ORDER BY d.updated_at DESC LIMIT 200`);

export const openDraft = (
  recordId: number,
  series: Series,
  section: string,
  reader: Reader = plain,
) =>
  reader.row<Draft>(sql`
    SELECT ${columns} FROM drafts d WHERE d.record_id = ${recordId} AND d.language = ${series} AND d.section = ${section} AND d.state IN ('open', 'returned')`);

/** What one's own text lost against, and lies aside since. */
export const asideDraft = (
  recordId: number,
  series: Series,
  section: string,
  personId: string,
  reader: Reader = plain,
) =>
  reader.row<Draft>(sql`
    SELECT ${columns} FROM drafts d WHERE d.record_id = ${recordId} AND d.language = ${series} AND d.section = ${section} AND d.state = 'aside' AND d.authors[1] = ${personId}::uuid
    ORDER BY d.updated_at DESC LIMIT 1`);

/** Who else has a section open, seen in the last two minutes. */
export const othersHere = (actor: Actor, record: ListingRecord, series: Series, section: string) =>
  rows<{ personId: string }>(sql`
    SELECT person_id AS "personId" FROM presences WHERE record_id = ${record.id} AND language = ${series} AND section = ${section} AND person_id <> ${actor.personId}
      AND seen_at > now() - interval '2 minutes' ORDER BY seen_at DESC LIMIT 5`);
