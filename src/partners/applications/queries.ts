import "server-only";
import { nobody, type Outsider } from "@/platform/audit";
import { row, sql } from "@/platform/db/sql";
import { unsealByMaster } from "@/platform/security/sealing";
import { idOfLink } from "@/platform/security/tokens";
import type { PartnerState } from "../moves/rules";
import type { Answers } from "./rules";

declare const proven: unique symbol;

/** Whoever holds an open link to an application: no person of ours, and nothing but that application is theirs. Only `applicantBy` makes one. */
export type Applicant = {
  readonly [proven]: true;
  kind: "applicant";
  partnerId: string;
  as: Outsider;
  expiresAt: Date;
};

/** Null where a link was never made by us or has run out, or the firm has people who sign in by now. */
export async function applicantBy(token: string, network: string): Promise<Applicant | null> {
  const linkId = idOfLink(token);
  if (!linkId) return null;
  const found = await row<{ partnerId: string; expiresAt: Date }>(sql`
    SELECT p.id AS "partnerId", l.expires_at AS "expiresAt" FROM partner_links l JOIN partners p ON p.id = l.partner_id
    WHERE l.id = ${linkId} AND l.expires_at > now() AND p.admitted_at IS NULL`);
  return found && ({ kind: "applicant", ...found, as: nobody(network) } as Applicant);
}

export type Contact = { name: string; email: string; phone: string };

export const contactOf = (id: string, sealed: string | null): Contact =>
  sealed
    ? (JSON.parse(unsealByMaster(`partners.contact:${id}`, sealed)) as Contact)
    : { name: "", email: "", phone: "" };

export type Application = {
  id: string;
  number: string;
  slug: string | null;
  state: PartnerState;
  version: number;
  checklistVersion: number;
  categories: string[];
  name: string;
  legalName: string;
  vat: string;
  country: string;
  website: string;
  language: string;
  answers: Answers;
  contact: Contact;
  savedAt: Date;
  submittedAt: Date | null;
  movedAt: Date;
};

/** For whoever a guard, a policy or a link has let in. */
export async function applicationOf(partnerId: string): Promise<Application | null> {
  type Row = Omit<Application, "contact"> & { contact: string | null };
  const found = await row<Row>(sql`
    SELECT id, number, slug, state, version, checklist_version AS "checklistVersion", categories, name, legal_name AS "legalName", vat, country, website, language,
      answers, contact, saved_at AS "savedAt", submitted_at AS "submittedAt", moved_at AS "movedAt"
    FROM partners WHERE id::text = ${partnerId}`);
  return found && { ...found, contact: contactOf(found.id, found.contact) };
}
