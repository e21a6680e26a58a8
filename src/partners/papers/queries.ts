import "server-only";
import { row, rows, sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { unsealByMaster } from "@/platform/security/sealing";
import { dayIn, milan } from "@/platform/zones";
import type { Item } from "../categories/rules";
import type { Scan } from "./rules";

export type Paper = {
  id: string;
  item: string;
  name: string;
  size: number;
  /** An ISO day. */
  endsOn: string | null;
  sentAt: Date;
  scan: Scan;
};

/** For whoever a guard, a policy or a link has let in: what a firm has sent, the newest first. */
export async function papersOf(partnerId: string): Promise<Paper[]> {
  const found = await rows<Omit<Paper, "size"> & { size: string }>(sql`
    SELECT id, item, name, size::text, ends_on::text AS "endsOn", sent_at AS "sentAt", scan FROM partner_papers
    WHERE partner_id = ${partnerId} ORDER BY sent_at DESC, id LIMIT 500`);
  return found.map((paper) => ({
    ...paper,
    size: Number(paper.size),
    name: unsealByMaster(`partner_papers.name:${paper.id}`, paper.name),
  }));
}

/** The needed items of a list for which a firm has no paper that holds on this day. */
export async function missingItems(
  partnerId: string,
  items: readonly Item[],
  now: Date,
  tx?: Tx,
): Promise<Item[]> {
  const query = sql`
    SELECT DISTINCT item FROM partner_papers WHERE partner_id = ${partnerId} AND scan <> 'unsafe' AND (ends_on IS NULL OR ends_on > ${dayIn(milan, now)}::date)`;
  const sent = tx ? await tx.rows<{ item: string }>(query) : await rows<{ item: string }>(query);
  const has = new Set(sent.map(({ item }) => item));
  return items.filter((item) => item.paper && !item.optional && !has.has(item.key));
}

export type KeptFile = {
  id: string;
  partnerId: string;
  name: string;
  size: number;
  place: string;
  key: Buffer;
  scan: Scan;
};

/** For commands that have asked a policy first. */
export async function keptFile(paperId: string): Promise<KeptFile | null> {
  type Row = Omit<KeptFile, "size" | "key"> & { size: string; key: string };
  const found = await row<Row>(
    sql`SELECT id, partner_id AS "partnerId", name, size::text, place, key, scan FROM partner_papers WHERE id::text = ${paperId}`,
  );
  return (
    found && {
      ...found,
      size: Number(found.size),
      name: unsealByMaster(`partner_papers.name:${found.id}`, found.name),
      key: Buffer.from(unsealByMaster(`partner_papers.key:${found.id}`, found.key), "base64"),
    }
  );
}
