import "server-only";
import { dueAt, halved } from "@/cases/calendar/rules";
import { carePath } from "@/cases/care-path/queries";
import { type Locked, lockRequest, moveTo } from "@/cases/moves/commands";
import { isCoordinator } from "@/cases/requests/policy";
import { requestsReadableBy } from "@/cases/requests/queries";
import type { RequestReason } from "@/cases/requests/rules";
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
  if (!isCoordinator(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, TranslationReason>> => {
    const request = await lockRequest(tx, order.requestId);
    if (
      !request ||
      !(await tx.row(
        sql`SELECT 1 FROM requests r WHERE r.id = ${order.requestId} AND ${requestsReadableBy(office)}`,
      ))
    )
      return no("not-found");
    if (order.from === order.to) return no("sameLanguage");
    if (
      !(await tx.row(
        sql`SELECT 1 FROM request_papers WHERE id = ${order.paperId} AND request_id = ${order.requestId} AND file_id IS NOT NULL`,
      ))
    )
      return no("not-found");
    const id = await writeOrder(tx, { ...order, request, pageCount, orderedBy: office.personId });
    if (!id) return no("illegal");
    await record(tx, {
      actor: office,
      action: "translation.ordered",
      subject: `translation:${id}`,
      about: request.patientId,
    });
    const path = await carePath(request.rulesVersion);
    if (["first-contact", "waiting-documents", "material-check"].includes(request.state))
      await moveTo(tx, request, "translation", { actor: office, path, now: new Date() });
    return ok(null);
  });
}

/** Of two translators the first has it. */
export async function takeTranslation(
  linguist: Linguist,
  id: string,
): Promise<Result<null, TranslationReason>> {
  if (linguist.role !== "translator") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, TranslationReason>> => {
    const taken = await tx.row<{ patientId: string }>(sql`
      UPDATE translations t SET translator_id = ${linguist.personId}, state = 'taken', taken_at = now() FROM requests r
      WHERE t.id::text = ${id} AND r.id = t.request_id AND t.state IN ('ordered', 'machine') AND t.translator_id IS NULL
        AND EXISTS (SELECT FROM consents c WHERE c.person_id = r.patient_id AND c.kind = 'linguists' AND c.withdrawn_at IS NULL)
      RETURNING r.patient_id AS "patientId"`);
    if (!taken) return no("stale");
    await record(tx, {
      actor: linguist,
      action: "translation.taken",
      subject: `translation:${id}`,
      about: taken.patientId,
    });
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
    const request = await lockRequest(tx, work.requestId);
    if (!request) return no("not-found");
    const key = await personKey(tx, request.patientId);
    const draft = seal(key, `translations.draft:${work.id}`, JSON.stringify(texts));
    const kept = await tx.run(sql`
      UPDATE translations SET draft = ${draft}, revision = revision + 1 WHERE id = ${work.id} AND translator_id = ${linguist.personId} AND state = 'taken' AND revision = ${revision}`);
    if (kept === 0) return no("stale");
    const about = { actor: linguist, subject: `translation:${work.id}`, about: request.patientId };
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
    if (work.opinionId)
      await enqueue(tx, "opinions:deliveries:deliver", { opinionId: work.opinionId });
    else if (
      request.state === "translation" &&
      !(await tx.row(
        sql`SELECT 1 FROM translations WHERE request_id = ${request.id} AND state IN ('ordered', 'machine', 'taken')`,
      ))
    )
      await moveTo(tx, request, "material-check", {
        actor: system,
        path: await carePath(request.rulesVersion),
        now: new Date(),
      });
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
