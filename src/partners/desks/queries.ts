import "server-only";
import type { Office } from "@/platform/actor";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { applicationOf } from "../applications/queries";
import { checksOf } from "../checks/queries";
import { commissionsOf } from "../commissions/queries";
import { didNotWorkOn } from "../complaints/queries";
import { hasChecked, openTasks } from "../decisions/queries";
import { areaNames } from "../listing/queries";
import { curates } from "../moves/policy";
import { movesOf } from "../moves/queries";
import type { PartnerState } from "../moves/rules";
import { newestRelease } from "../profiles/queries";
import { waitingChange } from "../reviews/queries";

export type DeskLine = {
  id: string;
  number: string;
  name: string;
  state: PartnerState;
  categories: string[];
  movedAt: Date;
  /** How many items of the checklist are settled, of how many needed. */
  settled: number;
  needed: number;
  /** The nearest end of something needed, as an ISO day. */
  nextEnd: string | null;
  hasChange: boolean;
  /** Papers that came since they were looked at. */
  newPapers: number;
};

const lineColumns = sql`p.id, p.number, p.name, p.state, p.categories, p.moved_at AS "movedAt",
  (SELECT count(*)::int FROM partner_checks c WHERE c.partner_id = p.id AND c.is_needed AND c.state IN ('checked', 'waived')) AS settled,
  (SELECT count(*)::int FROM partner_checks c WHERE c.partner_id = p.id AND c.is_needed) AS needed,
  (SELECT min(c.ends_on)::text FROM partner_checks c WHERE c.partner_id = p.id AND c.is_needed AND c.state IN ('checked', 'waived')) AS "nextEnd",
  EXISTS (SELECT FROM partner_changes g WHERE g.partner_id = p.id AND g.state = 'submitted') AS "hasChange",
  (SELECT count(*)::int FROM partner_papers a JOIN partner_checks c ON c.partner_id = a.partner_id AND c.item = a.item WHERE a.partner_id = p.id AND c.checked_at < a.sent_at) AS "newPapers"`;

/** What of a partner p waits for the association. */
const waits: Sql = sql`(p.state = 'submitted'
  OR EXISTS (SELECT FROM partner_changes g WHERE g.partner_id = p.id AND g.state = 'submitted')
  OR (p.state IN ('admitted', 'suspended') AND EXISTS (SELECT FROM partner_checks c WHERE c.partner_id = p.id AND c.is_needed AND c.state IN ('open', 'failed', 'expired')))
  OR (p.state IN ('admitted', 'suspended') AND EXISTS (SELECT FROM partner_papers a JOIN partner_checks c ON c.partner_id = a.partner_id AND c.item = a.item WHERE a.partner_id = p.id AND c.checked_at < a.sent_at))
  OR EXISTS (SELECT FROM partner_tasks t WHERE t.partner_id = p.id AND t.done_at IS NULL))`;

export type DeskState = PartnerState | "waiting";

/** The firms in a state, or those that wait for the association, a page at a time. Drafts are nobody's but the applicant's. */
export async function deskOf(
  office: Office,
  state: DeskState,
  page: number,
  size: number,
): Promise<{ total: number; lines: DeskLine[] }> {
  if (!curates(office) || state === "draft") return { total: 0, lines: [] };
  const which = state === "waiting" ? waits : sql`p.state = ${state}`;
  const [counted, lines] = await Promise.all([
    row<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM partners p WHERE p.state <> 'draft' AND ${which}`,
    ),
    rows<DeskLine>(sql`
      SELECT ${lineColumns} FROM partners p WHERE p.state <> 'draft' AND ${which} ORDER BY p.moved_at, p.id LIMIT ${size} OFFSET ${(page - 1) * size}`),
  ]);
  return { total: counted?.n ?? 0, lines };
}

/** How much waits for somebody of the association who looks after partners. */
export async function waitingWithPartners(
  office: Office,
): Promise<{ partners: number; reports: number; complaints: number }> {
  if (!curates(office)) return { partners: 0, reports: 0, complaints: 0 };
  return (
    (await row<{ partners: number; reports: number; complaints: number }>(sql`
      SELECT (SELECT count(*)::int FROM partners p WHERE p.state <> 'draft' AND ${waits}) AS partners,
        (SELECT count(*)::int FROM broker_reports WHERE state IN ('open', 'looking')) AS reports,
        (SELECT count(*)::int FROM partner_complaints k WHERE k.state <> 'answered' AND ${didNotWorkOn(office)}) AS complaints`)) ?? {
      partners: 0,
      reports: 0,
      complaints: 0,
    }
  );
}

/** Everything the association knows of one firm, on one page. A draft is nobody's but the applicant's. */
export async function wholeFirm(office: Office, language: Language, partnerId: string) {
  if (!curates(office)) return null;
  const firm = await applicationOf(partnerId);
  if (!firm || firm.state === "draft") return null;
  const [checks, moves, commissions, change, release, tasks, isChecker, areas] = await Promise.all([
    checksOf(firm),
    movesOf(firm.id),
    commissionsOf(firm.id),
    waitingChange(office, firm.id),
    newestRelease(firm.id),
    openTasks(office, firm.id),
    hasChecked(office, firm.id),
    areaNames(language),
  ]);
  return {
    firm,
    checks,
    moves,
    commissions,
    change,
    release,
    tasks,
    isChecker,
    areas: new Map(areas.map(({ id, name }) => [id, name])),
  };
}
