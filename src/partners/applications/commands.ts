import "server-only";
import { queueLetter } from "@/accounts/letters/commands";
import { notifyOffice } from "@/accounts/notices/commands";
import type { Refused } from "@/accounts/sessions/commands";
import type { From } from "@/accounts/sessions/rules";
import { nobody, record, system } from "@/platform/audit";
import { type Sql, sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { emailHash } from "@/platform/security/keyring";
import { minutesToWait } from "@/platform/security/limits";
import { sealByMaster } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { requiredNumber } from "@/platform/settings";
import { checklistOf, currentChecklist } from "../categories/queries";
import { itemsFor } from "../categories/rules";
import { writeChecks } from "../checks/commands";
import { lockPartner, movePartner } from "../moves/commands";
import { missingItems } from "../papers/queries";
import { type Applicant, type Contact, contactOf } from "./queries";
import { type Answers, type ApplicationReason, openSteps } from "./rules";

/** Sends whoever applies the link to their application, as a letter of this kind. */
export async function sendLink(
  tx: Tx,
  partner: { id: string; number: string; language: Language; email: string },
  kind: "partner-application" | "partner-submitted" | "partner-decided",
): Promise<void> {
  const id = crypto.randomUUID();
  const days = await requiredNumber("partners", "link-days");
  const expiresAt = new Date(Date.now() + days * 86_400_000);
  await tx.run(
    sql`INSERT INTO partner_links (id, partner_id, expires_at) VALUES (${id}, ${partner.id}, ${expiresAt})`,
  );
  await queueLetter(tx, {
    kind,
    language: partner.language,
    to: { address: partner.email },
    link: id,
    number: partner.number,
    until: expiresAt,
  });
}

const tooMany = async (email: string, from: From): Promise<Refused | null> => {
  const minutes = await minutesToWait([
    ["applications", from.address],
    ["applications", emailHash(email).toString("hex")],
  ]);
  return minutes ? { ok: false, reason: "slowDown", minutes } : null;
};

/** Begins an application. It opens only by the link in the letter, so that the address is somebody's who can read it. */
export async function beginApplication(
  { name, email }: { name: string; email: string },
  language: Language,
  once: Once,
  from: From,
): Promise<Result<null, "twin" | "otherContent"> | Refused> {
  const refusal = await tooMany(email, from);
  if (refusal) return refusal;
  const { version } = await currentChecklist();
  return onceInTransaction(once, async (tx) => {
    const [id, number] = [crypto.randomUUID(), `P-${readableCode(8)}`];
    const contact: Contact = { name: "", email, phone: "" };
    await tx.run(sql`
      INSERT INTO partners (id, number, checklist_version, name, language, contact, email_hash)
      VALUES (${id}, ${number}, ${version}, ${name}, ${language}, ${sealByMaster(`partners.contact:${id}`, JSON.stringify(contact))}, ${emailHash(email)})`);
    await record(tx, {
      actor: nobody(from.network),
      action: "partner.begun",
      subject: `partner:${id}`,
    });
    await sendLink(tx, { id, number, language, email }, "partner-application");
    return ok(null);
  });
}

/** Sends the links again. Whatever the address, the answer is the same: only the letters tell. */
export async function sendLinksAgain(
  email: string,
  from: From,
): Promise<Result<null, never> | Refused> {
  const refusal = await tooMany(email, from);
  if (refusal) return refusal;
  return inTransaction(async (tx): Promise<Result<null, never>> => {
    const open = await tx.rows<{ id: string; number: string; language: Language }>(sql`
      SELECT id, number, language FROM partners WHERE email_hash = ${emailHash(email)} AND admitted_at IS NULL ORDER BY saved_at DESC LIMIT 3`);
    for (const one of open) await sendLink(tx, { ...one, email }, "partner-application");
    return ok(null);
  });
}

/** Saves a step. Of two windows the second is told that the first has saved, with what was typed still there. */
async function saveStep(
  applicant: Applicant,
  version: number,
  change: (before: { contact: Contact }) => Sql,
): Promise<Result<null, ApplicationReason>> {
  return inTransaction(async (tx): Promise<Result<null, ApplicationReason>> => {
    const partner = await lockPartner(tx, applicant.partnerId);
    if (!partner) return no("not-found");
    if (partner.state !== "draft" && partner.state !== "returned") return no("illegal");
    if (partner.version !== version) return no("stale");
    const set = change({ contact: contactOf(partner.id, partner.contact) });
    await tx.run(
      sql`UPDATE partners SET ${set}, version = version + 1, saved_at = now() WHERE id = ${partner.id}`,
    );
    await record(tx, {
      actor: applicant.as,
      action: "partner.saved",
      subject: `partner:${partner.id}`,
    });
    return ok(null);
  });
}

type FirmStep = {
  version: number;
  name: string;
  legalName: string;
  vat: string;
  country: string;
  website: string;
};
export const saveFirm = (applicant: Applicant, { version, ...firm }: FirmStep) =>
  saveStep(
    applicant,
    version,
    () =>
      sql`name = ${firm.name}, legal_name = ${firm.legalName}, vat = ${firm.vat}, country = ${firm.country}, website = ${firm.website}`,
  );

type ContactStep = { version: number; contactName: string; phone: string };
export const saveContact = (applicant: Applicant, { version, contactName, phone }: ContactStep) =>
  saveStep(applicant, version, ({ contact }) => {
    const changed: Contact = { ...contact, name: contactName, phone };
    return sql`contact = ${sealByMaster(`partners.contact:${applicant.partnerId}`, JSON.stringify(changed))}`;
  });

type WorkStep = { version: number; categories: readonly string[] } & Required<Answers>;
export const saveWork = (applicant: Applicant, { version, categories, ...answers }: WorkStep) =>
  saveStep(
    applicant,
    version,
    () => sql`categories = ${[...categories]}, answers = ${JSON.stringify(answers)}::jsonb`,
  );

/** Hands the application in, whole or not at all; the receipt goes out by letter. Answers its number. */
export async function submitApplication(
  applicant: Applicant,
  version: number,
): Promise<Result<string, ApplicationReason>> {
  return inTransaction(async (tx): Promise<Result<string, ApplicationReason>> => {
    const partner = await lockPartner(tx, applicant.partnerId);
    if (!partner) return no("not-found");
    if (partner.version !== version) return no("stale");
    const said = await tx.row<{ legalName: string; vat: string; answers: Answers }>(
      sql`SELECT legal_name AS "legalName", vat, answers FROM partners WHERE id = ${partner.id}`,
    );
    const contact = contactOf(partner.id, partner.contact);
    const items = itemsFor(await checklistOf(partner.checklistVersion), partner.categories);
    const missing = await missingItems(partner.id, items, new Date(), tx);
    if (
      !said ||
      openSteps(
        { ...said, categories: partner.categories, contactName: contact.name },
        missing.length,
      ).length > 0
    )
      return no("incomplete");
    if (!(await movePartner(tx, applicant.as, partner, "submit"))) return no("illegal");
    await writeChecks(tx, partner.id, items);
    await sendLink(
      tx,
      {
        id: partner.id,
        number: partner.number,
        language: partner.language as Language,
        email: contact.email,
      },
      "partner-submitted",
    );
    await notifyOffice(tx, "partner-curator", "partner-waiting", partner.id);
    return ok(partner.number);
  });
}

/** Removes applications that nobody sent or touched for long, and refused ones whose time is over, with their papers. */
export async function removeForgotten(now: Date): Promise<void> {
  const [drafts, closed] = await Promise.all([
    requiredNumber("partners", "draft-days"),
    requiredNumber("partners", "closed-days"),
  ]);
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await inTransaction(async (tx) => {
    const old = await tx.rows<{ id: string }>(sql`
      SELECT id FROM partners WHERE (state IN ('draft', 'returned') AND saved_at < ${before(drafts)} AND moved_at < ${before(drafts)})
        OR (state = 'refused' AND moved_at < ${before(closed)}) ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED`);
    const ids = old.map(({ id }) => id);
    const papers = await tx.rows<{ place: string }>(
      sql`DELETE FROM partner_papers WHERE partner_id = ANY(${ids}::uuid[]) RETURNING place`,
    );
    for (const { place } of papers) await enqueue(tx, "accounts:files:remove", { place });
    await tx.run(sql`DELETE FROM partner_commissions WHERE partner_id = ANY(${ids}::uuid[])`);
    await tx.run(sql`DELETE FROM partners WHERE id = ANY(${ids}::uuid[])`);
    for (const id of ids)
      await record(tx, { actor: system, action: "partner.removed", subject: `partner:${id}` });
    return ok(null);
  });
}
