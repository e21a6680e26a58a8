import "server-only";
import type { RequestReason } from "@/cases/answers/rules";
import { dueAt, halved } from "@/cases/calendar/rules";
import { carePath } from "@/cases/care-path/queries";
import { begin, finish, type Held, type Locked } from "@/cases/moves/commands";
import type { Linguist, Office } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { enqueue } from "@/platform/jobs";
import { unprintable } from "@/platform/paper/fonts";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { translationWork } from "./queries";
import { type Quality, type Texts, untranslated, workingDaysFor } from "./rules";

export type TranslationReason =
  | RequestReason
  | "pages"
  | "untranslated"
  | "sameLanguage"
  | "unprintable";

type Wanted = {
  request: Locked;
  paperId?: string;
  opinionId?: string;
  from: Language;
  to: Language;
  pages?: string;
  pageCount: number;
  orderedBy: string | null;
};

/** A new line of the ledger. Its time follows from its pages; class A halves it. */
export async function writeOrder(
  tx: Tx,
  { request, paperId, opinionId, from, to, pages = "", pageCount, orderedBy }: Wanted,
): Promise<string | null> {
  const { calendar } = await carePath(request.rulesVersion);
  const limit = { amount: workingDaysFor(pageCount), unit: "working-days" } as const;
  const due = dueAt(new Date(), request.urgency === "A" ? halved(limit) : limit, calendar);
  const made = await tx.row<{ id: string }>(sql`
    INSERT INTO translations (request_id, paper_id, opinion_id, from_language, to_language, pages, page_count, ordered_by, due_at)
    VALUES (${request.id}, ${paperId ?? null}, ${opinionId ?? null}, ${from}, ${to}, ${pages}, ${pageCount}, ${orderedBy}, ${due})
    ON CONFLICT DO NOTHING RETURNING id`);
  return made?.id ?? null;
}

type Order = { requestId: string; paperId: string; from: Language; to: Language; pages: string };

/** The coordinator has a paper translated: these pages alone are shown to the translator. */
export async function orderTranslation(
  office: Office,
  order: Order,
  pageCount: number,
): Promise<Result<null, TranslationReason>> {
  return inTransaction(async (tx): Promise<Result<null, TranslationReason>> => {
    const held = await begin(tx, office, order.requestId, "orderTranslation");
    if (!held.ok) return held;
    if (order.from === order.to) return no("sameLanguage");
    if (
      !(await tx.row(
        sql`SELECT 1 FROM request_papers WHERE id = ${order.paperId} AND request_id = ${order.requestId} AND file_id IS NOT NULL`,
      ))
    )
      return no("not-found");
    const id = await writeOrder(tx, {
      ...order,
      request: held.value,
      pageCount,
      orderedBy: office.personId,
    });
    if (!id) return no("illegal");
    await record(tx, {
      actor: office,
      action: "translation.ordered",
      subject: `translation:${id}`,
      about: held.value.patientId,
    });
    await finish(tx, held.value, "waits");
    return ok(null);
  });
}

/** How many lines wait to be taken, and how many are at work, of those that the case waits for where it stands. */
const openWords = async (tx: Tx, { id, state }: Held) =>
  (await tx.row<{ ordered: number; taken: number }>(sql`
    SELECT count(*) FILTER (WHERE state IN ('ordered', 'machine'))::int AS ordered, count(*) FILTER (WHERE state = 'taken')::int AS taken
    FROM translations WHERE request_id = ${id} AND (opinion_id IS NOT NULL) = ${state === "opinion-translation"}`)) ?? {
    ordered: 0,
    taken: 0,
  };

/** Of two translators the first has it. */
export async function takeTranslation(
  linguist: Linguist,
  id: string,
): Promise<Result<null, TranslationReason>> {
  return inTransaction(async (tx): Promise<Result<null, TranslationReason>> => {
    const line = await tx.row<{ requestId: string }>(
      sql`SELECT request_id AS "requestId" FROM translations WHERE id::text = ${id}`,
    );
    if (!line) return no("stale");
    const held = await begin(tx, linguist, line.requestId, "takeTranslation", { isKnown: true });
    if (!held.ok) return held.reason === "illegal" ? no("stale") : held;
    const taken = await tx.run(sql`
      UPDATE translations t SET translator_id = ${linguist.personId}, state = 'taken', taken_at = now()
      WHERE t.id::text = ${id} AND t.state IN ('ordered', 'machine') AND t.translator_id IS NULL
        AND EXISTS (SELECT FROM consents c WHERE c.person_id = ${held.value.patientId} AND c.kind = 'linguists' AND c.withdrawn_at IS NULL)`);
    if (taken === 0) return no("stale");
    await record(tx, {
      actor: linguist,
      action: "translation.taken",
      subject: `translation:${id}`,
      about: held.value.patientId,
    });
    await finish(tx, held.value, (await openWords(tx, held.value)).ordered > 0 ? "more" : "all");
    return ok(null);
  });
}

/** Opening the pages leaves its trace before anything of them is shown. */
export async function noteSourceOpened(linguist: Linguist, id: string): Promise<boolean> {
  const work = await translationWork(linguist, id);
  if (!work) return false;
  await inTransaction(async (tx) =>
    ok(
      await record(tx, {
        actor: linguist,
        action: "translation.opened",
        subject: `translation:${id}`,
        about: work.patientId,
      }),
    ),
  );
  return true;
}

type Saving = {
  translationId: string;
  revision: number;
  texts: Texts;
  does: "save" | Exclude<Quality, "machine">;
};

/** Keeps the draft, or ends the work: what a person has checked stands from then on as it was written. */
export async function workOnTranslation(
  linguist: Linguist,
  { translationId, revision, texts, does }: Saving,
): Promise<Result<null, TranslationReason>> {
  const work = await translationWork(linguist, translationId);
  if (!work) return no("not-found");
  return inTransaction(async (tx): Promise<Result<null, TranslationReason>> => {
    const held = await begin(tx, linguist, work.requestId, "finishTranslation", { isKnown: true });
    if (!held.ok) return held;
    const { patientId } = held.value;
    const key = await personKey(tx, patientId);
    const draft = seal(key, `translations.draft:${work.id}`, JSON.stringify(texts));
    const kept = await tx.run(sql`
      UPDATE translations SET draft = ${draft}, revision = revision + 1 WHERE id = ${work.id} AND translator_id = ${linguist.personId} AND state = 'taken' AND revision = ${revision}`);
    if (kept === 0) return no("stale");
    const about = { actor: linguist, subject: `translation:${work.id}`, about: patientId };
    if (does === "save") {
      await record(tx, { ...about, action: "translation.saved" });
      return ok(null);
    }
    if (untranslated(work.opinionId ? work.source : { text: "" }, texts).length > 0)
      return no("untranslated");
    if (work.opinionId && unprintable(Object.values(texts).join("")).length > 0)
      return no("unprintable");
    const textId = crypto.randomUUID();
    const content = seal(key, `translation_texts.content:${textId}`, JSON.stringify(texts));
    await tx.run(
      sql`INSERT INTO translation_texts (id, translation_id, quality, content, author_id) VALUES (${textId}, ${work.id}, ${does}, ${content}, ${linguist.personId})`,
    );
    await tx.run(
      sql`UPDATE translations SET state = ${does}, draft = NULL, finished_at = now() WHERE id = ${work.id}`,
    );
    await record(tx, { ...about, action: "translation.finished", detail: does });
    const open = await openWords(tx, held.value);
    if (open.ordered > 0 || open.taken > 0)
      await finish(tx, held.value, open.ordered > 0 ? "ordered" : "taken");
    else await finish(tx, held.value, work.opinionId ? "opinion" : "papers");
    if (work.opinionId)
      await enqueue(tx, "opinions:deliveries:deliver", { opinionId: work.opinionId });
    return ok(null);
  });
}

/** A draft by a machine for a line of the ledger, kept beside what a person will write. */
export async function keepMachineDraft(
  translationId: string,
  texts: Texts,
  service: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const found = await tx.row<{ patientId: string }>(sql`
      SELECT r.patient_id AS "patientId" FROM translations t JOIN requests r ON r.id = t.request_id WHERE t.id = ${translationId} AND t.state = 'ordered' FOR UPDATE OF t`);
    if (!found) return ok(null);
    const id = crypto.randomUUID();
    const content = seal(
      await personKey(tx, found.patientId),
      `translation_texts.content:${id}`,
      JSON.stringify(texts),
    );
    await tx.run(
      sql`INSERT INTO translation_texts (id, translation_id, quality, content, service) VALUES (${id}, ${translationId}, 'machine', ${content}, ${service})`,
    );
    await tx.run(sql`UPDATE translations SET state = 'machine' WHERE id = ${translationId}`);
    await record(tx, {
      actor: system,
      action: "translation.machine",
      subject: `translation:${translationId}`,
      about: found.patientId,
      detail: service,
    });
    return ok(null);
  });
}
