import "server-only";
import { nameOf } from "@/accounts/people/queries";
import type { Actor } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { keyColumns, type WrappedKey } from "@/platform/security/sealing";
import { type Change, changesOf } from "../changes/queries";
import { sayHere } from "../drafts/commands";
import { asideDraft, type Draft, draftsOfRecord, openDraft, othersHere } from "../drafts/queries";
import { facilityDesk } from "../facilities/queries";
import {
  completeness,
  emptyTexts,
  type Facts,
  isOfLanguage,
  type Section,
  type Texts,
} from "../facilities/rules";
import {
  type ListingRecord,
  publishedRelease,
  publishedReleases,
  type Release,
  recordOf,
  releaseNo,
  type Unit,
  unitsOf,
} from "../releases/queries";
import { type Fields, hashOf, type Json, type Series } from "../releases/rules";

export type DeskRecord = {
  record: ListingRecord;
  facility: { id: number; slug: string; name: string };
  /** The facility's address in the query, where somebody of the association has opened it; "" at home. */
  of: string;
  mayApprove: boolean;
  maySkip: boolean;
  isOffice: boolean;
};

/** The listing that somebody works on: their facility's, or for the association the one they have opened. */
export async function deskRecord(actor: Actor, of: string): Promise<DeskRecord | null> {
  const isOffice = actor.kind === "office";
  const facility =
    actor.kind === "staff"
      ? await row<DeskRecord["facility"]>(
          sql`SELECT id, slug, common_name AS name FROM facilities WHERE id = ${actor.facilityId}`,
        )
      : await row<DeskRecord["facility"]>(
          sql`SELECT id, slug, common_name AS name FROM facilities WHERE slug = ${of}`,
        );
  const record = facility && (await recordOf("facility", String(facility.id)));
  if (!facility || !record || !facilityDesk.mayWrite(actor, record.key)) return null;
  return {
    record,
    facility,
    of: isOffice ? facility.slug : "",
    mayApprove: facilityDesk.mayApprove(actor, record.key),
    maySkip: facilityDesk.maySkip(actor, record.key),
    isOffice,
  };
}

/** Names of people, for those who work on the same listing. */
async function namesOf(ids: readonly (string | null)[]): Promise<Record<string, string>> {
  const found = await rows<WrappedKey & { id: string; name: string | null }>(sql`
    SELECT p.id, p.name, ${keyColumns} FROM people p JOIN data_keys k ON k.person_id = p.id WHERE p.id = ANY(${[...new Set(ids.filter((id) => id !== null))]}::uuid[])`);
  return Object.fromEntries(found.map((one) => [one.id, nameOf(one) ?? ""]));
}

export type EndingProof = {
  id: string;
  field: string;
  untilOn: string | null;
  confirmedBy: string;
  method: string;
  fromOn: string;
  ended: string | null;
  /** Somebody is to look at it again, by now. */
  isDue: boolean;
};

export const proofsOf = (recordId: number) =>
  rows<EndingProof>(sql`
    SELECT id, field, until_on::text AS "untilOn", from_on::text AS "fromOn", confirmed_by AS "confirmedBy", method, end_reason AS ended,
      coalesce(next_check_on <= (now() AT TIME ZONE 'Europe/Rome')::date, false) AS "isDue" FROM claim_proofs
    WHERE record_id = ${recordId} AND (ended_at IS NULL OR ended_at > now() - interval '90 days') ORDER BY ended_at NULLS FIRST, until_on NULLS LAST LIMIT 200`);

export type Home = {
  drafts: Draft[];
  changes: Change[];
  proofs: EndingProof[];
  units: Unit[];
  complete: { percent: number; next: Section[] };
  openQuestions: number;
};

/** All that a facility's people want to know in the morning. */
export async function homeOf({ record, facility }: DeskRecord): Promise<Home> {
  const [releases, drafts, changes, proofs, units, questions] = await Promise.all([
    publishedReleases(record.id),
    draftsOfRecord(record.id),
    changesOf(record.id, ["waiting", "held", "approved", "returned"], 50),
    proofsOf(record.id),
    unitsOf(facilityDesk.kind, record),
    row<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM catalogue_questions WHERE facility_id = ${facility.id}`,
    ),
  ]);
  const fieldsOf = (series: Series) => releases.find((one) => one.language === series)?.fields;
  const facts = fieldsOf("") as unknown as Facts;
  const texts = (fieldsOf(record.sourceLanguage) ?? emptyTexts) as unknown as Texts;
  return {
    drafts,
    changes: changes.filter(
      (one) => one.state !== "returned" || drafts.some((draft) => draft.changeId === one.id),
    ),
    proofs,
    units,
    complete: completeness(facts, texts),
    openQuestions: questions?.n ?? 0,
  };
}

export type Editor = {
  section: Section;
  language: Series;
  published: Json;
  publishedNo: number;
  draft: Draft | null;
  aside: Draft | null;
  base: Json;
  /** What was published of this section since the draft was begun. */
  hasMoved: boolean;
  value: Json;
  source: { language: Language; no: number; text: string } | null;
  /** The source as the translation on the page was accepted for, to be shown with what changed since. */
  acceptedSource: string | null;
  others: string[];
};

export async function editorOf(
  actor: Actor,
  { record }: DeskRecord,
  section: Section,
  language: Series,
): Promise<Editor> {
  await sayHere(actor, facilityDesk, {
    recordId: record.id,
    language: isOfLanguage(section) ? language || record.sourceLanguage : "",
    section,
  });
  const series = isOfLanguage(section) ? language || record.sourceLanguage : "";
  const [release, draft, aside, source, here] = await Promise.all([
    publishedRelease(record.id, series),
    openDraft(record.id, series, section),
    asideDraft(record.id, series, section, actor.personId),
    publishedRelease(record.id, record.sourceLanguage),
    othersHere(actor, record, series, section),
  ]);
  const published = release?.fields[section] ?? null;
  const base = draft
    ? ((await releaseNo(record.id, series, draft.baseNo))?.fields[section] ?? null)
    : published;
  const names = await namesOf(here.map(({ personId }) => personId));
  const isTranslation = series !== "" && series !== record.sourceLanguage;
  const unit = isTranslation
    ? (await unitsOf(facilityDesk.kind, record)).find(
        (one) => one.field === "about" && one.language === series,
      )
    : undefined;
  return {
    section,
    language: series,
    published,
    publishedNo: release?.no ?? 0,
    draft,
    aside,
    base,
    hasMoved: draft !== null && hashOf(base) !== hashOf(published),
    value: draft?.value ?? published,
    source:
      isTranslation && source
        ? {
            language: record.sourceLanguage,
            no: source.no,
            text: (source.fields as unknown as Texts).text.about,
          }
        : null,
    acceptedSource: unit?.acceptedText ?? null,
    others: Object.values(names),
  };
}

export type Reviewed = { change: Change; before: Fields; names: Record<string, string> };

export async function reviewed(change: Change): Promise<Reviewed> {
  const base = await releaseNo(change.recordId, change.language, change.baseNo);
  return {
    change,
    before: base?.fields ?? {},
    names: await namesOf([...change.authors, change.submittedBy, change.decidedBy]),
  };
}

export async function historyOf(recordId: number, series: Series, before: number) {
  const releases = await rows<Release>(sql`
    SELECT language, no, fields, hash, based_language AS "basedLanguage", based_no AS "basedNo", origin, change_id AS "changeId", written_by::text[] AS "writtenBy", approved_by AS "approvedBy",
      is_skipped AS "isSkipped", reason, at FROM releases WHERE record_id = ${recordId} AND language = ${series} AND no < ${before} ORDER BY no DESC LIMIT 21`);
  return {
    releases: releases.slice(0, 20),
    hasMore: releases.length > 20,
    names: await namesOf(releases.flatMap((one) => [...one.writtenBy, one.approvedBy])),
  };
}

export type UndoableAct = {
  id: string;
  field: string;
  kind: string;
  languages: string[];
  at: Date;
};

export const actsOf = (recordId: number) =>
  rows<UndoableAct>(sql`
    SELECT id::text AS id, field, kind, languages, at FROM translation_acts WHERE record_id = ${recordId} AND undone_at IS NULL ORDER BY id DESC LIMIT 20`);

export type TopicChoice = { id: string; kind: string; name: string };

/** What an offer can be about, in the reader's language. */
export const topicChoices = (language: Language) =>
  rows<TopicChoice>(sql`
    SELECT t.id, t.kind::text AS kind, coalesce(own.name, english.name) AS name FROM topics t
    LEFT JOIN topic_texts own ON own.topic_id = t.id AND own.language = ${language}
    JOIN topic_texts english ON english.topic_id = t.id AND english.language = 'en'
    WHERE t.kind <> 'district' ORDER BY 3`);

export type ListedFacility = {
  slug: string;
  name: string;
  comune: string;
  waiting: number;
  lastAt: Date | null;
};

/** Facilities by name, for the association: a page of them, with what waits at each. */
export const facilitiesNamed = (text: string, page: number) =>
  rows<ListedFacility>(sql`
    SELECT f.slug, f.common_name AS name, f.comune,
      (SELECT count(*)::int FROM changes c WHERE c.record_id = l.id AND c.state IN ('waiting', 'held')) AS waiting,
      (SELECT max(r.at) FROM releases r WHERE r.record_id = l.id) AS "lastAt"
    FROM facilities f JOIN listing_records l ON l.kind = 'facility' AND l.key = f.id::text
    WHERE ${text} = '' OR f.common_name ILIKE '%' || replace(replace(replace(${text}, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
    ORDER BY f.common_name LIMIT 26 OFFSET ${page * 25}`);

/** The photographs as they are being written, for their descriptions. */
export async function picturesOf({ record }: DeskRecord): Promise<Facts["photographs"]> {
  const [draft, facts] = await Promise.all([
    openDraft(record.id, "", "photographs"),
    publishedRelease(record.id, ""),
  ]);
  return (draft?.value ?? facts?.fields.photographs ?? []) as unknown as Facts["photographs"];
}
