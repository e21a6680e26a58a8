import "server-only";
import { type OwnFile, storedFile } from "@/accounts/files/queries";
import { canActForPatient, isCoordinator, isInSight } from "@/cases/access/policy";
import { requestsReadableBy } from "@/cases/access/queries";
import { carePath } from "@/cases/care-path/queries";
import type { RequestCase } from "@/cases/requests/queries";
import type { Actor, Linguist, Office } from "@/platform/actor";
import { ApartFault } from "@/platform/apart/rules";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { countPagesApart, onlyPagesApart } from "@/platform/paper/apart";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import { readStored } from "@/platform/storage/files";
import { opinionById } from "../opinions/queries";
import { textsIn } from "../opinions/rules";
import { pagesIn, type Quality, type Texts, type TranslationState } from "./rules";

/** Translators see what they took on, and that something waits; both only while the patient agrees to translators. */
const isForTranslators = sql`EXISTS (SELECT FROM consents c WHERE c.person_id = r.patient_id AND c.kind = 'linguists' AND c.withdrawn_at IS NULL)
  AND EXISTS (SELECT FROM consents c WHERE c.person_id = r.patient_id AND c.kind = 'health-data' AND c.withdrawn_at IS NULL)`;

export type WorkLine = {
  id: string;
  number: string;
  kind: string;
  fromLanguage: Language | null;
  toLanguage: Language;
  pageCount: number;
  state: TranslationState;
  dueAt: Date | null;
  isMine: boolean;
};

export async function translationsFor(linguist: Linguist): Promise<WorkLine[]> {
  if (linguist.role !== "translator") return [];
  return rows<WorkLine>(sql`
    SELECT t.id, r.number, coalesce(a.kind, 'opinion') AS kind, t.from_language AS "fromLanguage", t.to_language AS "toLanguage", t.page_count AS "pageCount", t.state, t.due_at AS "dueAt",
      coalesce(t.translator_id = ${linguist.personId}, false) AS "isMine"
    FROM translations t JOIN requests r ON r.id = t.request_id LEFT JOIN request_papers a ON a.id = t.paper_id
    WHERE t.state IN ('ordered', 'machine', 'taken') AND (t.translator_id IS NULL OR t.translator_id = ${linguist.personId}) AND ${isForTranslators}
    ORDER BY t.translator_id IS NULL, t.due_at NULLS LAST`);
}

export type Work = WorkLine & {
  requestId: string;
  patientId: string;
  paperId: string | null;
  opinionId: string | null;
  pages: string;
  revision: number;
  source: Texts;
  texts: Texts;
  hasMachine: boolean;
};

/** What a translator works on: of the whole case only this. Null until they took it on, and when it is done. */
export async function translationWork(linguist: Linguist, id: string): Promise<Work | null> {
  if (linguist.role !== "translator") return null;
  type Row = Omit<Work, "source" | "texts" | "hasMachine"> &
    WrappedKey & { draft: string | null; machineId: string | null; machine: string | null };
  const found = await row<Row>(sql`
    SELECT t.id, r.number, coalesce(a.kind, 'opinion') AS kind, t.from_language AS "fromLanguage", t.to_language AS "toLanguage", t.page_count AS "pageCount", t.state, t.due_at AS "dueAt",
      true AS "isMine", t.request_id AS "requestId", r.patient_id AS "patientId", t.paper_id AS "paperId", t.opinion_id AS "opinionId", t.pages, t.revision, t.draft,
      m.id AS "machineId", m.content AS machine, ${keyColumns}
    FROM translations t JOIN requests r ON r.id = t.request_id JOIN data_keys k ON k.person_id = r.patient_id LEFT JOIN request_papers a ON a.id = t.paper_id
    LEFT JOIN LATERAL (SELECT x.id, x.content FROM translation_texts x WHERE x.translation_id = t.id AND x.quality = 'machine' ORDER BY x.created_at DESC LIMIT 1) m ON true
    WHERE t.id::text = ${id} AND t.translator_id = ${linguist.personId} AND t.state = 'taken' AND ${isForTranslators}`);
  if (!found) return null;
  const { keyId, masterKey, wrapped, draft, machine, machineId, ...work } = found;
  const key = openPersonKey(work.patientId, { keyId, masterKey, wrapped });
  const written = draft
    ? unseal(key, `translations.draft:${work.id}`, draft)
    : machine
      ? unseal(key, `translation_texts.content:${machineId}`, machine)
      : "{}";
  const opinion = work.opinionId ? await opinionById(work.opinionId) : null;
  return {
    ...work,
    source: opinion ? textsIn(opinion) : { text: "" },
    texts: JSON.parse(written) as Texts,
    hasMachine: machine !== null,
  };
}

async function bytesOf(fileId: string): Promise<{ bytes: Buffer; file: OwnFile } | null> {
  const file = await storedFile(fileId);
  // Pages are cut in memory: what is larger than a paper of a form is no paper to be translated.
  if (!file || file.size > (await requiredNumber("second-opinion", "paper-megabytes")) * 1_000_000)
    return null;
  const parts: Buffer[] = [];
  for await (const part of await readStored(file.place, file.key)) parts.push(part as Buffer);
  return { bytes: Buffer.concat(parts), file };
}

/** What was asked of a file; something else where the file is made so that reading it takes all time or memory. */
const unlessTooMuch = <T, Else>(asked: Promise<T>, otherwise: Else): Promise<T | Else> =>
  asked.catch((error: unknown) => {
    if (error instanceof ApartFault && error.code !== "ended") return otherwise;
    throw error;
  });

/** How many pages a paper has that the coordinator has translated; 0 where it is not theirs or not scanned clean. */
export async function pagesOfPaper(office: Office, paperId: string): Promise<number> {
  const found = await row<{ fileId: string }>(sql`
    SELECT a.file_id AS "fileId" FROM request_papers a JOIN requests r ON r.id = a.request_id JOIN stored_files f ON f.id = a.file_id
    WHERE a.id::text = ${paperId} AND f.scan = 'clean' AND ${requestsReadableBy(office)}`);
  const read = found && (await bytesOf(found.fileId));
  return read ? unlessTooMuch(countPagesApart(read.bytes), 0) : 0;
}

/** What a translator may see of a paper: the pages assigned, as a PDF of their own; a picture as a whole. */
export async function assignedPages(
  linguist: Linguist,
  id: string,
): Promise<{ name: string; type: string; bytes: Buffer } | null> {
  const work = await translationWork(linguist, id);
  const found =
    work?.paperId &&
    (await row<{ fileId: string }>(
      sql`SELECT a.file_id AS "fileId" FROM request_papers a JOIN stored_files f ON f.id = a.file_id WHERE a.id = ${work.paperId} AND f.scan = 'clean'`,
    ));
  const read = found ? await bytesOf(found.fileId) : null;
  if (!work || !read) return null;
  const name = `${work.number}-${work.kind}`;
  if (read.file.type !== "application/pdf")
    return {
      name: `${name}${/\.[a-z0-9]{2,5}$/.exec(read.file.name)?.[0] ?? ""}`,
      type: read.file.type,
      bytes: read.bytes,
    };
  const pages = pagesIn(work.pages, await unlessTooMuch(countPagesApart(read.bytes), 0)) ?? [];
  const cut = await unlessTooMuch(onlyPagesApart(read.bytes, pages), null);
  if (!cut) return null;
  return {
    name: `${name}.pdf`,
    type: "application/pdf",
    bytes: Buffer.from(cut),
  };
}

export type LedgerLine = {
  id: string;
  paperId: string | null;
  opinionId: string | null;
  kind: string;
  fromLanguage: Language | null;
  toLanguage: Language;
  state: TranslationState;
  pageCount: number;
  orderedAt: Date;
  dueAt: Date | null;
  finishedAt: Date | null;
  /** Of a paper, what it says in the other language, for whoever may open the paper. */
  text: string | null;
};

/** The ledger of a case: what is translated, how far, and of which quality. */
export async function ledgerOf(actor: Actor, request: RequestCase): Promise<LedgerLine[]> {
  if (
    !isCoordinator(actor) &&
    actor.kind !== "staff" &&
    !canActForPatient(actor, request.patientId, "see-documents")
  )
    return [];
  const path = await carePath(request.rulesVersion);
  const lines = await rows<Omit<LedgerLine, "text">>(sql`
    SELECT t.id, t.paper_id AS "paperId", t.opinion_id AS "opinionId", coalesce(a.kind, 'opinion') AS kind, t.from_language AS "fromLanguage", t.to_language AS "toLanguage", t.state,
      t.page_count AS "pageCount", t.ordered_at AS "orderedAt", t.due_at AS "dueAt", t.finished_at AS "finishedAt"
    FROM translations t LEFT JOIN request_papers a ON a.id = t.paper_id WHERE t.request_id = ${request.id} AND t.state <> 'cancelled' ORDER BY t.ordered_at`);
  const shown = lines.filter(
    (line) => line.paperId === null || isInSight(request.sight, line.kind, path),
  );
  return Promise.all(
    shown.map(async (line) => ({
      ...line,
      text: line.paperId ? ((await translatedPaper(line.paperId))?.texts.text ?? null) : null,
    })),
  );
}

export type TranslatedText = { quality: Quality; texts: Texts; language: Language; at: Date };

/** The best translation of an opinion into a language, by quality and then by time. For whoever was shown the opinion. */
export async function translatedOpinion(
  opinionId: string,
  language: string,
): Promise<TranslatedText | null> {
  return translated(
    sql`t.opinion_id = ${opinionId} AND t.to_language = ${language} AND x.quality IN ('checked', 'sworn')`,
  );
}

/** The translation of a paper. For whoever may open the paper. */
async function translatedPaper(paperId: string): Promise<TranslatedText | null> {
  return translated(sql`t.paper_id = ${paperId}`);
}

async function translated(which: ReturnType<typeof sql>): Promise<TranslatedText | null> {
  type Row = WrappedKey & {
    id: string;
    patientId: string;
    quality: Quality;
    content: string;
    language: Language;
    at: Date;
  };
  const found = await row<Row>(sql`
    SELECT x.id, r.patient_id AS "patientId", x.quality, x.content, t.to_language AS language, x.created_at AS at, ${keyColumns}
    FROM translation_texts x JOIN translations t ON t.id = x.translation_id JOIN requests r ON r.id = t.request_id JOIN data_keys k ON k.person_id = r.patient_id
    WHERE ${which} ORDER BY array_position(ARRAY['sworn', 'checked', 'machine'], x.quality), x.created_at DESC LIMIT 1`);
  if (!found) return null;
  const { keyId, masterKey, wrapped, id, patientId, content, ...text } = found;
  return {
    ...text,
    texts: JSON.parse(
      unseal(
        openPersonKey(patientId, { keyId, masterKey, wrapped }),
        `translation_texts.content:${id}`,
        content,
      ),
    ) as Texts,
  };
}
