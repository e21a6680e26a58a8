import "server-only";
import type { Holder } from "@/platform/actor";
import { nobody, record } from "@/platform/audit";
import { row, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { needsSecondFactor, type Role } from "@/platform/roles";
import { emailHash, lookupHash } from "@/platform/security/keyring";
import { forgiveTries, giveBack, minutesToWait } from "@/platform/security/limits";
import { isPassword, TooBusy } from "@/platform/security/passwords";
import { hashOf, newToken } from "@/platform/security/tokens";
import { requiredNumber } from "@/platform/settings";
import { notify } from "../notices/commands";
import type { CurrentSession } from "./queries";
import { type From, type SessionReason, sessionEnds } from "./rules";

/** What is needed to hold a session in a browser: its token, and for how many days the cookie stays (0: until it closes). */
export type Opened = { token: string; days: number; isComplete: boolean; sessionId: string };
export type Refused = { ok: false; reason: SessionReason; minutes?: number };

async function limits() {
  const [patientIdleHours, patientSessionDays, staffIdleMinutes, staffSessionHours] =
    await Promise.all(
      [
        "patient-idle-hours",
        "patient-session-days",
        "staff-idle-minutes",
        "staff-session-hours",
      ].map((name) => requiredNumber("accounts", name)),
    );
  if (!patientIdleHours || !patientSessionDays || !staffIdleMinutes || !staffSessionHours)
    throw new Error("a session needs all its limits");
  return { patientIdleHours, patientSessionDays, staffIdleMinutes, staffSessionHours };
}

/** Opens a session for somebody who has shown the first step. Says by letter when the device was not seen before. */
export async function openSession(
  tx: Tx,
  personId: string,
  from: From,
  provedBy: "password" | "link" | "registration",
): Promise<Opened> {
  const grants = await tx.rows<{ id: string; role: Role }>(sql`
    SELECT id, role FROM role_grants WHERE person_id = ${personId} AND ended_at IS NULL
    ORDER BY (SELECT max(s.seen_at) FROM sessions s WHERE s.grant_id = role_grants.id) DESC NULLS LAST, granted_at`);
  const state = await tx.row<{ hasFactor: boolean; isNew: boolean }>(sql`
    SELECT EXISTS (SELECT FROM second_factors WHERE person_id = ${personId} AND confirmed_at IS NOT NULL) AS "hasFactor",
      NOT EXISTS (SELECT FROM known_devices WHERE person_id = ${personId}) AS "isNew"`);
  const roles = grants.map((grant) => grant.role);
  const all = await limits();
  const { idleEndsAt, endsAt } = sessionEnds(roles, all, new Date());
  const isComplete = !state?.hasFactor && !roles.some(needsSecondFactor);
  const token = newToken();
  const made = await tx.row<{ id: string }>(sql`
    INSERT INTO sessions (token_hash, person_id, grant_id, is_complete, proved_at, proved_by, device, network, idle_ends_at, ends_at)
    VALUES (${hashOf(token)}, ${personId}, ${grants[0]?.id ?? null}, ${isComplete}, now(), ${provedBy}, ${from.device}, ${from.network}, ${idleEndsAt}, ${endsAt})
    RETURNING id`);
  const sessionId = made?.id ?? "";
  await record(tx, {
    actor: nobody(from.network, personId),
    action: "account.signed-in",
    subject: `session:${sessionId}`,
    about: personId,
    detail: provedBy,
  });
  if (isComplete) await noteDevice(tx, personId, from, state?.isNew ?? true);
  const days = endsAt.getTime() - Date.now() > 86_400_000 ? all.patientSessionDays : 0;
  return { token, days, isComplete, sessionId };
}

const fingerprintOf = (personId: string, { device, network }: From) =>
  lookupHash("device", `${personId}\0${device}\0${network}`);

async function noteDevice(tx: Tx, personId: string, from: From, isFirst: boolean) {
  const fingerprint = fingerprintOf(personId, from);
  const known = await tx.row<{ isNew: boolean }>(sql`
    INSERT INTO known_devices (person_id, fingerprint) VALUES (${personId}, ${fingerprint})
    ON CONFLICT (person_id, fingerprint) DO UPDATE SET seen_at = now() RETURNING xmax = 0 AS "isNew"`);
  if (known?.isNew && !isFirst)
    await notify(tx, { personId, kind: "new-device", letter: "new-device" });
  if (known?.isNew || isFirst)
    await tx.run(sql`UPDATE people SET seen_at = now() WHERE id = ${personId}`);
}

/** The same answer after the same work, whether the address has an account, has no password, or the password is wrong. */
export async function signInWithPassword(
  email: string,
  password: string,
  from: From,
): Promise<Result<Opened, SessionReason> | Refused> {
  const hash = emailHash(email);
  const person = await row<{ id: string; passwordHash: string | null }>(
    sql`SELECT id, password_hash AS "passwordHash" FROM people WHERE email_hash = ${hash}`,
  );
  const ofAccount = await limitOfAccount(person?.id ?? null, hash, from);
  const ofNetwork = ["sign-in-network", from.address] as const;
  const minutes = await minutesToWait([ofAccount, ofNetwork]);
  if (minutes) {
    if (person) await tellOfGuessing(person.id);
    return { ok: false, reason: "slowDown", minutes };
  }

  const isRight = await isPassword(password, person?.passwordHash ?? null).catch((error) =>
    error instanceof TooBusy ? null : Promise.reject(error),
  );
  if (isRight === null) return { ok: false, reason: "slowDown", minutes: 1 };
  const opened = await inTransaction(async (tx): Promise<Result<Opened | null, never>> => {
    if (person && isRight) return ok(await openSession(tx, person.id, from, "password"));
    const subject = person ? `person:${person.id}` : "person:unknown";
    await record(tx, {
      actor: nobody(from.network),
      action: "account.sign-in-refused",
      subject,
      about: person?.id ?? null,
    });
    return ok(null);
  });
  if (!opened.ok || !opened.value) return no("wrong");
  await Promise.all([forgiveTries([ofAccount]), giveBack([ofNetwork])]);
  return ok(opened.value);
}

/** A device that its owner has used before is counted for itself: a stranger who guesses elsewhere locks nobody out of it. */
async function limitOfAccount(personId: string | null, hash: Buffer, from: From) {
  const fingerprint = fingerprintOf(personId ?? "nobody", from);
  const known = await row(
    sql`SELECT 1 FROM known_devices WHERE person_id = ${personId}::uuid AND fingerprint = ${fingerprint}`,
  );
  return known
    ? (["sign-in-device", fingerprint.toString("hex")] as const)
    : (["sign-in-account", hash.toString("hex")] as const);
}

/** Tells somebody, once a day, that their password is being guessed. */
async function tellOfGuessing(personId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.run(sql`SELECT 1 FROM people WHERE id = ${personId} FOR UPDATE`);
    const told = await tx.row(
      sql`SELECT 1 FROM notices WHERE person_id = ${personId} AND kind = 'password-guessed' AND created_at > now() - interval '1 day'`,
    );
    if (!told) await notify(tx, { personId, kind: "password-guessed", letter: "password-guessed" });
    return ok(null);
  });
}

/** Lengthens a session that is in use, at most once a minute. */
export async function keepAlive(session: CurrentSession): Promise<void> {
  if (Date.now() - session.seenAt.getTime() < 60_000) return;
  const all = await limits();
  const idle = session.mustHaveSecondFactor ? all.staffIdleMinutes : all.patientIdleHours * 60;
  await row(sql`
    WITH used AS (UPDATE sessions SET seen_at = now(), idle_ends_at = least(ends_at, now() + make_interval(mins => ${idle}::int))
      WHERE id = ${session.sessionId} AND ended_at IS NULL)
    UPDATE people SET seen_at = now() WHERE id = ${session.personId}`);
}

/** A new token for a session whose rights have grown: what was known of it before opens nothing. */
export async function renewToken(tx: Tx, sessionId: string): Promise<string> {
  const token = newToken();
  await tx.run(
    sql`UPDATE sessions SET token_hash = ${hashOf(token)} WHERE id = ${sessionId} AND ended_at IS NULL`,
  );
  return token;
}

/** After the second step: the session opens, with a new token. */
export async function completeSession(tx: Tx, holder: Holder, from: From): Promise<string> {
  await tx.run(
    sql`UPDATE sessions SET is_complete = true, proved_at = now() WHERE id = ${holder.sessionId} AND ended_at IS NULL`,
  );
  await record(tx, {
    actor: holder,
    action: "identity.confirmed",
    subject: `session:${holder.sessionId}`,
    about: holder.personId,
    detail: "second-step",
  });
  const known = await tx.row<{ any: boolean }>(
    sql`SELECT EXISTS (SELECT FROM known_devices WHERE person_id = ${holder.personId}) AS any`,
  );
  await noteDevice(tx, holder.personId, from, !known?.any);
  return renewToken(tx, holder.sessionId);
}

/** A fresh proof of who is there, by password; by code it is `proveByCode`. */
export async function proveByPassword(
  holder: Holder,
  password: string,
): Promise<Result<string, SessionReason> | Refused> {
  const person = await row<{ hash: string | null; emailHash: Buffer }>(
    sql`SELECT password_hash AS hash, email_hash AS "emailHash" FROM people WHERE id = ${holder.personId}`,
  );
  const ofAccount = ["sign-in-account", person?.emailHash.toString("hex") ?? ""] as const;
  const minutes = await minutesToWait([ofAccount]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  if (!(await isPassword(password, person?.hash ?? null))) {
    await inTransaction(async (tx) =>
      ok(
        await record(tx, {
          actor: holder,
          action: "account.sign-in-refused",
          subject: `session:${holder.sessionId}`,
          about: holder.personId,
        }),
      ),
    );
    return no("wrong");
  }
  await forgiveTries([ofAccount]);
  return inTransaction(async (tx) => ok(await noteProof(tx, holder)));
}

export async function noteProof(tx: Tx, holder: Holder): Promise<string> {
  await tx.run(
    sql`UPDATE sessions SET proved_at = now() WHERE id = ${holder.sessionId} AND ended_at IS NULL`,
  );
  await record(tx, {
    actor: holder,
    action: "identity.confirmed",
    subject: `session:${holder.sessionId}`,
    about: holder.personId,
  });
  return renewToken(tx, holder.sessionId);
}

/** Chooses which role acts from now on. */
export async function chooseRole(
  holder: Holder,
  grantId: string,
): Promise<Result<string, "notAllowed">> {
  return inTransaction(async (tx) => {
    const grant = await tx.row<{ role: string }>(
      sql`SELECT role FROM role_grants WHERE id::text = ${grantId} AND person_id = ${holder.personId} AND ended_at IS NULL`,
    );
    if (!grant) return no("notAllowed");
    await tx.run(
      sql`UPDATE sessions SET grant_id = ${grantId} WHERE id = ${holder.sessionId} AND ended_at IS NULL`,
    );
    await record(tx, {
      actor: holder,
      action: "role.chosen",
      subject: `grant:${grantId}`,
      about: holder.personId,
      detail: grant.role,
    });
    return ok(await renewToken(tx, holder.sessionId));
  });
}

/** Ends one session of one's own. */
export async function endSession(
  holder: Holder,
  sessionId: string,
): Promise<Result<null, "alreadyDone">> {
  return inTransaction(async (tx) => {
    const ended = await tx.run(
      sql`UPDATE sessions SET ended_at = now() WHERE id::text = ${sessionId} AND person_id = ${holder.personId} AND ended_at IS NULL`,
    );
    if (ended === 0) return no("alreadyDone");
    const action = sessionId === holder.sessionId ? "account.signed-out" : "session.ended";
    await record(tx, {
      actor: holder,
      action,
      subject: `session:${sessionId}`,
      about: holder.personId,
    });
    return ok(null);
  });
}

export async function endOtherSessions(holder: Holder) {
  return inTransaction(async (tx) => ok(await endOthers(tx, holder)));
}

/** Ends every session but the one acting; on a changed password too. */
export async function endOthers(tx: Tx, holder: Holder): Promise<void> {
  const ended = await tx.rows<{ id: string }>(
    sql`UPDATE sessions SET ended_at = now() WHERE person_id = ${holder.personId} AND id <> ${holder.sessionId} AND ended_at IS NULL RETURNING id`,
  );
  for (const { id } of ended)
    await record(tx, {
      actor: holder,
      action: "session.ended",
      subject: `session:${id}`,
      about: holder.personId,
    });
}
