import "server-only";
import type { Actor } from "@/platform/actor";
import { type Outsider, record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { canMove, type MoveKey, moves, type PartnerState } from "./rules";

export type LockedPartner = {
  id: string;
  number: string;
  slug: string | null;
  state: PartnerState;
  version: number;
  checklistVersion: number;
  categories: string[];
  name: string;
  language: string;
  contact: string | null;
  releaseNo: number;
};

/** A firm, held until the transaction ends. */
export async function lockPartner(tx: Tx, partnerId: string): Promise<LockedPartner | null> {
  return tx.row<LockedPartner>(sql`
    SELECT id, number, slug, state, version, checklist_version AS "checklistVersion", categories, name, language, contact, release_no AS "releaseNo"
    FROM partners WHERE id::text = ${partnerId} FOR UPDATE`);
}

/** Moves a firm that the caller holds, with its line in the firm's way and its entry in the record. Answers the move's id; null where it stands elsewhere by now. */
export async function movePartner(
  tx: Tx,
  actor: Actor | Outsider,
  partner: LockedPartner,
  key: MoveKey,
  { reason = "", slug = null }: { reason?: string; slug?: string | null } = {},
): Promise<string | null> {
  if (!canMove(key, partner.state)) return null;
  const { to } = moves[key];
  await tx.run(sql`
    UPDATE partners SET state = ${to}, version = version + 1, moved_at = now(), slug = coalesce(slug, ${slug}),
      submitted_at = CASE WHEN ${to} = 'submitted' THEN now() ELSE submitted_at END,
      admitted_at = CASE WHEN ${to} = 'admitted' THEN coalesce(admitted_at, now()) ELSE admitted_at END
    WHERE id = ${partner.id} AND state = ${partner.state}`);
  const moved = await tx.row<{ id: string }>(sql`
    INSERT INTO partner_moves (partner_id, before, after, reason, moved_by, role)
    VALUES (${partner.id}, ${partner.state}, ${to}, ${reason}, ${actor.personId ?? null}, ${actor.role}) RETURNING id`);
  await record(tx, { actor, action: `partner.${to}`, subject: `partner:${partner.id}` });
  return moved?.id ?? null;
}
