import "server-only";
import type { Actor, Office } from "@/platform/actor";
import { rows, type Sql, sql } from "@/platform/db/sql";
import type { Desk } from "../drafts/queries";
import type { Stop } from "../drafts/rules";
import { plain, type Reader } from "../releases/queries";
import type { Fields, Series } from "../releases/rules";
import type { ChangeState, HeldReason } from "./rules";

export type Change = {
  id: string;
  recordId: number;
  kind: string;
  key: string;
  language: Series;
  baseNo: number;
  sourceNo: number | null;
  frozen: Fields;
  hash: string;
  sections: string[];
  origin: "edit" | "return" | "import" | "merge";
  authors: string[];
  submittedBy: string;
  submittedAt: Date;
  state: ChangeState;
  isForOffice: boolean;
  stops: Stop[];
  overruled: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  reason: string;
  publishAt: Date | null;
  heldReason: HeldReason | null;
  isSkipped: boolean;
  lookAgainBy: Date | null;
  lookedAt: Date | null;
};
const columns = sql`c.id, c.record_id AS "recordId", l.kind, l.key, c.language, c.base_no AS "baseNo", c.source_no AS "sourceNo", c.frozen, c.hash, c.sections, c.origin, c.authors::text[] AS authors, c.submitted_by AS "submittedBy",
  c.submitted_at AS "submittedAt", c.state, c.is_for_office AS "isForOffice", c.stops, c.overruled, c.decided_by AS "decidedBy", c.decided_at AS "decidedAt", c.reason, c.publish_at AS "publishAt",
  c.held_reason AS "heldReason", c.is_skipped AS "isSkipped", c.look_again_by AS "lookAgainBy", c.looked_at AS "lookedAt"`;
const from = sql`FROM changes c JOIN listing_records l ON l.id = c.record_id`;

/** One change of a kind, locked where a transaction asks. */
export const changeById = (kind: string, id: string, reader: Reader = plain, lock: Sql = sql``) =>
  reader.row<Change>(
    sql`SELECT ${columns} ${from} WHERE c.id::text = ${id} AND l.kind = ${kind} ${lock}`,
  );

/** A change as somebody may read it: those of the record, and the association. */
export async function changeFor(actor: Actor, desk: Desk, id: string): Promise<Change | null> {
  const found = await changeById(desk.kind.name, id);
  return found && (desk.mayWrite(actor, found.key) || desk.mayApprove(actor, found.key))
    ? found
    : null;
}

/** What came of the changes of a record, the newest first. */
export const changesOf = (recordId: number, states: readonly ChangeState[], limit: number) =>
  rows<Change>(sql`
    SELECT ${columns} ${from} WHERE c.record_id = ${recordId} AND c.state = ANY(${[...states]}::text[]) ORDER BY c.submitted_at DESC LIMIT ${limit}`);

export type WaitingChange = Change & { name: string; slug: string };

/** What waits for the association: changes it was asked to approve, and published ones to be looked at again; those due first. */
export async function changesForOffice(office: Office, limit: number): Promise<WaitingChange[]> {
  if (office.role !== "administrator") return [];
  return rows<WaitingChange>(sql`
    SELECT ${columns}, f.common_name AS name, f.slug ${from} JOIN facilities f ON l.kind = 'facility' AND f.id::text = l.key
    WHERE (c.state IN ('waiting', 'held') AND (c.is_for_office OR c.stops <> '[]')) OR (c.state = 'published' AND c.look_again_by IS NOT NULL AND c.looked_at IS NULL)
    ORDER BY c.look_again_by NULLS LAST, c.submitted_at LIMIT ${limit}`);
}

export type Comment = { field: string; body: string; personId: string; at: Date };

export const commentsOn = (changeId: string) =>
  rows<Comment>(sql`
    SELECT field, body, person_id AS "personId", at FROM change_comments WHERE change_id = ${changeId} ORDER BY id`);

/** Whether anybody of the record who may approve wrote none of a text. */
export async function hasOtherApprover(
  reader: Reader,
  desk: Desk,
  key: string,
  authors: readonly string[],
): Promise<boolean> {
  const found = await reader.row<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM (${desk.approvers(key)}) a WHERE NOT a.id = ANY(${[...authors]}::uuid[])`,
  );
  return (found?.n ?? 0) > 0;
}
