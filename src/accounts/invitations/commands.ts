import "server-only";
import type { Actor } from "@/platform/actor";
import { nobody, record, system } from "@/platform/audit";
import { row, sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import {
  isFacilityRole,
  isRelativeRole,
  needsSecondFactor,
  type PartnerRight,
  partnerRights,
  type Role,
} from "@/platform/roles";
import { emailHash } from "@/platform/security/keyring";
import { minutesToWait } from "@/platform/security/limits";
import { hashPassword } from "@/platform/security/passwords";
import { sealByMaster } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import { queueLetter } from "../letters/commands";
import { makeLink, takeLink } from "../links/commands";
import { notify } from "../notices/commands";
import { type PasswordProblem, passwordProblem } from "../passwords/rules";
import { createPerson } from "../people/commands";
import { type Opened, openSession, type Refused } from "../sessions/commands";
import type { From, SessionReason } from "../sessions/rules";
import { mayFill, type Post } from "./policy";

type NewInvitation = {
  email: string;
  role: Role;
  facilityId: number | null;
  partner: string | null;
  /** The partner's row and what may be done for it, where the role is one of a partner. */
  firm?: { partnerId: string; rights: readonly PartnerRight[] };
  relationId?: string;
  language: Language;
  invitedBy: string | null;
};

/** Writes an invitation and the letter that carries it. Until when it can be accepted is the association's to set. */
export async function writeInvitation(
  tx: Tx,
  made: NewInvitation,
): Promise<{ id: string; expiresAt: Date }> {
  const id = crypto.randomUUID();
  const expiresAt = new Date(
    Date.now() + (await requiredNumber("accounts", "invitation-days")) * 86_400_000,
  );
  await tx.run(sql`
    INSERT INTO invitations (id, email_hash, email, role, facility_id, partner, partner_id, partner_rights, relation_id, language, invited_by, expires_at)
    VALUES (${id}, ${emailHash(made.email)}, ${sealByMaster(`invitations.email:${id}`, made.email)}, ${made.role}, ${made.facilityId}, ${made.partner}, ${made.firm?.partnerId ?? null}, ${[...(made.firm?.rights ?? [])]},
      ${made.relationId ?? null}, ${made.language}, ${made.invitedBy}, ${expiresAt})`);
  const link = await makeLink(tx, {
    purpose: "invitation",
    invitationId: id,
    email: made.email,
    language: made.language,
    expiresAt,
  });
  await queueLetter(tx, {
    kind: "invitation",
    language: made.language,
    to: { address: made.email },
    link,
    until: expiresAt,
  });
  return { id, expiresAt };
}

type Invited = {
  email: string;
  role: Role;
  facility: string;
  /** A partner's name in addresses. */
  partner: string;
  rights?: readonly PartnerRight[];
  language: Language;
};
export type InviteReason = "notAllowed" | "slowDown" | "twin" | "otherContent";

/** Invites somebody to a post that the actor may fill. Answers until when it can be accepted. */
export async function invite(
  actor: Actor,
  once: Once,
  { email, role, facility, partner, rights = partnerRights, language }: Invited,
): Promise<Result<string, InviteReason> | Refused> {
  const found = isFacilityRole(role)
    ? await row<{ id: number }>(
        sql`SELECT id FROM facilities WHERE slug = ${facility} AND closed_on IS NULL`,
      )
    : null;
  const firm =
    role === "partner"
      ? await row<{ id: string; name: string }>(
          sql`SELECT id, name FROM partners WHERE slug = ${partner} AND state IN ('admitted', 'suspended')`,
        )
      : null;
  const post: Post = { role, facilityId: found?.id ?? null, partnerId: firm?.id ?? null };
  if (!mayFill(actor, post) || (isFacilityRole(role) && !found) || (role === "partner" && !firm))
    return no("notAllowed");
  const minutes = await minutesToWait([["invitations", actor.personId]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  return onceInTransaction(once, async (tx) => {
    const { id, expiresAt } = await writeInvitation(tx, {
      email,
      role,
      facilityId: post.facilityId,
      partner: firm?.name ?? null,
      ...(firm ? { firm: { partnerId: firm.id, rights } } : {}),
      language,
      invitedBy: actor.personId,
    });
    await record(tx, {
      actor,
      action: "invitation.sent",
      subject: `invitation:${id}`,
      detail: role,
    });
    return ok(expiresAt.toISOString());
  });
}

export async function withdrawInvitation(
  actor: Actor,
  invitationId: string,
): Promise<Result<null, "notAllowed" | "alreadyDone">> {
  return inTransaction(async (tx) => {
    const open = await tx.row<Post>(sql`
      SELECT role, facility_id AS "facilityId", partner_id AS "partnerId" FROM invitations WHERE id::text = ${invitationId} AND accepted_at IS NULL AND withdrawn_at IS NULL FOR UPDATE`);
    if (!open) return no("alreadyDone");
    if (!mayFill(actor, open)) return no("notAllowed");
    await closeInvitation(tx, invitationId);
    await record(tx, {
      actor,
      action: "invitation.withdrawn",
      subject: `invitation:${invitationId}`,
      detail: open.role,
    });
    return ok(null);
  });
}

export async function closeInvitation(tx: Tx, invitationId: string): Promise<void> {
  await tx.run(
    sql`UPDATE invitations SET withdrawn_at = now(), email = NULL WHERE id = ${invitationId}`,
  );
  await tx.run(
    sql`UPDATE email_links SET used_at = now(), email = NULL WHERE invitation_id = ${invitationId} AND used_at IS NULL`,
  );
}

/** The first administrator, named by whoever can read the console of a portal that has none. */
export async function inviteFirstAdministrator(
  token: string,
  email: string,
  language: Language,
  from: From,
): Promise<Result<null, SessionReason> | Refused> {
  const minutes = await minutesToWait([["link-network", from.address]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  return inTransaction(async (tx) => {
    await tx.run(sql`SELECT pg_advisory_xact_lock(720322)`);
    if (
      await tx.row(sql`SELECT 1 FROM role_grants WHERE role = 'administrator' AND ended_at IS NULL`)
    )
      return no("linkGone");
    if (!(await takeLink(tx, token, "administrator"))) return no("linkGone");
    const { id } = await writeInvitation(tx, {
      email,
      role: "administrator",
      facilityId: null,
      partner: null,
      language,
      invitedBy: null,
    });
    await record(tx, {
      actor: { ...system, network: from.network },
      action: "administrator.first",
      subject: `invitation:${id}`,
    });
    return ok(null);
  });
}

type Accepted = { kind: "signed-in"; opened: Opened } | { kind: "known" };
type Waiting = {
  id: string;
  role: Role;
  facilityId: number | null;
  partner: string | null;
  partnerId: string | null;
  rights: PartnerRight[];
  relationId: string | null;
  invitedBy: string | null;
};

/**
 * Accepts an invitation. A new address becomes an account and is signed in, with nothing shown before a second step where
 * the role needs one; an address with an account gets the role, and signs in as usual.
 */
export async function acceptInvitation(
  token: string,
  answers: { name: string; password: string } | null,
  language: Language,
  from: From,
): Promise<Result<Accepted, SessionReason | PasswordProblem | "notYourself"> | Refused> {
  const minutes = await minutesToWait([["link-network", from.address]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  const minimum = await requiredNumber("accounts", "password-length");
  const passwordHash =
    answers && !passwordProblem(answers.password, minimum, { email: "", name: answers.name })
      ? await hashPassword(answers.password)
      : null;
  return inTransaction(
    async (tx): Promise<Result<Accepted, SessionReason | PasswordProblem | "notYourself">> => {
      const link = await takeLink(tx, token, "invitation");
      const waiting = await tx.row<Waiting>(sql`
      UPDATE invitations SET accepted_at = now(), email = NULL WHERE id = ${link?.invitationId ?? null} AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > now()
      RETURNING id, role, facility_id AS "facilityId", partner, partner_id AS "partnerId", partner_rights AS rights, relation_id AS "relationId", invited_by AS "invitedBy"`);
      if (!link?.email || !waiting) return no("linkGone");
      await tx.run(
        sql`SELECT pg_advisory_xact_lock(hashtextextended(${emailHash(link.email).toString("hex")}, 8))`,
      );
      const known = await tx.row<{ id: string }>(
        sql`SELECT id FROM people WHERE email_hash = ${emailHash(link.email)}`,
      );
      if (!known && !answers) return no("linkGone");
      if (!known && answers) {
        const problem = passwordProblem(answers.password, minimum, {
          email: link.email,
          name: answers.name,
        });
        if (problem) return no(problem);
      }
      const personId =
        known?.id ??
        (await createPerson(tx, {
          email: link.email,
          name: answers?.name ?? "",
          country: null,
          language,
          passwordHash,
        }));
      const grant = await grantRole(tx, personId, waiting);
      if (grant === "oneself") return no("notYourself");
      await tx.run(sql`UPDATE email_links SET email = NULL WHERE id = ${link.id}`);
      await record(tx, {
        actor: nobody(from.network, personId),
        action: "invitation.accepted",
        subject: `invitation:${waiting.id}`,
        about: personId,
        detail: waiting.role,
      });
      if (known) return ok({ kind: "known" });
      return ok({ kind: "signed-in", opened: await openSession(tx, personId, from, "link") });
    },
  );
}

async function grantRole(
  tx: Tx,
  personId: string,
  { id, role, facilityId, partner, partnerId, rights, relationId, invitedBy }: Waiting,
): Promise<"done" | "oneself"> {
  if (relationId) {
    const relation = await tx.row<{ patientId: string }>(
      sql`SELECT patient_id AS "patientId" FROM relations WHERE id = ${relationId} AND ended_at IS NULL FOR UPDATE`,
    );
    if (!relation || relation.patientId === personId) return "oneself";
    await tx.run(
      sql`UPDATE relations SET relative_id = ${personId}, accepted_at = now() WHERE id = ${relationId}`,
    );
    await notify(tx, {
      personId: relation.patientId,
      kind: "relative-joined",
      subject: relationId,
    });
  }
  await tx.run(sql`
    INSERT INTO role_grants (person_id, role, facility_id, partner, partner_id, partner_rights, relation_id, granted_by)
    VALUES (${personId}, ${role}, ${facilityId}, ${partner}, ${partnerId}, ${rights}, ${relationId}, ${invitedBy})
    ON CONFLICT DO NOTHING`);
  // From now on other rules hold for those who were signed in without a second step.
  if (needsSecondFactor(role) && !isRelativeRole(role))
    await tx.run(
      sql`UPDATE sessions SET ended_at = now() WHERE person_id = ${personId} AND ended_at IS NULL`,
    );
  await record(tx, {
    actor: invitedBy ? { ...system, personId: invitedBy } : system,
    action: "role.granted",
    subject: `invitation:${id}`,
    about: personId,
    detail: role,
  });
  await notify(tx, { personId, kind: "role-granted" });
  return "done";
}
