import "server-only";
import { createHash } from "node:crypto";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { ok } from "@/platform/result";

export type Verified = {
  entries: number;
  brokenAt:
    | number
    | null /** Of the last link, in hex: to be kept elsewhere, so that a cut end shows. */;
  head: string | null;
};

const batch = 5_000;
const beginning = createHash("sha256").update("the first").digest();
type Link = { position: string; entryId: string; hash: Buffer; entry: string | null };

/**
 * Goes over the whole chain and computes each hash anew. Where older entries have left by retention, the first link
 * still there is taken as it stands. `brokenAt`: the entry where the chain first differs, is missing or is not linked.
 */
export async function verifyChain(): Promise<Verified> {
  let before: Buffer | null = null;
  let position = 0;
  let entries = 0;
  const loose = await rows<{ id: string }>(
    sql`SELECT e.id::text FROM audit_entries e LEFT JOIN audit_chain c ON c.entry_id = e.id WHERE c.entry_id IS NULL ORDER BY e.id LIMIT 1`,
  );
  for (;;) {
    const links: Link[] = await rows<Link>(sql`
      SELECT c.position::text, c.entry_id::text AS "entryId", c.hash, audit_text(e) AS entry FROM audit_chain c LEFT JOIN audit_entries e ON e.id = c.entry_id
      WHERE c.position > ${position} ORDER BY c.position LIMIT ${batch}`);
    if (links.length === 0) break;
    for (const link of links) {
      const isFirst = before === null;
      const expected =
        isFirst && link.position !== "1"
          ? null
          : createHash("sha256")
              .update(before ?? beginning)
              .update(link.entry ?? "")
              .digest();
      const isGap = !isFirst && Number(link.position) !== position + 1;
      if (link.entry === null || isGap || (expected && !expected.equals(link.hash)))
        return { entries, brokenAt: Number(link.entryId), head: before?.toString("hex") ?? null };
      before = link.hash;
      position = Number(link.position);
      entries++;
    }
  }
  return {
    entries,
    brokenAt: loose[0] ? Number(loose[0].id) : null,
    head: before?.toString("hex") ?? null,
  };
}

/** Verifies the chain and keeps what was found, for the privacy officer to see. */
export async function checkChain(): Promise<Verified> {
  const found = await verifyChain();
  await inTransaction(async (tx) =>
    ok(
      await tx.run(
        sql`INSERT INTO audit_checks (entries, broken_at, hash) VALUES (${found.entries}, ${found.brokenAt}, ${found.head ? Buffer.from(found.head, "hex") : null})`,
      ),
    ),
  );
  return found;
}
