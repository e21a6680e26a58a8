import "server-only";
import { record, system } from "@/platform/audit";
import { type Sql, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import { ok } from "@/platform/result";
import { readableCode } from "@/platform/security/tokens";
import type { RetentionKey } from "./rules";

type Rule = { key: RetentionKey; days: number };

/** What a rule removes: a statement that answers a row for each, so that it can be counted, and undone when only tried. */
const removals: Record<RetentionKey, (tx: Tx, before: Sql) => Promise<number>> = {
  sessions: (tx, before) =>
    tx.run(
      sql`DELETE FROM sessions WHERE least(coalesce(ended_at, 'infinity'), idle_ends_at, ends_at) < ${before}`,
    ),
  links: (tx, before) =>
    tx.run(
      sql`DELETE FROM email_links WHERE least(coalesce(used_at, 'infinity'), expires_at) < ${before}`,
    ),
  async invitations(tx, before) {
    // A link that still stands for one goes first.
    await tx.run(
      sql`DELETE FROM email_links WHERE invitation_id IN (SELECT id FROM invitations WHERE accepted_at IS NULL AND expires_at < ${before})`,
    );
    const removed = await tx.run(
      sql`DELETE FROM invitations WHERE accepted_at IS NULL AND expires_at < ${before}`,
    );
    await tx.run(
      sql`UPDATE invitations SET email_hash = NULL, email = NULL WHERE email_hash IS NOT NULL AND coalesce(accepted_at, withdrawn_at) < ${before}`,
    );
    return removed;
  },
  letters: (tx, before) => tx.run(sql`DELETE FROM letters WHERE created_at < ${before}`),
  notices: (tx, before) => tx.run(sql`DELETE FROM notices WHERE created_at < ${before}`),
  async exports(tx, before) {
    const old = await tx.rows<{ id: string; personId: string; fileId: string }>(sql`
      UPDATE rights_requests r SET state = 'removed' FROM stored_files f WHERE f.id = r.file_id AND r.kind = 'export' AND r.state = 'done' AND r.done_at < ${before}
      RETURNING r.id, r.person_id AS "personId", f.id AS "fileId"`);
    for (const { id, personId, fileId } of old) {
      await removeFile(tx, fileId);
      await record(tx, {
        actor: system,
        action: "data.export-removed",
        subject: `request:${id}`,
        about: personId,
      });
    }
    return old.length;
  },
  // Agreements are proof as long as somebody can ask for it: from their withdrawal, or from the erasure of their person.
  consents: (tx, before) =>
    tx.run(
      sql`DELETE FROM consents c USING people p WHERE p.id = c.person_id AND least(coalesce(c.withdrawn_at, 'infinity'), coalesce(p.erased_at, 'infinity')) < ${before}`,
    ),
  async audit(tx, before) {
    // From the front of the chain alone: what stays is still one chain.
    const last = await tx.row<{ position: string }>(sql`
      SELECT coalesce(min(c.position) - 1, (SELECT max(position) FROM audit_chain))::text AS position FROM audit_chain c JOIN audit_entries e ON e.id = c.entry_id WHERE e.at >= ${before}`);
    if (!last?.position || last.position === "0") return 0;
    const gone = await tx.rows<{ entryId: string }>(
      sql`DELETE FROM audit_chain WHERE position <= ${last.position}::bigint RETURNING entry_id::text AS "entryId"`,
    );
    if (gone.length > 0)
      await tx.run(
        sql`DELETE FROM audit_entries WHERE id = ANY(${gone.map((one) => one.entryId)}::bigint[])`,
      );
    return gone.length;
  },
  devices: (tx, before) => tx.run(sql`DELETE FROM known_devices WHERE seen_at < ${before}`),
  async "idle-accounts"(tx, before) {
    const idle = await tx.rows<{ id: string }>(sql`
      SELECT p.id FROM people p WHERE p.erased_at IS NULL AND NOT p.is_demo AND coalesce(p.seen_at, p.created_at) < ${before}
        AND NOT EXISTS (SELECT FROM role_grants g WHERE g.person_id = p.id AND g.ended_at IS NULL AND g.role <> 'patient')
        AND NOT EXISTS (SELECT FROM rights_requests r WHERE r.person_id = p.id AND r.state IN ('asked', 'working')) LIMIT 500`);
    for (const { id } of idle) {
      const made = await tx.row<{ id: string }>(sql`
        INSERT INTO rights_requests (number, person_id, kind, due_at) VALUES (${`E-${readableCode(8)}`}, ${id}, 'erasure', now() + interval '1 day') RETURNING id`);
      if (made) await enqueue(tx, "accounts:requests:erasure", { requestId: made.id });
    }
    return idle.length;
  },
  async proofs(tx, before) {
    const old = await tx.rows<{ proofId: string }>(sql`
      WITH old AS (SELECT id, proof_id FROM relations WHERE proof_id IS NOT NULL AND ended_at < ${before} FOR UPDATE)
      UPDATE relations r SET proof_id = NULL, proof_state = CASE WHEN r.proof_state = 'refused' THEN 'refused' ELSE 'none' END FROM old WHERE r.id = old.id RETURNING old.proof_id AS "proofId"`);
    for (const { proofId } of old) await removeFile(tx, proofId);
    return old.length;
  },
  erasures: (tx, before) =>
    tx.run(
      sql`DELETE FROM rights_requests WHERE state IN ('done', 'removed') AND done_at < ${before}`,
    ),
};

async function removeFile(tx: Tx, fileId: string): Promise<void> {
  await tx.run(sql`UPDATE rights_requests SET file_id = NULL WHERE file_id = ${fileId}`);
  const file = await tx.row<{ place: string }>(
    sql`DELETE FROM stored_files WHERE id = ${fileId} RETURNING place`,
  );
  if (file) await enqueue(tx, "accounts:files:remove", { place: file.place });
}

export type Removed = { key: RetentionKey; days: number; removed: number };

/** Carries out the rules on what is kept how long, each in a transaction of its own; or only says what each would remove. */
export async function carryOutRetention(mode: "for good" | "only tried"): Promise<Removed[]> {
  const rules = await inTransaction(async (tx) =>
    ok(await tx.rows<Rule>(sql`SELECT key, days FROM retention_rules ORDER BY key`)),
  );
  if (!rules.ok) throw new Error("nothing refuses a reading");
  const all: Removed[] = [];
  for (const { key, days } of rules.value) {
    let removed = 0;
    await inTransaction(async (tx) => {
      removed = await removals[key](tx, sql`(now() - make_interval(days => ${days}::int))`);
      if (mode === "only tried") return { ok: false, reason: "only tried" } as const;
      if (removed > 0) {
        await tx.run(sql`INSERT INTO retention_runs (rule, removed) VALUES (${key}, ${removed})`);
        await record(tx, {
          actor: system,
          action: "retention.carried-out",
          subject: `retention:${key}`,
        });
      }
      return ok(null);
    });
    all.push({ key, days, removed });
  }
  if (mode === "only tried") return all;
  await inTransaction(async (tx) =>
    ok(await tx.run(sql`DELETE FROM form_keys WHERE created_at < now() - interval '2 days'`)),
  );
  await inTransaction(async (tx) =>
    ok(
      await tx.run(
        sql`DELETE FROM rate_limits WHERE expire < (extract(epoch FROM now()) * 1000)::bigint`,
      ),
    ),
  );
  return all;
}
