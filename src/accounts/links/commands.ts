import "server-only";
import type { Holder } from "@/platform/actor";
import { nobody, record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { emailHash } from "@/platform/security/keyring";
import { minutesToWait } from "@/platform/security/limits";
import { personKey, seal, sealByMaster, unseal, unsealByMaster } from "@/platform/security/sealing";
import { idOfLink } from "@/platform/security/tokens";
import { requiredNumber } from "@/platform/settings";
import { queueLetter } from "../letters/commands";
import { notify } from "../notices/commands";
import { type Opened, openSession, type Refused } from "../sessions/commands";
import type { From, SessionReason } from "../sessions/rules";
import type { LinkPurpose } from "./queries";

type NewLink = {
  purpose: LinkPurpose;
  personId?: string | null;
  invitationId?: string;
  email?: string;
  language: Language;
  expiresAt: Date;
};

/** Makes a link for a letter; its address, where it is nobody's yet, is sealed. */
export async function makeLink(
  tx: Tx,
  { purpose, personId, invitationId, email, language, expiresAt }: NewLink,
): Promise<string> {
  const id = crypto.randomUUID();
  const sealed = email ? sealByMaster(`email_links.email:${id}`, email) : null;
  await tx.run(sql`
    INSERT INTO email_links (id, purpose, person_id, invitation_id, email_hash, email, language, expires_at)
    VALUES (${id}, ${purpose}, ${personId ?? null}, ${invitationId ?? null}, ${email ? emailHash(email) : null}, ${sealed}, ${language}, ${expiresAt})`);
  return id;
}

type UsedLink = {
  id: string;
  personId: string | null;
  invitationId: string | null;
  email: string | null;
  language: Language;
};

/** Uses a link up. Null where it was used, has run out, or was never ours: two clicks at once leave one winner. */
export async function takeLink(
  tx: Tx,
  token: string,
  purpose: LinkPurpose,
): Promise<UsedLink | null> {
  const id = idOfLink(token);
  if (!id) return null;
  const used = await tx.row<UsedLink>(sql`
    UPDATE email_links SET used_at = now() WHERE id = ${id} AND purpose = ${purpose} AND used_at IS NULL AND expires_at > now()
    RETURNING id, person_id AS "personId", invitation_id AS "invitationId", email, language`);
  return used
    ? { ...used, email: used.email ? unsealByMaster(`email_links.email:${id}`, used.email) : null }
    : null;
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

async function tooMany(email: string, from: From): Promise<Refused | null> {
  const minutes = await minutesToWait([
    ["letters-account", emailHash(email).toString("hex")],
    ["letters-network", from.address],
  ]);
  return minutes ? { ok: false, reason: "slowDown", minutes } : null;
}

/**
 * A link for signing in. Whatever the address, the work and the answer are the same: one link, one letter. Only the
 * letter tells, and it reaches only whoever owns the address.
 */
export async function askForSignIn(
  email: string,
  language: Language,
  from: From,
): Promise<Result<null, SessionReason> | Refused> {
  const refusal = await tooMany(email, from);
  if (refusal) return refusal;
  const expiresAt = inMinutes(await requiredNumber("accounts", "link-minutes"));
  return inTransaction(async (tx) => {
    const person = await tx.row<{ id: string; language: Language }>(
      sql`SELECT id, language FROM people WHERE email_hash = ${emailHash(email)}`,
    );
    const link = await makeLink(tx, {
      purpose: "sign-in",
      personId: person?.id ?? null,
      language,
      expiresAt,
    });
    const to = { address: email, ...(person ? { personId: person.id } : {}) };
    await queueLetter(tx, {
      kind: person ? "sign-in" : "sign-in-unknown",
      language: person?.language ?? language,
      to,
      until: expiresAt,
      ...(person ? { link } : {}),
    });
    return ok(null);
  });
}

/** A link for opening an account. As above, nothing but the letter tells whether there is one already. */
export async function askForRegistration(
  email: string,
  language: Language,
  from: From,
): Promise<Result<null, SessionReason> | Refused> {
  const refusal = await tooMany(email, from);
  if (refusal) return refusal;
  const expiresAt = inMinutes(await requiredNumber("accounts", "link-minutes"));
  return inTransaction(async (tx) => {
    const person = await tx.row<{ id: string; language: Language }>(
      sql`SELECT id, language FROM people WHERE email_hash = ${emailHash(email)}`,
    );
    const link = await makeLink(tx, {
      purpose: "register",
      ...(person ? {} : { email }),
      language,
      expiresAt,
    });
    const to = { address: email, ...(person ? { personId: person.id } : {}) };
    await queueLetter(tx, {
      kind: person ? "register-known" : "register",
      language: person?.language ?? language,
      to,
      until: expiresAt,
      ...(person ? {} : { link }),
    });
    return ok(null);
  });
}

export async function signInByLink(
  token: string,
  from: From,
): Promise<Result<Opened, SessionReason> | Refused> {
  const minutes = await minutesToWait([["link-network", from.address]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  return inTransaction(async (tx) => {
    const link = await takeLink(tx, token, "sign-in");
    if (!link?.personId) return no("linkGone");
    return ok(await openSession(tx, link.personId, from, "link"));
  });
}

/** A letter to the new address; the account keeps the old one until its link is opened. */
export async function askToChangeEmail(
  holder: Holder,
  email: string,
  from: From,
): Promise<Result<null, SessionReason> | Refused> {
  const refusal = await tooMany(email, from);
  if (refusal) return refusal;
  const expiresAt = inMinutes(await requiredNumber("accounts", "link-minutes"));
  return inTransaction(async (tx) => {
    const taken = await tx.row(sql`SELECT 1 FROM people WHERE email_hash = ${emailHash(email)}`);
    const own = await tx.row<{ language: Language }>(
      sql`SELECT language FROM people WHERE id = ${holder.personId}`,
    );
    const language = own?.language ?? "en";
    const link = await makeLink(tx, {
      purpose: "change-email",
      personId: holder.personId,
      email,
      language,
      expiresAt,
    });
    await queueLetter(tx, {
      kind: taken ? "email-known" : "email-confirm",
      language,
      to: { address: email, personId: holder.personId },
      until: expiresAt,
      ...(taken ? {} : { link }),
    });
    await record(tx, {
      actor: holder,
      action: "email.change-asked",
      subject: `person:${holder.personId}`,
      about: holder.personId,
    });
    return ok(null);
  });
}

/** The new address counts, the old one is told, and whoever was signed in elsewhere no longer is. */
export async function changeEmail(
  token: string,
  from: From,
): Promise<Result<null, SessionReason> | Refused> {
  const minutes = await minutesToWait([["link-network", from.address]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  return inTransaction(async (tx) => {
    const link = await takeLink(tx, token, "change-email");
    if (!link?.personId || !link.email) return no("linkGone");
    await tx.run(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${emailHash(link.email).toString("hex")}, 8))`,
    );
    if (await tx.row(sql`SELECT 1 FROM people WHERE email_hash = ${emailHash(link.email)}`))
      return no("linkGone");
    const { personId, email } = link;
    const key = await personKey(tx, personId);
    const before = await tx.row<{ email: string; language: Language }>(
      sql`SELECT email, language FROM people WHERE id = ${personId} AND erased_at IS NULL FOR UPDATE`,
    );
    if (!before) return no("linkGone");
    const place = `people.email:${personId}`;
    await queueLetter(tx, {
      kind: "email-changed",
      language: before.language,
      to: { address: unseal(key, place, before.email), personId },
    });
    await tx.run(
      sql`UPDATE people SET email = ${seal(key, place, email)}, email_hash = ${emailHash(email)} WHERE id = ${personId}`,
    );
    await tx.run(
      sql`UPDATE email_links SET used_at = now() WHERE person_id = ${personId} AND used_at IS NULL`,
    );
    await tx.run(
      sql`UPDATE sessions SET ended_at = now() WHERE person_id = ${personId} AND ended_at IS NULL`,
    );
    await notify(tx, { personId, kind: "email-changed" });
    await record(tx, {
      actor: nobody(from.network, personId),
      action: "email.changed",
      subject: `person:${personId}`,
      about: personId,
    });
    return ok(null);
  });
}
