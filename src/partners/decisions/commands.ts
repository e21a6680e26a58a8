import "server-only";
import { writeInvitation } from "@/accounts/invitations/commands";
import { queueLetter } from "@/accounts/letters/commands";
import type { Office } from "@/platform/actor";
import { record } from "@/platform/audit";
import { row, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { partnerRights } from "@/platform/roles";
import { dayIn, milan } from "@/platform/zones";
import { sendLink } from "../applications/commands";
import { contactOf } from "../applications/queries";
import { isOfFirm, notifyFirm } from "../checks/commands";
import { type LockedPartner, lockPartner, movePartner } from "../moves/commands";
import { curates, decides } from "../moves/policy";
import { type Decision, moves } from "../moves/rules";
import { type DecisionReason, slugOf } from "./rules";

type Decided = { partnerId: string; version: number; decision: Decision; reason: string };

/** Whether nothing needed is open, and who has looked. */
async function lookedAt(tx: Tx, partnerId: string): Promise<{ isWhole: boolean; by: string[] }> {
  const found = await tx.row<{ isWhole: boolean; by: string[] }>(sql`
    SELECT bool_and(NOT is_needed OR (state IN ('checked', 'waived') AND (ends_on IS NULL OR ends_on >= ${dayIn(milan, new Date())}::date))) AS "isWhole",
      coalesce(array_agg(DISTINCT checked_by) FILTER (WHERE checked_by IS NOT NULL), '{}') AS by
    FROM partner_checks WHERE partner_id = ${partnerId}`);
  return { isWhole: found?.isWhole ?? false, by: found?.by ?? [] };
}

/** A free address. Those who admit two firms of one name at once come one after the other. */
async function freeSlug(tx: Tx, name: string): Promise<string> {
  await tx.run(sql`SELECT pg_advisory_xact_lock(720327)`);
  const base = slugOf(name);
  const taken = new Set(
    (
      await tx.rows<{ slug: string }>(
        sql`SELECT slug FROM partners WHERE slug = ${base} OR slug LIKE ${`${base}-%`}`,
      )
    ).map(({ slug }) => slug),
  );
  let number = 1;
  while (taken.has(number === 1 ? base : `${base}-${number}`)) number++;
  return number === 1 ? base : `${base}-${number}`;
}

/** The association's word on a firm, with everything that follows from it, whole or not at all. Of many at once one counts. */
export async function decide(
  office: Office,
  { partnerId, version, decision, reason }: Decided,
): Promise<Result<null, DecisionReason>> {
  if (!decides(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, DecisionReason>> => {
    const partner = await lockPartner(tx, partnerId);
    if (!partner) return no("not-found");
    if (partner.version !== version) return no("stale");
    if (await isOfFirm(tx, office.personId, partner.id)) return no("notYourself");
    const looked = await lookedAt(tx, partner.id);
    if (moves[decision].needsTwo && looked.by.includes(office.personId)) return no("notChecker");
    if ((decision === "admit" || decision === "resume") && !looked.isWhole) return no("notChecked");
    const slug = decision === "admit" ? await freeSlug(tx, partner.name) : null;
    const moveId = await movePartner(tx, office, partner, decision, { reason, slug });
    if (!moveId) return no("illegal");
    await tell(tx, office, partner, decision);
    if (decision === "suspend" || decision === "end")
      await enqueue(tx, "partners:decisions:list-running", { partnerId: partner.id, moveId });
    return ok(null);
  });
}

async function tell(tx: Tx, office: Office, partner: LockedPartner, decision: Decision) {
  const { email } = contactOf(partner.id, partner.contact);
  const language = partner.language as Language;
  if (decision === "admit") {
    await writeInvitation(tx, {
      email,
      role: "partner",
      facilityId: null,
      partner: partner.name,
      firm: { partnerId: partner.id, rights: partnerRights },
      language,
      invitedBy: office.personId,
    });
    await queueLetter(tx, {
      kind: "partner-admitted",
      language,
      to: { address: email },
      number: partner.number,
    });
  } else if (decision === "return" || decision === "refuse")
    await sendLink(
      tx,
      { id: partner.id, number: partner.number, language, email },
      "partner-decided",
    );
  else {
    await queueLetter(tx, {
      kind: "partner-state",
      language,
      to: { address: email },
      number: partner.number,
    });
    await notifyFirm(tx, partner.id, "partner-decided");
  }
}

/** What runs with a partner, as later domains know it: an order by its kind and number. */
export type Running = (partnerId: string) => Promise<readonly { kind: string; subject: string }[]>;

/** Lists what runs with a partner that was suspended or ended, a task each. Safe to run twice. */
export async function listRunning(
  partnerId: string,
  moveId: string,
  running: readonly Running[],
): Promise<void> {
  if (
    !(await row(
      sql`SELECT 1 FROM partner_moves WHERE id = ${moveId} AND partner_id = ${partnerId} AND after IN ('suspended', 'ended')`,
    ))
  )
    return;
  const found = (await Promise.all(running.map((ask) => ask(partnerId)))).flat();
  await inTransaction(async (tx) => {
    for (const { kind, subject } of found)
      await tx.run(sql`
        INSERT INTO partner_tasks (partner_id, move_id, kind, subject) VALUES (${partnerId}, ${moveId}, ${kind}, ${subject}) ON CONFLICT DO NOTHING`);
    return ok(null);
  });
}

export async function finishTask(
  office: Office,
  taskId: string,
): Promise<Result<null, DecisionReason>> {
  if (!curates(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, DecisionReason>> => {
    const done = await tx.row<{ partnerId: string }>(sql`
      UPDATE partner_tasks SET done_at = now(), done_by = ${office.personId} WHERE id::text = ${taskId} AND done_at IS NULL RETURNING partner_id AS "partnerId"`);
    if (!done) return no("stale");
    await record(tx, {
      actor: office,
      action: "partner-task.done",
      subject: `partner:${done.partnerId}`,
    });
    return ok(null);
  });
}
