import "server-only";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { fileTypeFromBuffer } from "file-type";
import { type Locked, lockRequest } from "@/cases/moves/commands";
import { record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
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
import { lackOfRoom, putPaper, takesPaper } from "../papers/commands";
import type { LinkBearer } from "../upload-links/queries";
import { byOf, type Sender } from "../uploads/policy";
import { plainName, type UploadReason } from "../uploads/rules";

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
