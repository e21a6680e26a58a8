import "server-only";
import { canActForPatient, isCoordinator } from "@/cases/access/policy";
import { requestsReadableBy } from "@/cases/access/queries";
import { carePath } from "@/cases/care-path/queries";
import type { StateKey } from "@/cases/care-path/rules";
import { checklist, isOpen } from "@/cases/care-path/rules";
import type { RequestCase } from "@/cases/requests/queries";
import type { Actor } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import { env } from "@/platform/env";
import type { Language } from "@/platform/i18n/rules";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { idOfLink, linkToken } from "@/platform/security/tokens";
import { imageKind } from "./rules";

declare const proven: unique symbol;

/** Whoever holds an open link for sending images: no person of ours, and nothing but sending is theirs. Only `linkBearer` makes one. */
export type LinkBearer = {
  readonly [proven]: true;
  kind: "bearer";
  linkId: string;
  requestId: string;
  number: string;
  /** What of the checklist is sent by it. */
  paperKind: string;
  expiresAt: Date;
  network: string;
};

/** Null where a link was never made by us, has run out, was withdrawn, or its request takes nothing any more. */
export async function linkBearer(token: string, network: string): Promise<LinkBearer | null> {
  const linkId = idOfLink(token);
  if (!linkId) return null;
  type Row = {
    requestId: string;
    number: string;
    state: StateKey;
    rulesVersion: number;
    family: string;
    expiresAt: Date;
  };
  const found = await row<Row>(sql`
    SELECT r.id AS "requestId", r.number, r.state, r.rules_version AS "rulesVersion", r.family, l.expires_at AS "expiresAt"
    FROM upload_links l JOIN requests r ON r.id = l.request_id WHERE l.id = ${linkId} AND l.withdrawn_at IS NULL AND l.expires_at > now()`);
  if (!found) return null;
  const path = await carePath(found.rulesVersion);
  const paperKind = imageKind(checklist(path, found.family), path.imaging);
  if (!paperKind || (found.state !== "draft" && !isOpen(path, found.state))) return null;
  const { requestId, number, expiresAt } = found;
  return { kind: "bearer", linkId, requestId, number, paperKind, expiresAt, network } as LinkBearer;
}

/** What has arrived by a link, as its bearer may know it: how many files, how many bytes, and how many are on their way. */
export async function arrivedBy(
  bearer: LinkBearer,
): Promise<{ files: number; bytes: number; open: number }> {
  const found = await row<{ files: number; bytes: string; open: number }>(sql`
    SELECT count(*) FILTER (WHERE state IN ('whole', 'taken'))::int AS files, coalesce(sum(size) FILTER (WHERE state IN ('whole', 'taken')), 0)::text AS bytes,
      count(*) FILTER (WHERE state = 'open')::int AS open FROM uploads WHERE link_id = ${bearer.linkId}`);
  return { files: found?.files ?? 0, bytes: Number(found?.bytes ?? 0), open: found?.open ?? 0 };
}

export type ShownLink = {
  id: string;
  office: string;
  createdAt: Date;
  expiresAt: Date;
  withdrawnAt: Date | null;
  usedAt: Date | null;
  files: number;
  isOpen: boolean;
  /** Where the office sends to, while the link is open. */
  address: string | null;
};

/** Who may make and withdraw links of a case: the patient, who acts for them in full, the association's coordinator. */
export const mayMakeLinks = (actor: Actor, patientId: string): boolean =>
  canActForPatient(actor, patientId) || isCoordinator(actor);

/** The links of a case that the actor was shown, the newest first. */
export async function linksOf(
  actor: Actor,
  request: Pick<RequestCase, "id" | "patientId">,
  language: Language,
): Promise<ShownLink[]> {
  if (!mayMakeLinks(actor, request.patientId)) return [];
  type Row = Omit<ShownLink, "isOpen" | "address"> & WrappedKey;
  const found = await rows<Row>(sql`
    SELECT l.id, l.office, l.created_at AS "createdAt", l.expires_at AS "expiresAt", l.withdrawn_at AS "withdrawnAt", l.used_at AS "usedAt",
      (SELECT count(*)::int FROM uploads u WHERE u.link_id = l.id AND u.state IN ('whole', 'taken')) AS files, ${keyColumns}
    FROM upload_links l JOIN requests r ON r.id = l.request_id JOIN data_keys k ON k.person_id = r.patient_id
    WHERE l.request_id = ${request.id} AND ${requestsReadableBy(actor)} ORDER BY l.created_at DESC, l.id LIMIT 50`);
  return found.map(({ keyId, masterKey, wrapped, office, ...link }) => {
    const isOpen = link.withdrawnAt === null && link.expiresAt > new Date();
    const address = isOpen
      ? `${env().PUBLIC_URL}/${language}/images?token=${linkToken(link.id)}`
      : null;
    return {
      ...link,
      isOpen,
      address,
      office: unseal(
        openPersonKey(request.patientId, { keyId, masterKey, wrapped }),
        `upload_links.office:${link.id}`,
        office,
      ),
    };
  });
}
