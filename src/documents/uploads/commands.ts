import "server-only";
import { randomBytes } from "node:crypto";
import { statfs } from "node:fs/promises";
import { lockRequest } from "@/cases/moves/commands";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { env } from "@/platform/env";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { personKey, seal } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import { newPlace } from "@/platform/storage/places";
import { lackOfRoom, takesPaper } from "../papers/commands";
import { byOf, canBegin, type Sender } from "./policy";
import type { OpenUpload } from "./queries";
import { plainName, type UploadReason } from "./rules";

type NewUpload = { requestId: string; kind: string; name: string; size: number };

/** What must stay free on the disk that files come in on. */
const reserve = 1_000_000_000;

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
