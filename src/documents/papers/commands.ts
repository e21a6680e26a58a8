import "server-only";
import { fileTypeFromBuffer } from "file-type";
import { writeFile } from "@/accounts/files/commands";
import { canActForPatient, isCoordinator, isInSight } from "@/cases/access/policy";
import { requestsReadableBy, sightOf } from "@/cases/access/queries";
import type { RequestReason } from "@/cases/answers/rules";
import { carePath } from "@/cases/care-path/queries";
import { checklist, isOpen } from "@/cases/care-path/rules";
import { type Locked, lockRequest } from "@/cases/moves/commands";
import type { Actor, Office } from "@/platform/actor";
import { type Outsider, record } from "@/platform/audit";
import { row, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { personKey, seal } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import { removeStored, type Stored, storeFile } from "@/platform/storage/files";
import { opensFor, type Scan } from "../examinations/rules";
import { isPaperType, paperName } from "../formats/rules";

export type PaperReason = RequestReason | NoRoom | "fileType" | "fileSize" | "fileEmpty";
type NoRoom = "caseFull" | "caseFiles";
type TooMany = { ok: false; reason: "slowDown"; minutes: number };

/** Takes a paper: read for what it is, encrypted under a key of its own, bound to the request. */
export async function addPaper(
  actor: Actor,
  requestId: string,
  kind: string,
  file: { name: string; bytes: Uint8Array },
): Promise<Result<null, PaperReason> | TooMany> {
  const minutes = await minutesToWait([["papers", actor.personId]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  if (file.bytes.length === 0) return no("fileEmpty");
  if (file.bytes.length > (await requiredNumber("second-opinion", "paper-megabytes")) * 1_000_000)
    return no("fileSize");
  const type = (await fileTypeFromBuffer(file.bytes))?.mime ?? "";
  if (!isPaperType(type)) return no("fileType");
  const stored = await storeFile(single(file.bytes));
  let isWritten = false;
  try {
    const written = await writePaper(actor, requestId, kind, file.name, type, stored);
    isWritten = written.ok;
    return written;
  } finally {
    if (!isWritten) await removeStored(stored.place);
  }
}

async function* single(bytes: Uint8Array) {
  yield bytes;
}

async function writePaper(
  actor: Actor,
  requestId: string,
  kind: string,
  name: string,
  type: string,
  stored: Stored,
): Promise<Result<null, PaperReason>> {
  return inTransaction(async (tx): Promise<Result<null, PaperReason>> => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId, "add-documents"))
      return no("not-found");
    if (!(await takesPaper(tx, request, kind))) return no("illegal");
    const full = await lackOfRoom(tx, requestId, stored.size);
    if (full) return no(full);
    await putPaper(tx, request, { kind, name, type, stored, by: actor });
    return ok(null);
  });
}

/** Whether a locked request still takes papers, and of this kind. */
export async function takesPaper(tx: Tx, request: Locked, kind: string): Promise<boolean> {
  const path = await carePath(request.rulesVersion);
  const { family } = (await tx.row<{ family: string }>(
    sql`SELECT family FROM requests WHERE id = ${request.id}`,
  )) ?? { family: "other" };
  return (
    checklist(path, family).includes(kind) &&
    (request.state === "draft" || isOpen(path, request.state))
  );
}

/** Why a locked request has no room for a file of so many bytes: what is there and what is on its way counts. Null where it has. */
export async function lackOfRoom(tx: Tx, requestId: string, size: number): Promise<NoRoom | null> {
  const [megabytes, files] = await Promise.all([
    requiredNumber("second-opinion", "case-megabytes"),
    requiredNumber("second-opinion", "case-files"),
  ]);
  const used = await tx.row<{ files: number; bytes: string }>(sql`
    SELECT count(*)::int AS files, coalesce(sum(size), 0)::text AS bytes FROM (
      SELECT f.size FROM request_papers a JOIN stored_files f ON f.id = a.file_id WHERE a.request_id = ${requestId}
      UNION ALL SELECT u.size FROM uploads u WHERE u.request_id = ${requestId} AND u.state IN ('open', 'whole')) AS there`);
  if ((used?.files ?? 0) >= files) return "caseFiles";
  return Number(used?.bytes ?? 0) + size > megabytes * 1_000_000 ? "caseFull" : null;
}

type NewPaper = { kind: string; name: string; type: string; stored: Stored; by: Actor | Outsider };

/** Puts a file of the store among the papers of a locked request, and has it examined. */
export async function putPaper(
  tx: Tx,
  request: Locked,
  { kind, name, type, stored, by }: NewPaper,
): Promise<void> {
  const fileId = await writeFile(tx, {
    ownerId: request.patientId,
    purpose: "paper",
    name: paperName(name, type),
    type,
    stored,
  });
  // Of the same kind, one that was only said not to be there makes way.
  await tx.run(
    sql`DELETE FROM request_papers WHERE request_id = ${request.id} AND kind = ${kind} AND state = 'not-had'`,
  );
  const paperId = crypto.randomUUID();
  await tx.run(
    sql`INSERT INTO request_papers (id, request_id, kind, file_id) VALUES (${paperId}, ${request.id}, ${kind}, ${fileId})`,
  );
  await enqueue(tx, "documents:papers:examine", { paperId });
  await record(tx, {
    actor: by,
    action: "paper.added",
    subject: `paper:${paperId}`,
    about: request.patientId,
  });
}

/** The patient does not have a paper of the list: that is an answer too. */
export async function sayNotHad(
  actor: Actor,
  requestId: string,
  kind: string,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId, "add-documents"))
      return no("not-found");
    const path = await carePath(request.rulesVersion);
    const { family } = (await tx.row<{ family: string }>(
      sql`SELECT family FROM requests WHERE id = ${requestId}`,
    )) ?? { family: "other" };
    if (
      !checklist(path, family).includes(kind) ||
      (request.state !== "draft" && !isOpen(path, request.state))
    )
      return no("illegal");
    if (
      await tx.row(
        sql`SELECT 1 FROM request_papers WHERE request_id = ${requestId} AND kind = ${kind} AND state <> 'refused'`,
      )
    )
      return no("illegal");
    await tx.run(
      sql`INSERT INTO request_papers (request_id, kind, state) VALUES (${requestId}, ${kind}, 'not-had')`,
    );
    await record(tx, {
      actor,
      action: "paper.not-had",
      subject: `request:${requestId}`,
      about: request.patientId,
      detail: kind,
    });
    return ok(null);
  });
}

/**
 * Opening a paper leaves its trace before a byte is sent. What is not scanned clean opens for the patient's side alone; a
 * facility opens what lies within the groups agreed to, a specialist the earlier advice only after the first judgement.
 */
export async function openPaper(actor: Actor, paperId: string): Promise<string | null> {
  const found = await row<{
    patientId: string;
    fileId: string;
    kind: string;
    scan: Scan;
    scanWhy: string | null;
    requestId: string;
    rulesVersion: number;
  }>(sql`
    SELECT r.patient_id AS "patientId", a.file_id AS "fileId", a.kind, f.scan, f.scan_why AS "scanWhy", r.id AS "requestId", r.rules_version AS "rulesVersion"
    FROM request_papers a JOIN requests r ON r.id = a.request_id JOIN stored_files f ON f.id = a.file_id WHERE a.id::text = ${paperId} AND ${requestsReadableBy(actor)}`);
  if (!found) return null;
  if (actor.kind === "staff" || isCoordinator(actor)) {
    const path = await carePath(found.rulesVersion);
    if (
      !opensFor(found, false) ||
      !isInSight(await sightOf(actor, found.requestId), found.kind, path)
    )
      return null;
  } else if (!canActForPatient(actor, found.patientId, "see-documents") || !opensFor(found, true))
    return null;
  await inTransaction(async (tx) =>
    ok(
      await record(tx, {
        actor,
        action: "paper.opened",
        subject: `paper:${paperId}`,
        about: found.patientId,
      }),
    ),
  );
  return found.fileId;
}

type Verdict = {
  requestId: string;
  paperId: string;
  verdict: "accepted" | "refused";
  reason: string;
};

/** Whether a paper is in order, by what the patient's side has said of it; a refusal says why in plain words. */
export async function decidePaper(
  office: Office,
  { requestId, paperId, verdict, reason }: Verdict,
): Promise<Result<null, RequestReason>> {
  if (!isCoordinator(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockRequest(tx, requestId);
    if (
      !request ||
      !(await tx.row(
        sql`SELECT 1 FROM requests r WHERE r.id = ${requestId} AND ${requestsReadableBy(office)}`,
      ))
    )
      return no("not-found");
    if (verdict === "refused" && reason === "") return no("incomplete");
    const sealed = reason
      ? seal(await personKey(tx, request.patientId), `request_papers.reason:${paperId}`, reason)
      : null;
    const decided = await tx.run(sql`
      UPDATE request_papers SET state = ${verdict}, reason = ${sealed}, decided_at = now(), decided_by = ${office.personId}
      WHERE id = ${paperId} AND request_id = ${requestId} AND state = 'sent'`);
    if (decided === 0) return no("stale");
    await record(tx, {
      actor: office,
      action: `paper.${verdict}`,
      subject: `paper:${paperId}`,
      about: request.patientId,
    });
    return ok(null);
  });
}
