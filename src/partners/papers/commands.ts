import "server-only";
import { notifyOffice } from "@/accounts/notices/commands";
import type { Actor } from "@/platform/actor";
import { ScannerFault } from "@/platform/antivirus/clamd";
import { readScanner, scanSource } from "@/platform/antivirus/scanner";
import { ArchiveFault } from "@/platform/archives/faults";
import { type ByteSource, bufferSource } from "@/platform/archives/source";
import { withStored } from "@/platform/archives/stored";
import { type Outsider, record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { examine } from "@/platform/inspection/examine";
import { ContentFault } from "@/platform/inspection/fault";
import { enqueue } from "@/platform/jobs";
import { log } from "@/platform/log";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { sealByMaster } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import { removeStored, type Stored, storeFile } from "@/platform/storage/files";
import { checklistOf } from "../categories/queries";
import { daysUntil, itemsFor } from "../categories/rules";
import { lockPartner } from "../moves/commands";
import { actsFor, curates } from "../moves/policy";
import { keptFile } from "./queries";
import { type FileReason, isPaperType, paperName, reasonOf } from "./rules";

type Sender = { partnerId: string; as: Actor | Outsider };
type TooMany = { ok: false; reason: "slowDown"; minutes: number };
export type PaperReason =
  | FileReason
  | "not-found"
  | "illegal"
  | "needsEnd"
  | "endPast"
  | "tooManyPapers"
  | "stale";

const limits = { files: 10, bytes: 50_000_000, ratio: 100, levels: 0 } as const;

/** Whether a scanner has found nothing in it; null where none could be asked. */
async function isClean(source: ByteSource): Promise<boolean | null> {
  const [days, megabytes] = await Promise.all([
    requiredNumber("partners", "scanner-days"),
    requiredNumber("partners", "scan-megabytes"),
  ]);
  if ((await readScanner(new Date(), days)).state !== "ready") return null;
  try {
    return (await scanSource(source, megabytes * 1_000_000)).isClean;
  } catch (error) {
    if (!(error instanceof ScannerFault)) throw error;
    log.warn("the scanner was lost", { reason: error.code });
    return null;
  }
}

/** What a file is, looked at as a whole before any of it is kept. */
async function look(
  bytes: Uint8Array,
): Promise<{ type: string; scan: "waiting" | "clean" } | FileReason> {
  if (bytes.length === 0) return "fileEmpty";
  const source = bufferSource(Buffer.from(bytes));
  try {
    const type = await examine(source, limits, async () => undefined);
    if (!isPaperType(type)) return "fileType";
    const clean = await isClean(source);
    if (clean === false) return "fileVirus";
    return { type, scan: clean ? "clean" : "waiting" };
  } catch (error) {
    if (error instanceof ContentFault || error instanceof ArchiveFault) return reasonOf(error.code);
    throw error;
  }
}

type Sent = { item: string; endsOn: string | null; name: string; bytes: Uint8Array };

/** Takes a paper for one item of the checklist: examined first, then sealed under a key of its own. */
export async function addPaper(
  sender: Sender,
  { item, endsOn, name, bytes }: Sent,
): Promise<Result<null, PaperReason> | TooMany> {
  const minutes = await minutesToWait([["partner-papers", sender.partnerId]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  if (bytes.length > (await requiredNumber("partners", "paper-megabytes")) * 1_000_000)
    return no("fileSize");
  const looked = await look(bytes);
  if (typeof looked === "string") return no(looked);
  const stored = await storeFile(single(bytes));
  let isWritten = false;
  try {
    const written = await writePaper(sender, { item, endsOn, name, ...looked, stored });
    isWritten = written.ok;
    return written;
  } finally {
    if (!isWritten) await removeStored(stored.place);
  }
}

async function* single(bytes: Uint8Array) {
  yield bytes;
}

type Examined = Omit<Sent, "bytes"> & { type: string; scan: "waiting" | "clean"; stored: Stored };

async function writePaper(
  { partnerId, as }: Sender,
  { item, endsOn, name, type, scan, stored }: Examined,
): Promise<Result<null, PaperReason>> {
  return inTransaction(async (tx): Promise<Result<null, PaperReason>> => {
    const partner = await lockPartner(tx, partnerId);
    if (!partner) return no("not-found");
    const isApplying = partner.state === "draft" || partner.state === "returned";
    if (!isApplying && partner.state !== "admitted" && partner.state !== "suspended")
      return no("illegal");
    const list = itemsFor(await checklistOf(partner.checklistVersion), partner.categories);
    const asked = list.find(({ key }) => key === item);
    if (!asked?.paper) return no("illegal");
    if (asked.ends === "needed" && endsOn === null) return no("needsEnd");
    if (endsOn !== null && daysUntil(endsOn, new Date()) < 1) return no("endPast");
    const there = await tx.row<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM partner_papers WHERE partner_id = ${partnerId}`,
    );
    if ((there?.n ?? 0) >= (await requiredNumber("partners", "papers"))) return no("tooManyPapers");
    const id = crypto.randomUUID();
    await tx.run(sql`
      INSERT INTO partner_papers (id, partner_id, item, name, key, type, size, sha256, place, ends_on, sent_by, scan)
      VALUES (${id}, ${partnerId}, ${item}, ${sealByMaster(`partner_papers.name:${id}`, paperName(name, type))},
        ${sealByMaster(`partner_papers.key:${id}`, stored.key.toString("base64"))}, ${type}, ${stored.size}, ${stored.sha256}, ${stored.place},
        ${endsOn}::date, ${as.personId ?? null}, ${scan})`);
    await record(tx, {
      actor: as,
      action: "partner-paper.added",
      subject: `partner:${partnerId}`,
      detail: item,
    });
    if (!isApplying) await notifyOffice(tx, "partner-curator", "partner-waiting", partnerId);
    return ok(null);
  });
}

/** Takes a paper back while the application is still in the firm's hands; the file goes with it. */
export async function removePaper(
  { partnerId, as }: Sender,
  paperId: string,
): Promise<Result<null, PaperReason>> {
  return inTransaction(async (tx): Promise<Result<null, PaperReason>> => {
    const partner = await lockPartner(tx, partnerId);
    if (!partner) return no("not-found");
    if (partner.state !== "draft" && partner.state !== "returned") return no("illegal");
    const gone = await tx.row<{ place: string; item: string }>(
      sql`DELETE FROM partner_papers WHERE id::text = ${paperId} AND partner_id = ${partnerId} RETURNING place, item`,
    );
    if (!gone) return no("stale");
    await enqueue(tx, "accounts:files:remove", { place: gone.place });
    await record(tx, {
      actor: as,
      action: "partner-paper.removed",
      subject: `partner:${partnerId}`,
      detail: gone.item,
    });
    return ok(null);
  });
}

/** Opening a paper leaves its trace before a byte is sent. What no scanner has seen opens for the firm alone, a virus for nobody. */
export async function openPaper(actor: Actor, paperId: string) {
  const file = await keptFile(paperId);
  if (!file || file.scan === "unsafe") return null;
  const isOwn = actsFor(actor, file.partnerId, "send-papers");
  if (!isOwn && !(curates(actor) && file.scan === "clean")) return null;
  await inTransaction(async (tx) =>
    ok(
      await record(tx, {
        actor,
        action: "partner-paper.opened",
        subject: `partner:${file.partnerId}`,
      }),
    ),
  );
  return file;
}

/** Scans what came in while no scanner could be asked. Safe to run twice. */
export async function scanWaiting(): Promise<void> {
  const waiting = await rows<{ id: string }>(
    sql`SELECT id FROM partner_papers WHERE scan = 'waiting' ORDER BY sent_at LIMIT 50`,
  );
  for (const { id } of waiting) {
    const file = await keptFile(id);
    const clean = file ? await withStored(file, isClean) : null;
    if (clean === null) return;
    await inTransaction(async (tx) => {
      const noted = await tx.row<{ partnerId: string }>(sql`
        UPDATE partner_papers SET scan = ${clean ? "clean" : "unsafe"} WHERE id = ${id} AND scan = 'waiting' RETURNING partner_id AS "partnerId"`);
      if (noted && !clean) {
        await record(tx, {
          actor: system,
          action: "partner-paper.refused",
          subject: `partner:${noted.partnerId}`,
        });
        await notifyOffice(tx, "partner-curator", "partner-waiting", noted.partnerId);
      }
      return ok(null);
    });
  }
}
