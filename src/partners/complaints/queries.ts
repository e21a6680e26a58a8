import "server-only";
import type { Office, Partner } from "@/platform/actor";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import { unsealByMaster } from "@/platform/security/sealing";
import { idOfLink } from "@/platform/security/tokens";
import { curates } from "../moves/policy";
import type { ComplaintState } from "./rules";

export type Complaint = {
  id: string;
  number: string;
  state: ComplaintState;
  about: string;
  isPartner: boolean;
  body: string;
  createdAt: Date;
  acknowledgeBy: Date;
  answerBy: Date;
  proposal: string | null;
  reply: string | null;
  answer: string | null;
};

const columns = sql`k.id, k.number, k.state, coalesce(p.name, f.common_name) AS about, k.partner_id IS NOT NULL AS "isPartner", k.body, k.created_at AS "createdAt",
  k.acknowledge_by AS "acknowledgeBy", k.answer_by AS "answerBy", k.proposal, k.reply, k.answer`;
const joins = sql`partner_complaints k LEFT JOIN partners p ON p.id = k.partner_id LEFT JOIN facilities f ON f.id = k.facility_id`;
const opened = (one: Complaint): Complaint => ({
  ...one,
  body: unsealByMaster(`partner_complaints.body:${one.id}`, one.body),
});

/** Whether somebody never did anything about what a complaint k is about: the record and the roles know. */
export const didNotWorkOn = (office: Office): Sql => sql`NOT EXISTS (
  SELECT FROM audit_entries e WHERE e.person_id = ${office.personId} AND e.subject = CASE WHEN k.partner_id IS NULL THEN 'facility:' || k.facility_id ELSE 'partner:' || k.partner_id END)
  AND NOT EXISTS (SELECT FROM role_grants g WHERE g.person_id = ${office.personId} AND (g.partner_id = k.partner_id OR g.facility_id = k.facility_id))`;

/** The complaints that somebody of the association may answer, what waits first, a page at a time. */
export async function partnerComplaintsFor(
  office: Office,
  page: number,
  size: number,
): Promise<{ total: number; complaints: Complaint[] }> {
  if (!curates(office)) return { total: 0, complaints: [] };
  const [counted, found] = await Promise.all([
    row<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM partner_complaints k WHERE ${didNotWorkOn(office)}`,
    ),
    rows<Complaint>(sql`
      SELECT ${columns} FROM ${joins} WHERE ${didNotWorkOn(office)}
      ORDER BY k.state = 'answered', CASE k.state WHEN 'open' THEN k.acknowledge_by ELSE k.answer_by END, k.id LIMIT ${size} OFFSET ${(page - 1) * size}`),
  ]);
  return { total: counted?.n ?? 0, complaints: found.map(opened) };
}

/** What whoever complained reads by the link in their letter. */
export async function complaintByLink(token: string): Promise<Complaint | null> {
  const id = idOfLink(token);
  const found =
    id && (await row<Complaint>(sql`SELECT ${columns} FROM ${joins} WHERE k.id = ${id}`));
  return found ? opened(found) : null;
}

/** Complaints in mediation, for the partner they are about: what is proposed, and nothing of who complained. */
export async function inMediation(
  partner: Partner & { partnerId: string },
): Promise<Pick<Complaint, "id" | "number" | "proposal" | "reply" | "answerBy">[]> {
  return rows(sql`
    SELECT id, number, proposal, reply, answer_by AS "answerBy" FROM partner_complaints WHERE partner_id = ${partner.partnerId} AND state = 'mediation' ORDER BY answer_by LIMIT 50`);
}

export type Choice = { value: string; name: string };
/** What can be complained about: admitted partners, also former ones, and facilities. */
export async function complaintChoices(): Promise<Choice[]> {
  return rows<Choice>(sql`
    SELECT 'partner:' || slug AS value, name FROM partners WHERE slug IS NOT NULL
    UNION ALL SELECT 'facility:' || slug, common_name FROM facilities WHERE closed_on IS NULL ORDER BY name`);
}
