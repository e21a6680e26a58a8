import "server-only";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import { log } from "@/platform/log";
import { ok } from "@/platform/result";
import { requiredNumber } from "@/platform/settings";
import { everyIncoming } from "@/platform/storage/incoming";
import { everyFile } from "@/platform/storage/store";
import { removeStudies } from "../studies/commands";
import { canBeOrphans } from "../uploads/rules";

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
    SELECT place FROM stored_files WHERE place = ANY(${old}::text[]) UNION SELECT place FROM uploads WHERE place = ANY(${old}::text[]) AND state IN ('open', 'whole')
    UNION SELECT place FROM partner_papers WHERE place = ANY(${old}::text[])`);
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
