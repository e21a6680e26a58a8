import "server-only";
import { rows, type Sql, sql } from "@/platform/db/sql";
import { checklistOf } from "../categories/queries";
import { type Item, itemsFor } from "../categories/rules";
import { type Paper, papersOf } from "../papers/queries";
import type { CheckState } from "./rules";

export type Check = {
  item: Item;
  state: CheckState;
  reason: string;
  /** An ISO day. */
  endsOn: string | null;
  checkedAt: Date | null;
  papers: Paper[];
  /** A paper has come since it was looked at. */
  isNew: boolean;
};

/** For whoever a guard, a policy or a link has let in: the checklist of a firm with what was found and its papers. */
export async function checksOf(partner: {
  id: string;
  checklistVersion: number;
  categories: readonly string[];
}): Promise<Check[]> {
  type Row = {
    item: string;
    state: CheckState;
    reason: string;
    endsOn: string | null;
    checkedAt: Date | null;
  };
  const [list, found, papers] = await Promise.all([
    checklistOf(partner.checklistVersion),
    rows<Row>(sql`
      SELECT item, state, reason, ends_on::text AS "endsOn", checked_at AS "checkedAt" FROM partner_checks WHERE partner_id = ${partner.id}`),
    papersOf(partner.id),
  ]);
  return itemsFor(list, partner.categories).map((item) => {
    const check = found.find((one) => one.item === item.key);
    const own = papers.filter((paper) => paper.item === item.key);
    const checkedAt = check?.checkedAt ?? null;
    return {
      item,
      state: check?.state ?? "open",
      reason: check?.reason ?? "",
      endsOn: check?.endsOn ?? null,
      checkedAt,
      papers: own,
      isNew: checkedAt !== null && own.some((paper) => paper.sentAt > checkedAt),
    };
  });
}

/** Whether everything needed of a partner p holds today: without it nothing of theirs can be ordered. */
export const isInOrder: Sql = sql`NOT EXISTS (
  SELECT FROM partner_checks c WHERE c.partner_id = p.id AND c.is_needed
    AND (c.state NOT IN ('checked', 'waived') OR c.ends_on < (now() AT TIME ZONE 'Europe/Rome')::date))`;
