import "server-only";
import { notify, notifyOffice } from "@/accounts/notices/commands";
import type { Office } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import type { PartnerRight } from "@/platform/roles";
import { requiredNumber } from "@/platform/settings";
import { dayIn, milan } from "@/platform/zones";
import { checklistOf } from "../categories/queries";
import { daysUntil, type Item, itemsFor } from "../categories/rules";
import { lockPartner } from "../moves/commands";
import { checks } from "../moves/policy";
import { missingItems } from "../papers/queries";
import { type CheckReason, endOf, reminderDue, type Verdict } from "./rules";

/** Sets up the checklist of a firm. What was found before, of an application that was sent back, stays. */
export async function writeChecks(
  tx: Tx,
  partnerId: string,
  items: readonly Item[],
): Promise<void> {
  for (const [position, { key, optional }] of items.entries())
    await tx.run(sql`
      INSERT INTO partner_checks (partner_id, item, position, is_needed) VALUES (${partnerId}, ${key}, ${position}, ${optional !== true})
      ON CONFLICT (partner_id, item) DO UPDATE SET position = excluded.position, is_needed = excluded.is_needed`);
  await tx.run(
    sql`DELETE FROM partner_checks WHERE partner_id = ${partnerId} AND item <> ALL(${items.map(({ key }) => key)}::text[])`,
  );
}

/** Tells the people of a firm who have a right, or all of them. */
export async function notifyFirm(
  tx: Tx,
  partnerId: string,
  kind: "partner-reminder" | "partner-decided" | "order-waiting",
  right?: PartnerRight,
): Promise<void> {
  const people = await tx.rows<{ id: string }>(sql`
    SELECT DISTINCT person_id AS id FROM role_grants WHERE partner_id = ${partnerId} AND ended_at IS NULL
      AND (${right ?? null}::text IS NULL OR ${right ?? null} = ANY (partner_rights))`);
  for (const { id } of people) await notify(tx, { personId: id, kind, subject: partnerId });
}

/** Whether somebody has, or has had, a part in a firm: then they neither check it nor decide on it. */
export async function isOfFirm(tx: Tx, personId: string, partnerId: string): Promise<boolean> {
  return (
    (await tx.row(
      sql`SELECT 1 FROM role_grants WHERE person_id = ${personId} AND partner_id = ${partnerId}`,
    )) !== null
  );
}

type Checked = {
  partnerId: string;
  item: string;
  /** When it was checked before, as the form showed it; empty where it was not. */
  seen: string;
  verdict: Verdict;
  reason: string;
  endsOn: string | null;
};

/** What the association found of one item, and until when that holds. */
export async function setCheck(
  office: Office,
  { partnerId, item, seen, verdict, reason, endsOn }: Checked,
  now = new Date(),
): Promise<Result<null, CheckReason>> {
  if (!checks(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, CheckReason>> => {
    const partner = await lockPartner(tx, partnerId);
    if (!partner) return no("not-found");
    if (!["submitted", "admitted", "suspended"].includes(partner.state)) return no("illegal");
    if (await isOfFirm(tx, office.personId, partnerId)) return no("notYourself");
    const list = itemsFor(await checklistOf(partner.checklistVersion), partner.categories);
    const asked = list.find(({ key }) => key === item);
    const before = await tx.row<{ checkedAt: Date | null }>(
      sql`SELECT checked_at AS "checkedAt" FROM partner_checks WHERE partner_id = ${partnerId} AND item = ${item} FOR UPDATE`,
    );
    if (!asked || !before) return no("not-found");
    if ((before.checkedAt?.toISOString() ?? "") !== seen) return no("stale");
    if (verdict !== "checked" && reason === "") return no("needsReason");
    if (
      verdict === "checked" &&
      asked.paper &&
      (await missingItems(partnerId, [{ ...asked, optional: false }], now, tx)).length > 0
    )
      return no("noPaper");
    const end = endOf(asked, verdict, endsOn, now);
    if ("reason" in end) return no(end.reason);
    await tx.run(sql`
      UPDATE partner_checks SET state = ${verdict}, reason = ${reason}, ends_on = ${end.endsOn}::date, told = '{}', checked_by = ${office.personId}, checked_at = ${now}
      WHERE partner_id = ${partnerId} AND item = ${item}`);
    await record(tx, {
      actor: office,
      action: "partner-check.decided",
      subject: `partner:${partnerId}`,
      detail: `${item}:${verdict}`,
    });
    if (partner.state !== "submitted" && verdict === "failed")
      await notifyFirm(tx, partnerId, "partner-reminder");
    return ok(null);
  });
}

/** What has ended no longer holds, everywhere at once. Safe to run twice. */
export async function expireChecks(now: Date): Promise<void> {
  const ended = await rows<{ partnerId: string }>(sql`
    SELECT DISTINCT partner_id AS "partnerId" FROM partner_checks WHERE state IN ('checked', 'waived') AND ends_on < ${dayIn(milan, now)}::date LIMIT 500`);
  for (const { partnerId } of ended)
    await inTransaction(async (tx) => {
      const items = await tx.rows<{ item: string }>(sql`
        UPDATE partner_checks SET state = 'expired' WHERE partner_id = ${partnerId} AND state IN ('checked', 'waived') AND ends_on < ${dayIn(milan, now)}::date RETURNING item`);
      for (const { item } of items)
        await record(tx, {
          actor: system,
          action: "partner-check.expired",
          subject: `partner:${partnerId}`,
          detail: item,
        });
      if (items.length > 0) {
        await notifyFirm(tx, partnerId, "partner-reminder", "send-papers");
        await notifyOffice(tx, "partner-curator", "partner-waiting", partnerId);
      }
      return ok(null);
    });
}

/** Reminds the firm, and whoever looks after it, before a check ends: once for each of the association's distances. Safe to run twice. */
export async function remindOfChecks(now: Date): Promise<void> {
  const reminders = await Promise.all(
    ["reminder-1", "reminder-2", "reminder-3"].map((name) => requiredNumber("partners", name)),
  );
  const latest = Math.max(...reminders);
  type Ending = { partnerId: string; item: string; endsOn: string; told: number[] };
  const near = await rows<Ending>(sql`
    SELECT c.partner_id AS "partnerId", c.item, c.ends_on::text AS "endsOn", c.told FROM partner_checks c JOIN partners p ON p.id = c.partner_id
    WHERE p.state IN ('admitted', 'suspended') AND c.state IN ('checked', 'waived') AND c.ends_on - ${dayIn(milan, now)}::date BETWEEN 0 AND ${latest}::int
    ORDER BY c.partner_id LIMIT 2000`);
  const due = Map.groupBy(
    near.filter(
      ({ endsOn, told }) => reminderDue(daysUntil(endsOn, now), told, reminders) !== null,
    ),
    ({ partnerId }) => partnerId,
  );
  for (const [partnerId, items] of due)
    await inTransaction(async (tx) => {
      let told = 0;
      for (const { item, endsOn, told: before } of items) {
        const days = reminderDue(daysUntil(endsOn, now), before, reminders);
        told += await tx.run(sql`
          UPDATE partner_checks SET told = told || ${days}::int WHERE partner_id = ${partnerId} AND item = ${item} AND ends_on = ${endsOn}::date AND NOT ${days}::int = ANY (told)`);
      }
      if (told > 0) {
        await notifyFirm(tx, partnerId, "partner-reminder", "send-papers");
        await notifyOffice(tx, "partner-curator", "partner-waiting", partnerId);
      }
      return ok(null);
    });
}
