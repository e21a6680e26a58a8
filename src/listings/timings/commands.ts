import "server-only";
import { notify } from "@/accounts/notices/commands";
import type { Actor } from "@/platform/actor";
import { type Outsider, record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { dayIn, milan } from "@/platform/zones";
import { type Change, changeById } from "../changes/queries";
import type { HeldReason } from "../changes/rules";
import type { Desk } from "../drafts/queries";
import { publish } from "../releases/commands";
import { publishedRelease, recordById, releaseNo } from "../releases/queries";
import { hashOf, textHash } from "../releases/rules";

/** Publishes an approved change; refused where its release has moved since it was frozen. */
export async function putOut(
  tx: Tx,
  desk: Desk,
  actor: Actor | Outsider,
  change: Change,
  isTimed = false,
): Promise<Result<null, "moved">> {
  const listing = await recordById(change.recordId, tx);
  const before = await publishedRelease(change.recordId, change.language, tx);
  const [old, fresh] = [desk.kind.units(before?.fields ?? {}), desk.kind.units(change.frozen)];
  const isTranslation = change.language !== "" && change.language !== listing?.sourceLanguage;
  const published = await publish(tx, desk.kind, actor, {
    recordId: change.recordId,
    language: change.language,
    baseNo: change.baseNo,
    fields: change.frozen,
    origin: isTimed ? "timed" : change.origin,
    changeId: change.id,
    writtenBy: change.authors,
    approvedBy: change.decidedBy,
    isSkipped: change.isSkipped,
    reason: change.reason,
    ...(isTranslation && change.sourceNo !== null
      ? {
          translated: {
            sourceNo: change.sourceNo,
            fields: Object.keys(fresh).filter((field) => fresh[field] !== old[field]),
            method: "human" as const,
          },
        }
      : {}),
  });
  if (!published.ok) return published;
  await tx.run(sql`UPDATE changes SET state = 'published' WHERE id = ${change.id}`);
  await tx.run(
    sql`UPDATE drafts SET state = 'published', updated_at = now() WHERE change_id = ${change.id} AND state = 'submitted'`,
  );
  await tellOfOutsiders(tx, desk, change);
  return ok(null);
}

/** Whatever somebody from outside changed on a record is told to everybody who works on it. */
async function tellOfOutsiders(tx: Tx, desk: Desk, change: Change) {
  const people = (await tx.rows<{ id: string }>(desk.people(change.key))).map(({ id }) => id);
  if (change.authors.every((author) => people.includes(author))) return;
  for (const personId of people)
    await notify(tx, { personId, kind: "listing-changed", subject: change.id });
}

/** Why an approved change may not go out at its time; null where it may. */
async function whyHeld(tx: Tx, desk: Desk, change: Change): Promise<HeldReason | null> {
  const current = await publishedRelease(change.recordId, change.language, tx);
  if ((current?.no ?? 0) !== change.baseNo) return "moved";
  const stillHolds = await tx.row(sql`
    SELECT FROM (${desk.approvers(change.key)}) a WHERE a.id = ${change.decidedBy}::uuid
    UNION ALL SELECT FROM role_grants WHERE role = 'administrator' AND ended_at IS NULL AND person_id = ${change.decidedBy}::uuid`);
  if (!stillHolds) return "approver-left";
  if (await hasSourceMoved(tx, desk, change)) return "source-moved";
  return (await endsBefore(tx, desk, change)) ? "proof-ends" : null;
}

async function hasSourceMoved(tx: Tx, desk: Desk, change: Change): Promise<boolean> {
  const listing = await recordById(change.recordId, tx);
  if (!listing || change.sourceNo === null || change.language === listing.sourceLanguage)
    return false;
  const seen = await releaseNo(listing.id, listing.sourceLanguage, change.sourceNo, tx);
  const now = await publishedRelease(listing.id, listing.sourceLanguage, tx);
  const [before, after] = [desk.kind.units(seen?.fields ?? {}), desk.kind.units(now?.fields ?? {})];
  return Object.keys({ ...before, ...after }).some(
    (field) => textHash(before[field] ?? "") !== textHash(after[field] ?? ""),
  );
}

async function endsBefore(tx: Tx, desk: Desk, change: Change): Promise<boolean> {
  if (change.language !== "" || !change.publishAt) return false;
  const claims = desk.kind.claims(change.frozen);
  const ending = await tx.rows<{ field: string; valueHash: string }>(sql`
    SELECT field, value_hash AS "valueHash" FROM claim_proofs
    WHERE record_id = ${change.recordId} AND ended_at IS NULL AND until_on < ${dayIn(milan, change.publishAt)}::date`);
  return ending.some(
    ({ field, valueHash }) => field in claims && hashOf(claims[field]) === valueHash,
  );
}

/** Looks at every change that waits for its time: holds what may not go out, with its reason, and publishes what is due. */
export async function publishDue(desks: readonly Desk[], now: Date): Promise<void> {
  const timed = await rows<{ id: string; kind: string }>(
    sql`SELECT c.id, l.kind FROM changes c JOIN listing_records l ON l.id = c.record_id WHERE c.state = 'approved' AND c.publish_at IS NOT NULL ORDER BY c.publish_at`,
  );
  for (const { id, kind } of timed) {
    const desk = desks.find((one) => one.kind.name === kind);
    if (desk) await publishOne(desk, id, now);
  }
}

async function publishOne(desk: Desk, id: string, now: Date): Promise<void> {
  await inTransaction(async (tx): Promise<Result<null, "moved">> => {
    const change = await changeById(desk.kind.name, id, tx, sql`FOR UPDATE OF c SKIP LOCKED`);
    if (change?.state !== "approved" || !change.publishAt) return ok(null);
    const why = await whyHeld(tx, desk, change);
    if (why) {
      await tx.run(
        sql`UPDATE changes SET state = 'held', held_reason = ${why} WHERE id = ${change.id}`,
      );
      await record(tx, {
        actor: system,
        action: "listing.held",
        subject: `change:${change.id}`,
        detail: why,
      });
      for (const personId of new Set([change.submittedBy, change.decidedBy ?? change.submittedBy]))
        await notify(tx, { personId, kind: "listing-held", subject: change.id });
      return ok(null);
    }
    if (change.publishAt > now) return ok(null);
    const out = await putOut(tx, desk, system, change, true);
    return out.ok ? ok(null) : no("moved");
  });
}
