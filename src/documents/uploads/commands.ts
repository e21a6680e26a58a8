import "server-only";
import { randomBytes } from "node:crypto";
import { statfs } from "node:fs/promises";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { fileTypeFromBuffer } from "file-type";
import { type Locked, lockRequest } from "@/cases/moves/commands";
import type { Actor } from "@/platform/actor";
import { nobody, type Outsider, record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { env } from "@/platform/env";
import { enqueue } from "@/platform/jobs";
import { log } from "@/platform/log";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { personKey, seal, unseal } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import {
  hashOfWhole,
  readWhole,
  removeStored,
  storeFile,
  takeIncoming,
} from "@/platform/storage/files";
import { everyIncoming } from "@/platform/storage/incoming";
import { newPlace } from "@/platform/storage/places";
import { everyFile } from "@/platform/storage/store";
import { lackOfRoom, putPaper, takesPaper } from "../papers/commands";
import { removeStudies } from "../studies/commands";
import type { LinkBearer } from "../upload-links/queries";
import { canBegin, type Sender } from "./policy";
import type { OpenUpload } from "./queries";
import { canBeOrphans, plainName, type UploadReason } from "./rules";

type NewUpload = { requestId: string; kind: string; name: string; size: number };

/** What must stay free on the disk that files come in on. */
const reserve = 1_000_000_000;

const byOf = (sender: Sender): Actor | Outsider =>
  sender.kind === "bearer" ? nobody(sender.network) : sender;
const idOf = (sender: Sender) => (sender.kind === "bearer" ? sender.linkId : sender.personId);

/** Begins to take a file in: its room is kept from now on. Answers its id. */
export async function beginUpload(
  sender: Sender,
  { requestId, kind, name, size }: NewUpload,
): Promise<Result<string, UploadReason>> {
  if (size === 0) return no("fileEmpty");
  if (await minutesToWait([["new-uploads", idOf(sender)]])) return no("slowDown");
  const { bavail, bsize } = await statfs(env().DATA_DIR);
  if (bavail * bsize - size < reserve) return no("noSpace");
  return inTransaction(async (tx): Promise<Result<string, UploadReason>> => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canBegin(sender, request)) return no("not-found");
    if (!(await takesPaper(tx, request, kind))) return no("illegal");
    await tx.run(sql`SELECT pg_advisory_xact_lock(hashtextextended(${idOf(sender)}, 9))`);
    const [addedBy, linkId] =
      sender.kind === "bearer" ? [null, sender.linkId] : [sender.personId, null];
    const open = await tx.row<{ count: number }>(sql`
      SELECT count(*)::int AS count FROM uploads WHERE state = 'open' AND (added_by = ${addedBy}::uuid OR link_id = ${linkId}::uuid)`);
    if ((open?.count ?? 0) >= (await requiredNumber("second-opinion", "open-uploads")))
      return no("openUploads");
    const full = await lackOfRoom(tx, requestId, size);
    if (full) return no(full);
    const id = crypto.randomUUID();
    const key = await personKey(tx, request.patientId);
    await tx.run(sql`
      INSERT INTO uploads (id, request_id, kind, added_by, link_id, name, size, place, key)
      VALUES (${id}, ${requestId}, ${kind}, ${addedBy}, ${linkId}, ${seal(key, `uploads.name:${id}`, plainName(name))}, ${size}, ${newPlace()},
        ${seal(key, `uploads.key:${id}`, randomBytes(32).toString("base64"))})`);
    if (linkId)
      await tx.run(
        sql`UPDATE upload_links SET used_at = coalesce(used_at, now()) WHERE id = ${linkId}`,
      );
    await record(tx, {
      actor: byOf(sender),
      action: "upload.begun",
      subject: `upload:${id}`,
      about: request.patientId,
      detail: kind,
    });
    return ok(id);
  });
}

/**
 * Writes down how far an upload has come, after that much is on the disk. False where it no longer stands where it stood:
 * of two that send at once, the second is not believed. The last byte makes it whole, and has it taken over.
 */
export async function noteReceived(
  upload: OpenUpload,
  received: number,
  isTakenAtOnce = false,
): Promise<boolean> {
  const isHere = sql`id = ${upload.id} AND state = 'open' AND received = ${upload.received}`;
  if (received < upload.size)
    return (
      (
        await rows(
          sql`UPDATE uploads SET received = ${received}, touched_at = now() WHERE ${isHere} RETURNING 1`,
        )
      ).length === 1
    );
  const noted = await inTransaction(async (tx) => {
    const moved = await tx.run(
      sql`UPDATE uploads SET received = ${received}, touched_at = now(), state = 'whole' WHERE ${isHere}`,
    );
    // Whoever says that they take it over at once may be killed before they do.
    const runAt = new Date(Date.now() + (isTakenAtOnce ? 30_000 : 0));
    if (moved === 1)
      await enqueue(
        tx,
        "documents:uploads:take",
        { uploadId: upload.id },
        { runAt, key: `upload:${upload.id}` },
      );
    return ok(moved === 1);
  });
  return noted.ok && noted.value;
}

type Whole = {
  id: string;
  requestId: string;
  patientId: string;
  kind: string;
  addedBy: string | null;
  linkId: string | null;
  name: string;
  size: string;
  place: string;
  key: string;
};

const wholeOf = (tx: Tx, id: string) =>
  tx.row<Whole>(sql`
    SELECT u.id, u.request_id AS "requestId", r.patient_id AS "patientId", u.kind, u.added_by AS "addedBy", u.link_id AS "linkId", u.name, u.size::text, u.place, u.key
    FROM uploads u JOIN requests r ON r.id = u.request_id WHERE u.id::text = ${id} AND u.state = 'whole'`);

async function opened(tx: Tx, { id, patientId, name, key }: Whole) {
  const secret = await personKey(tx, patientId);
  return {
    name: unseal(secret, `uploads.name:${id}`, name),
    key: Buffer.from(unseal(secret, `uploads.key:${id}`, key), "base64"),
  };
}

/**
 * Makes a paper of a file that has come in whole: moved to the store first, then its rows, the trace and the examination
 * in one transaction. Safe to run twice and at once. `hash` is that over the whole file, where it was kept.
 */
export async function takeUpload(
  uploadId: string,
  hash: Buffer | null = null,
  sender: Sender | null = null,
): Promise<void> {
  const found = await inTransaction(async (tx) => {
    const upload = await wholeOf(tx, uploadId);
    return ok(upload && { ...upload, ...(await opened(tx, upload)) });
  });
  if (!found.ok || !found.value) return;
  const { place, key, name, size } = found.value;
  const sha256 = hash ?? (await hashOfWhole(place, key));
  const type =
    (await fileTypeFromBuffer(await buffer(await readWhole(place, key, 0, 8192))))?.mime ??
    "application/octet-stream";
  await takeIncoming(place);
  await inTransaction(async (tx) => {
    const request = await lockRequest(tx, found.value?.requestId ?? "");
    const upload = request && (await wholeOf(tx, uploadId));
    if (!request || !upload) return ok(null);
    const by = sender
      ? byOf(sender)
      : { ...system, ...(upload.addedBy ? { personId: upload.addedBy } : {}) };
    if (!(await isStillWanted(tx, request, upload))) {
      await tx.run(
        sql`UPDATE uploads SET state = 'refused', why = 'illegal', finished_at = now() WHERE id = ${uploadId}`,
      );
      await enqueue(tx, "accounts:files:remove", { place });
      await record(tx, {
        actor: by,
        action: "upload.refused",
        subject: `upload:${uploadId}`,
        about: request.patientId,
      });
      return ok(null);
    }
    await putPaper(tx, request, {
      kind: upload.kind,
      name,
      type,
      stored: { place, key, size: Number(size), sha256 },
      by,
    });
    await tx.run(
      sql`UPDATE uploads SET state = 'taken', finished_at = now() WHERE id = ${uploadId}`,
    );
    return ok(null);
  });
}

/** Between its first byte and its last a request can have ended, or a link been withdrawn. */
async function isStillWanted(
  tx: Tx,
  request: Locked,
  { kind, linkId }: Pick<Whole, "kind" | "linkId">,
): Promise<boolean> {
  if (!(await takesPaper(tx, request, kind))) return false;
  return (
    linkId === null ||
    (await tx.row(
      sql`SELECT 1 FROM upload_links WHERE id = ${linkId} AND withdrawn_at IS NULL`,
    )) !== null
  );
}

/** Takes a small file that comes in one piece by a link, from a browser without JavaScript. */
export async function sendWhole(
  bearer: LinkBearer,
  file: { name: string; bytes: Uint8Array },
): Promise<Result<null, UploadReason | "fileSize">> {
  const { linkId, requestId, paperKind } = bearer;
  if (file.bytes.length === 0) return no("fileEmpty");
  if (file.bytes.length > (await requiredNumber("second-opinion", "paper-megabytes")) * 1_000_000)
    return no("fileSize");
  if (await minutesToWait([["new-uploads", linkId]])) return no("slowDown");
  const type = (await fileTypeFromBuffer(file.bytes))?.mime ?? "application/octet-stream";
  const stored = await storeFile(Readable.from([file.bytes]));
  let isWritten = false;
  try {
    const written = await inTransaction(async (tx): Promise<Result<null, UploadReason>> => {
      const request = await lockRequest(tx, requestId);
      if (!request || !(await isStillWanted(tx, request, { kind: paperKind, linkId })))
        return no("illegal");
      const full = await lackOfRoom(tx, requestId, stored.size);
      if (full) return no(full);
      const id = crypto.randomUUID();
      const key = await personKey(tx, request.patientId);
      await tx.run(sql`
        INSERT INTO uploads (id, request_id, kind, link_id, name, size, received, place, key, state, finished_at)
        VALUES (${id}, ${requestId}, ${paperKind}, ${linkId}, ${seal(key, `uploads.name:${id}`, plainName(file.name))}, ${stored.size}, ${stored.size}, ${stored.place},
          ${seal(key, `uploads.key:${id}`, stored.key.toString("base64"))}, 'taken', now())`);
      await tx.run(
        sql`UPDATE upload_links SET used_at = coalesce(used_at, now()) WHERE id = ${linkId}`,
      );
      await putPaper(tx, request, {
        kind: paperKind,
        name: plainName(file.name),
        type,
        stored,
        by: byOf(bearer),
      });
      return ok(null);
    });
    isWritten = written.ok;
    return written;
  } finally {
    if (!isWritten) await removeStored(stored.place);
  }
}

/** Gives an upload up: its row and its bytes go. */
export async function endUpload(
  sender: Sender,
  upload: OpenUpload,
): Promise<Result<null, "illegal">> {
  return inTransaction(async (tx): Promise<Result<null, "illegal">> => {
    const gone = await tx.run(sql`DELETE FROM uploads WHERE id = ${upload.id} AND state = 'open'`);
    if (gone === 0) return no("illegal");
    await enqueue(tx, "accounts:files:remove", { place: upload.place });
    await record(tx, {
      actor: byOf(sender),
      action: "upload.ended",
      subject: `upload:${upload.id}`,
      about: upload.patientId,
    });
    return ok(null);
  });
}

/** What was acknowledged is no longer on the disk: nothing can be added to it. */
export async function noteLost(upload: OpenUpload): Promise<void> {
  await inTransaction(async (tx) => {
    const moved = await tx.run(
      sql`UPDATE uploads SET state = 'refused', why = 'lost', finished_at = now() WHERE id = ${upload.id} AND state = 'open'`,
    );
    if (moved === 0) return ok(null);
    await enqueue(tx, "accounts:files:remove", { place: upload.place });
    await record(tx, {
      actor: system,
      action: "upload.refused",
      subject: `upload:${upload.id}`,
      about: upload.patientId,
      detail: "lost",
    });
    return ok(null);
  });
}

const keptDays = 30;

/** Gives up what has not come further for days. What became of an upload is known for a while. */
export async function expireUploads(): Promise<number> {
  const days = await requiredNumber("second-opinion", "upload-days");
  const expired = await inTransaction(async (tx) => {
    const old = await tx.rows<{ id: string; place: string; patientId: string }>(sql`
      DELETE FROM uploads u USING requests r WHERE r.id = u.request_id AND u.state = 'open' AND u.touched_at < now() - make_interval(days => ${days}::int)
      RETURNING u.id, u.place, r.patient_id AS "patientId"`);
    for (const { id, place, patientId } of old) {
      await enqueue(tx, "accounts:files:remove", { place });
      await record(tx, {
        actor: system,
        action: "upload.ended",
        subject: `upload:${id}`,
        about: patientId,
        detail: "expired",
      });
    }
    await tx.run(
      sql`DELETE FROM uploads WHERE state IN ('taken', 'refused') AND finished_at < now() - make_interval(days => ${keptDays}::int)`,
    );
    return ok(old.length);
  });
  return expired.ok ? expired.value : 0;
}

/**
 * Removes what lies in the store without a row: what was being written when a program was killed. Only what is older than
 * a day, because a file is there before its row. Answers how many were removed.
 */
export async function sweepStore(now: Date): Promise<number> {
  const there: string[] = [];
  const old: string[] = [];
  for (const files of [everyFile(), everyIncoming()])
    for await (const { place, at } of files) {
      there.push(place);
      if (now.getTime() - at.getTime() > 86_400_000) old.push(place);
    }
  const known = await rows<{ place: string }>(sql`
    SELECT place FROM stored_files WHERE place = ANY(${old}::text[]) UNION SELECT place FROM uploads WHERE place = ANY(${old}::text[]) AND state IN ('open', 'whole')`);
  const isKnown = new Set(known.map((one) => one.place));
  const orphans = [...new Set(old)].filter((place) => !isKnown.has(place));
  if (!canBeOrphans(orphans.length, there.length)) {
    log.warn("the store holds too many files without a row: is it the one of this database?", {
      count: orphans.length,
    });
    return 0;
  }
  await inTransaction(async (tx) => {
    for (const place of orphans) await enqueue(tx, "accounts:files:remove", { place });
    return ok(null);
  });
  return orphans.length;
}

/** Every file of a draft goes with it: what is on its way, its links, its studies and its papers. */
export async function removeDraftFiles(tx: Tx, requestId: string): Promise<void> {
  await stopSending(tx, requestId);
  const files = await tx.rows<{ place: string }>(
    sql`DELETE FROM stored_files WHERE id IN (SELECT file_id FROM request_papers WHERE request_id = ${requestId}) RETURNING place`,
  );
  for (const { place } of files) await enqueue(tx, "accounts:files:remove", { place });
  await tx.run(sql`DELETE FROM request_papers WHERE request_id = ${requestId}`);
}

/** What is on its way to a request, its links and its studies go; its papers stay. */
export async function stopSending(tx: Tx, requestId: string): Promise<void> {
  const gone = await tx.rows<{ place: string; state: string }>(
    sql`DELETE FROM uploads WHERE request_id = ${requestId} RETURNING place, state`,
  );
  for (const { place, state } of gone)
    if (state === "open" || state === "whole")
      await enqueue(tx, "accounts:files:remove", { place });
  await tx.run(sql`DELETE FROM upload_links WHERE request_id = ${requestId}`);
  await removeStudies(tx, { requestId });
}
