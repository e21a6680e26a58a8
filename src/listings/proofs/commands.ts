import "server-only";
import { notify } from "@/accounts/notices/commands";
import type { Actor } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { dayIn, milan } from "@/platform/zones";
import type { Desk } from "../drafts/queries";
import { publish } from "../releases/commands";
import { publishedRelease, recordById } from "../releases/queries";
import { type Fields, hashOf } from "../releases/rules";

export type ProofInput = {
  recordId: number;
  field: string;
  /** Of the value that whoever confirms has read. */
  valueHash: string;
  method: string;
  paper: string;
  untilOn: string | null;
  nextCheckOn: string | null;
};

/** Stands behind one claim as it is published now; a later change of it ends the proof. */
export async function confirmClaim(
  actor: Actor,
  desk: Desk,
  proof: ProofInput,
  now = new Date(),
): Promise<Result<null, "not-found" | "stale" | "notAllowed">> {
  return inTransaction(async (tx): Promise<Result<null, "not-found" | "stale" | "notAllowed">> => {
    await tx.run(sql`SELECT FROM listing_records WHERE id = ${proof.recordId} FOR UPDATE`);
    const listing = await recordById(proof.recordId, tx);
    if (!listing || listing.kind !== desk.kind.name || !desk.mayWrite(actor, listing.key))
      return no("not-found");
    if (!desk.mayApprove(actor, listing.key)) return no("notAllowed");
    const facts = await publishedRelease(listing.id, "", tx);
    const claims = desk.kind.claims(facts?.fields ?? {});
    if (!(proof.field in claims) || hashOf(claims[proof.field]) !== proof.valueHash)
      return no("stale");
    const today = dayIn(milan, now);
    const by = actor.kind === "office" ? "association" : "facility";
    await tx.run(sql`
      UPDATE claim_proofs SET ended_at = ${now}, end_reason = 'renewed' WHERE record_id = ${listing.id} AND field = ${proof.field} AND ended_at IS NULL`);
    await tx.run(sql`
      INSERT INTO claim_proofs (record_id, field, value_hash, confirmed_by, person_id, method, paper, from_on, until_on, next_check_on)
      VALUES (${listing.id}, ${proof.field}, ${proof.valueHash}, ${by}, ${actor.personId}, ${proof.method}, ${proof.paper}, ${today}::date, ${proof.untilOn}::date, ${proof.nextCheckOn}::date)`);
    await desk.kind.confirm(tx, listing.key, proof.field, { by, on: today });
    await record(tx, {
      actor,
      action: "listing.claim-confirmed",
      subject: `listing:${listing.id}`,
      detail: proof.field,
    });
    return ok(null);
  });
}

/** Reminds the record's people of proofs that end soon, once for each number of days. */
export async function remindOfProofs(
  desks: readonly Desk[],
  days: readonly number[],
  now: Date,
): Promise<void> {
  const today = dayIn(milan, now);
  const due = await rows<{
    id: string;
    kind: string;
    key: string;
    left: number;
    told: number[];
  }>(sql`
    SELECT p.id, l.kind, l.key, (p.until_on - ${today}::date)::int AS left, p.told FROM claim_proofs p JOIN listing_records l ON l.id = p.record_id
    WHERE p.ended_at IS NULL AND p.until_on BETWEEN ${today}::date AND ${today}::date + ${Math.max(0, ...days)}::int`);
  for (const one of due) {
    const desk = desks.find(({ kind }) => kind.name === one.kind);
    const reached = days.filter((day) => one.left <= day && !one.told.includes(day));
    if (!desk || reached.length === 0) continue;
    await inTransaction(async (tx) => {
      const marked = await tx.run(
        sql`UPDATE claim_proofs SET told = told || ${reached}::int[] WHERE id = ${one.id} AND ended_at IS NULL AND NOT told && ${reached}::int[]`,
      );
      if (marked === 1)
        for (const { id } of await tx.rows<{ id: string }>(desk.people(one.key)))
          await notify(tx, { personId: id, kind: "listing-proof", subject: one.id });
      return ok(null);
    });
  }
}

/** What a proof stood for is over with its last day: the claim leaves page, filters, search and data in one transaction. */
export async function endProofs(desks: readonly Desk[], now: Date): Promise<void> {
  const today = dayIn(milan, now);
  const ended = await rows<{ recordId: number; kind: string }>(sql`
    SELECT DISTINCT p.record_id AS "recordId", l.kind FROM claim_proofs p JOIN listing_records l ON l.id = p.record_id WHERE p.ended_at IS NULL AND p.until_on < ${today}::date`);
  for (const { recordId, kind } of ended) {
    const desk = desks.find((one) => one.kind.name === kind);
    if (desk)
      await inTransaction(async (tx) => {
        await endThoseOf(tx, desk, recordId, today);
        return ok(null);
      });
  }
}

async function endThoseOf(tx: Tx, desk: Desk, recordId: number, today: string): Promise<void> {
  await tx.run(sql`SELECT FROM listing_records WHERE id = ${recordId} FOR UPDATE`);
  const ended = await tx.rows<{ field: string }>(sql`
    UPDATE claim_proofs SET ended_at = now(), end_reason = 'expired' WHERE record_id = ${recordId} AND ended_at IS NULL AND until_on < ${today}::date RETURNING field`);
  const facts = await publishedRelease(recordId, "", tx);
  const listing = await recordById(recordId, tx);
  if (ended.length === 0 || !facts || !listing) return;
  const fields = ended.reduce(
    (rest: Fields, { field }) => desk.kind.without(rest, field),
    facts.fields,
  );
  const out = await publish(tx, desk.kind, system, {
    recordId,
    language: "",
    baseNo: facts.no,
    fields,
    origin: "expiry",
    writtenBy: [],
    reason: ended.map(({ field }) => field).join(", "),
  });
  if (!out.ok) throw new Error("the facts moved under the lock of their record");
  for (const { id } of await tx.rows<{ id: string }>(desk.people(listing.key)))
    await notify(tx, { personId: id, kind: "listing-expired", subject: String(recordId) });
}
