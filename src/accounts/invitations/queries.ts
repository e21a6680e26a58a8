import "server-only";
import type { Actor } from "@/platform/actor";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import {
  facilityRoles,
  linguistRoles,
  officeRoles,
  type PartnerRight,
  type Role,
} from "@/platform/roles";
import { keyColumns, type WrappedKey } from "@/platform/security/sealing";
import { idOfLink } from "@/platform/security/tokens";
import { nameOf } from "../people/queries";

export type Offered = { role: Role; facility: string | null; isKnown: boolean; language: Language };

/** What an invitation's link offers, for whoever holds it. Null where it can't be accepted any more. */
export async function offeredBy(token: string): Promise<Offered | null> {
  const id = idOfLink(token);
  if (!id) return null;
  return row<Offered>(sql`
    SELECT i.role, f.common_name AS facility, i.language, EXISTS (SELECT FROM people p WHERE p.email_hash = i.email_hash) AS "isKnown"
    FROM email_links l JOIN invitations i ON i.id = l.invitation_id LEFT JOIN facilities f ON f.id = i.facility_id
    WHERE l.id = ${id} AND l.purpose = 'invitation' AND l.used_at IS NULL AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now()`);
}

/** The same sentence as `mayFill`, said to the database about a row with a role and a facility. */
export function postsFilledBy(actor: Actor, post: Sql): Sql {
  const { kind, role } = actor;
  if (kind === "office" && role === "administrator")
    return sql`${post}.role = ANY(${[...officeRoles, ...facilityRoles, ...linguistRoles, "partner"]})`;
  if (kind === "office" && role === "partner-curator")
    return sql`${post}.role = ANY(${[...linguistRoles, "partner"]})`;
  if (kind === "staff" && role === "facility-coordinator")
    return sql`(${post}.role = ANY(${[...facilityRoles]}) AND ${post}.facility_id = ${actor.facilityId})`;
  if (kind === "partner" && actor.partnerId !== null && actor.rights.includes("manage-people"))
    return sql`(${post}.role = 'partner' AND ${post}.partner_id = ${actor.partnerId})`;
  return sql`false`;
}

export type OpenInvitation = {
  id: string;
  role: Role;
  facility: string | null;
  partner: string | null;
  createdAt: Date;
  expiresAt: Date;
};

/** Open invitations to posts that the actor may fill. Addresses are not shown: they are nobody's yet. */
export async function openInvitations(actor: Actor): Promise<OpenInvitation[]> {
  return rows<OpenInvitation>(sql`
    SELECT i.id, i.role, f.common_name AS facility, i.partner, i.created_at AS "createdAt", i.expires_at AS "expiresAt"
    FROM invitations i LEFT JOIN facilities f ON f.id = i.facility_id
    WHERE ${postsFilledBy(actor, sql`i`)} AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now() ORDER BY i.created_at DESC LIMIT 200`);
}

export type Colleague = {
  grantId: string;
  personId: string;
  name: string;
  role: Role;
  facility: string | null;
  partner: string | null;
  partnerRights: PartnerRight[];
  since: Date;
  seenAt: Date | null;
  hasSecondFactor: boolean;
};

/** Everybody who holds a post that the actor may fill. */
export async function colleagues(actor: Actor): Promise<Colleague[]> {
  const found = await rows<
    Omit<Colleague, "name"> & WrappedKey & { id: string; name: string | null }
  >(sql`
    SELECT g.id AS "grantId", p.id AS "personId", p.id, p.name, g.role, f.common_name AS facility, g.partner, g.partner_rights AS "partnerRights", g.granted_at AS since, p.seen_at AS "seenAt",
      EXISTS (SELECT FROM second_factors s WHERE s.person_id = p.id AND s.confirmed_at IS NOT NULL) AS "hasSecondFactor", ${keyColumns}
    FROM role_grants g JOIN people p ON p.id = g.person_id JOIN data_keys k ON k.person_id = p.id LEFT JOIN facilities f ON f.id = g.facility_id
    WHERE ${postsFilledBy(actor, sql`g`)} AND g.ended_at IS NULL AND p.erased_at IS NULL ORDER BY g.role, f.common_name, g.granted_at LIMIT 1000`);
  return found.map((one) => {
    const { grantId, personId, role, facility, partner, partnerRights, since, seenAt } = one;
    return {
      grantId,
      personId,
      name: nameOf(one) ?? "",
      role,
      facility,
      partner,
      partnerRights,
      since,
      seenAt,
      hasSecondFactor: one.hasSecondFactor,
    };
  });
}

/** The facilities somebody can be invited to, by name. */
export async function facilityChoices(): Promise<{ slug: string; name: string }[]> {
  return rows(
    sql`SELECT slug, common_name AS name FROM facilities WHERE closed_on IS NULL ORDER BY common_name`,
  );
}

/** The partners somebody can be invited to, by name. */
export async function partnerChoices(): Promise<{ slug: string; name: string }[]> {
  return rows(
    sql`SELECT slug, name FROM partners WHERE state IN ('admitted', 'suspended') ORDER BY name`,
  );
}

/** By what name in addresses a facility is invited to; empty where it has closed. */
export async function facilitySlug(facilityId: number): Promise<string> {
  return (
    (
      await row<{ slug: string }>(
        sql`SELECT slug FROM facilities WHERE id = ${facilityId} AND closed_on IS NULL`,
      )
    )?.slug ?? ""
  );
}
