import "server-only";
import type {
  Actor,
  Holder,
  Linguist,
  Office,
  Partner,
  Patient,
  Relative,
  Staff,
} from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import {
  isFacilityRole,
  isLinguistRole,
  isOfficeRole,
  isRelativeRole,
  type PartnerRight,
  type RelativeRight,
  type Role,
} from "@/platform/roles";
import { hashOf } from "@/platform/security/tokens";
import { requiredNumber } from "@/platform/settings";

export type Held = {
  grantId: string;
  role: Role;
  facilityId: number | null;
  facility: string | null;
  partner: string | null;
  partnerId: string | null;
  partnerRights: PartnerRight[];
  relationId: string | null;
  patientId: string | null;
  rights: RelativeRight[] | null;
  isProven: boolean | null;
  since: Date;
};

export type CurrentSession = {
  sessionId: string;
  personId: string;
  isComplete: boolean;
  hasSecondFactor: boolean;
  hasPassword: boolean;
  mustHaveSecondFactor: boolean;
  provedAt: Date;
  seenAt: Date;
  endsAt: Date;
  language: string;
  isDemo: boolean;
  unread: number;
  held: Held | null;
};

/**
 * The session behind a cookie, with the role it acts in if that is still held. Ended, idle and erased ones are none.
 * One statement, asked at every protected request, so that a role taken away is gone at the next.
 */
export async function sessionByToken(token: string): Promise<CurrentSession | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  type Row = Omit<CurrentSession, "held"> & Held;
  const found = await row<Row>(sql`
    SELECT s.id AS "sessionId", s.person_id AS "personId", s.is_complete AS "isComplete", s.proved_at AS "provedAt", s.seen_at AS "seenAt", s.ends_at AS "endsAt",
      p.language, p.is_demo AS "isDemo", p.password_hash IS NOT NULL AS "hasPassword",
      EXISTS (SELECT FROM second_factors f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor",
      EXISTS (SELECT FROM role_grants o WHERE o.person_id = p.id AND o.ended_at IS NULL AND o.role NOT IN ('patient', 'companion', 'representative')) AS "mustHaveSecondFactor",
      (SELECT count(*)::int FROM notices n WHERE n.person_id = p.id AND n.read_at IS NULL) AS unread,
      ${heldColumns}
    FROM sessions s
    JOIN people p ON p.id = s.person_id AND p.erased_at IS NULL
    LEFT JOIN role_grants g ON g.id = s.grant_id AND g.ended_at IS NULL
    LEFT JOIN facilities c ON c.id = g.facility_id
    LEFT JOIN relations r ON r.id = g.relation_id AND r.ended_at IS NULL
    WHERE s.token_hash = ${hashOf(token)} AND s.ended_at IS NULL AND s.idle_ends_at > now() AND s.ends_at > now()`);
  if (!found) return null;
  const {
    grantId,
    role,
    facilityId,
    facility,
    partner,
    partnerId,
    partnerRights,
    relationId,
    patientId,
    rights,
    isProven,
    since,
    ...session
  } = found;
  const isHeld = grantId !== null && (relationId === null || patientId !== null);
  return {
    ...session,
    held: isHeld
      ? {
          grantId,
          role,
          facilityId,
          facility,
          partner,
          partnerId,
          partnerRights,
          relationId,
          patientId,
          rights,
          isProven,
          since,
        }
      : null,
  };
}

const heldColumns = sql`g.id AS "grantId", g.role, g.facility_id AS "facilityId", c.common_name AS facility, g.partner, g.partner_id AS "partnerId", g.partner_rights AS "partnerRights", g.relation_id AS "relationId",
  r.patient_id AS "patientId", r.rights, r.proof_state = 'confirmed' AS "isProven", g.granted_at AS since`;

/** Every role the person holds now. */
export async function heldRoles(personId: string): Promise<Held[]> {
  return rows<Held>(sql`
    SELECT ${heldColumns} FROM role_grants g
    LEFT JOIN facilities c ON c.id = g.facility_id
    LEFT JOIN relations r ON r.id = g.relation_id AND r.ended_at IS NULL
    WHERE g.person_id = ${personId} AND g.ended_at IS NULL AND (g.relation_id IS NULL OR r.id IS NOT NULL) ORDER BY g.granted_at, g.id`);
}

export type OwnSession = {
  id: string;
  device: string;
  network: string;
  createdAt: Date;
  seenAt: Date;
  isThis: boolean;
};

export async function openSessions(holder: Holder): Promise<OwnSession[]> {
  return rows<OwnSession>(sql`
    SELECT id, device, network, created_at AS "createdAt", seen_at AS "seenAt", id = ${holder.sessionId} AS "isThis" FROM sessions
    WHERE person_id = ${holder.personId} AND ended_at IS NULL AND idle_ends_at > now() AND ends_at > now() AND is_complete ORDER BY seen_at DESC`);
}

/** Minutes that a fresh proof of identity counts. */
export const proofMinutes = () => requiredNumber("accounts", "proof-minutes");
export const linkMinutes = () => requiredNumber("accounts", "link-minutes");

/** Whoever acts by a session that is complete, in the role they chose. With `guards.ts` the one place where an actor is made. */
export function actorBehind(session: CurrentSession, network: string): Actor | null {
  if (
    !session.isComplete ||
    !session.held ||
    (session.mustHaveSecondFactor && !session.hasSecondFactor)
  )
    return null;
  return actorOf(session, session.held, network);
}

function actorOf(session: CurrentSession, held: Held, network: string): Actor {
  const proven = {
    personId: session.personId,
    grantId: held.grantId,
    sessionId: session.sessionId,
    network,
  };
  const { role } = held;
  if (role === "patient") return { ...proven, kind: "patient", role } as Patient;
  if (isRelativeRole(role) && held.relationId && held.patientId) {
    const actsInFull = role === "representative" && held.isProven === true;
    return {
      ...proven,
      kind: "relative",
      role,
      relationId: held.relationId,
      patientId: held.patientId,
      rights: held.rights ?? [],
      actsInFull,
    } as unknown as Relative;
  }
  if (isFacilityRole(role) && held.facilityId !== null)
    return { ...proven, kind: "staff", role, facilityId: held.facilityId } as Staff;
  if (isLinguistRole(role)) return { ...proven, kind: "linguist", role } as Linguist;
  if (role === "partner" && held.partner !== null)
    return {
      ...proven,
      kind: "partner",
      role,
      partner: held.partner,
      partnerId: held.partnerId,
      rights: held.partnerRights,
    } as unknown as Partner;
  if (isOfficeRole(role)) return { ...proven, kind: "office", role } as Office;
  throw new Error("a role is held without what it needs");
}
