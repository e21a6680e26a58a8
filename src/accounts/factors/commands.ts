import "server-only";
import type { Holder } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { lookupHash } from "@/platform/security/keyring";
import { forgiveTries, minutesToWait } from "@/platform/security/limits";
import { personKey, seal, unseal } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { newTotpSecret, stepOfCode } from "@/platform/security/totp";
import { notify } from "../notices/commands";
import {
  completeSession,
  endOthers,
  noteProof,
  type Refused,
  renewToken,
} from "../sessions/commands";
import type { From, SessionReason } from "../sessions/rules";
import { codeLength, plainCode, recoveryCodes } from "./rules";

const place = (personId: string) => `second_factors.secret:${personId}`;
const codeHash = (personId: string, code: string) =>
  lookupHash("recovery", `${personId}\0${plainCode(code)}`);
const counted = (holder: Holder, from: From) =>
  [
    ["second-factor", holder.personId],
    ["second-factor-network", from.address],
  ] as const;

async function waits(holder: Holder, from: From): Promise<Refused | null> {
  const minutes = await minutesToWait(counted(holder, from));
  return minutes ? { ok: false, reason: "slowDown", minutes } : null;
}

/** Checks a code of the app. Its time step must be later than the last one used: seen over a shoulder, it opens nothing. */
async function takeCode(tx: Tx, personId: string, code: string): Promise<boolean> {
  const factor = await tx.row<{ secret: string; lastStep: string }>(sql`
    SELECT secret, last_step::text AS "lastStep" FROM second_factors WHERE person_id = ${personId} AND confirmed_at IS NOT NULL FOR UPDATE`);
  if (!factor) return false;
  const step = stepOfCode(
    unseal(await personKey(tx, personId), place(personId), factor.secret),
    code,
    new Date(),
  );
  if (step === null || step <= Number(factor.lastStep)) return false;
  await tx.run(sql`UPDATE second_factors SET last_step = ${step} WHERE person_id = ${personId}`);
  return true;
}

async function refuse(holder: Holder): Promise<Result<never, SessionReason>> {
  await inTransaction(async (tx) =>
    ok(
      await record(tx, {
        actor: holder,
        action: "second-factor.refused",
        subject: `session:${holder.sessionId}`,
        about: holder.personId,
      }),
    ),
  );
  return no("wrongCode");
}

/** The second step of signing in. Answers the new token of the session, which is open from then on. */
export async function passSecondStep(
  holder: Holder,
  code: string,
  from: From,
): Promise<Result<string, SessionReason> | Refused> {
  const wait = await waits(holder, from);
  if (wait) return wait;
  const passed = await inTransaction(async (tx) => {
    if (!(await takeCode(tx, holder.personId, code))) return no("wrongCode");
    return ok(await completeSession(tx, holder, from));
  });
  if (!passed.ok) return refuse(holder);
  await forgiveTries([["second-factor", holder.personId]]);
  return passed;
}

export async function passByRecoveryCode(
  holder: Holder,
  code: string,
  from: From,
): Promise<Result<string, SessionReason> | Refused> {
  const wait = await waits(holder, from);
  if (wait) return wait;
  const passed = await inTransaction(async (tx) => {
    const used = await tx.run(sql`
      UPDATE recovery_codes SET used_at = now() WHERE person_id = ${holder.personId} AND code_hash = ${codeHash(holder.personId, code)} AND used_at IS NULL`);
    if (used === 0) return no("wrongCode");
    await record(tx, {
      actor: holder,
      action: "recovery-code.used",
      subject: `session:${holder.sessionId}`,
      about: holder.personId,
    });
    await notify(tx, { personId: holder.personId, kind: "second-factor-changed" });
    return ok(await completeSession(tx, holder, from));
  });
  return passed.ok ? passed : refuse(holder);
}

/** A fresh proof by code, for steps that need one. */
export async function proveByCode(
  holder: Holder,
  code: string,
  from: From,
): Promise<Result<string, SessionReason> | Refused> {
  const wait = await waits(holder, from);
  if (wait) return wait;
  const passed = await inTransaction(async (tx) => {
    if (!(await takeCode(tx, holder.personId, code))) return no("wrongCode");
    return ok(await noteProof(tx, holder));
  });
  return passed.ok ? passed : refuse(holder);
}

/** Prepares a new second step, or says again the one being prepared: the key that the app is given. */
export async function beginEnrolment(holder: Holder): Promise<string> {
  const begun = await inTransaction(async (tx) => {
    const key = await personKey(tx, holder.personId);
    const before = await tx.row<{ secret: string }>(
      sql`SELECT secret FROM new_second_factors WHERE person_id = ${holder.personId}`,
    );
    if (before) return ok(unseal(key, place(holder.personId), before.secret));
    const secret = newTotpSecret();
    await tx.run(sql`
      INSERT INTO new_second_factors (person_id, secret) VALUES (${holder.personId}, ${seal(key, place(holder.personId), secret)}) ON CONFLICT (person_id) DO NOTHING`);
    return ok(secret);
  });
  if (!begun.ok) throw new Error("nothing refuses here");
  return begun.value;
}

type Enrolled = { token: string; codes: string[] };

/** The app shows the right code: the new second step counts, with new recovery codes, and other sessions end. */
export async function finishEnrolment(
  holder: Holder,
  code: string,
  from: From,
): Promise<Result<Enrolled, SessionReason> | Refused> {
  const wait = await waits(holder, from);
  if (wait) return wait;
  const done = await inTransaction(async (tx) => {
    const fresh = await tx.row<{ secret: string }>(
      sql`SELECT secret FROM new_second_factors WHERE person_id = ${holder.personId} FOR UPDATE`,
    );
    if (!fresh) return no("alreadyDone");
    const step = stepOfCode(
      unseal(await personKey(tx, holder.personId), place(holder.personId), fresh.secret),
      code,
      new Date(),
    );
    if (step === null) return no("wrongCode");
    await tx.run(sql`
      INSERT INTO second_factors (person_id, secret, last_step, confirmed_at) VALUES (${holder.personId}, ${fresh.secret}, ${step}, now())
      ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, last_step = excluded.last_step, confirmed_at = now()`);
    await tx.run(sql`DELETE FROM new_second_factors WHERE person_id = ${holder.personId}`);
    await record(tx, {
      actor: holder,
      action: "second-factor.enrolled",
      subject: `person:${holder.personId}`,
      about: holder.personId,
    });
    await notify(tx, { personId: holder.personId, kind: "second-factor-changed" });
    const codes = await writeCodes(tx, holder.personId);
    await endOthers(tx, holder);
    return ok({ token: await completeSession(tx, holder, from), codes });
  });
  return !done.ok && done.reason === "wrongCode" ? refuse(holder) : done;
}

/** Recovery codes, shown once: the database keeps keyed hashes of them. */
async function writeCodes(tx: Tx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => readableCode(codeLength));
  await tx.run(sql`DELETE FROM recovery_codes WHERE person_id = ${personId}`);
  for (const code of codes)
    await tx.run(
      sql`INSERT INTO recovery_codes (person_id, code_hash) VALUES (${personId}, ${codeHash(personId, code)})`,
    );
  return codes;
}

export async function renewRecoveryCodes(holder: Holder): Promise<Result<string[], "alreadyDone">> {
  return inTransaction(async (tx) => {
    if (
      !(await tx.row(
        sql`SELECT 1 FROM second_factors WHERE person_id = ${holder.personId} FOR UPDATE`,
      ))
    )
      return no("alreadyDone");
    await record(tx, {
      actor: holder,
      action: "recovery-codes.renewed",
      subject: `person:${holder.personId}`,
      about: holder.personId,
    });
    await notify(tx, { personId: holder.personId, kind: "second-factor-changed" });
    return ok(await writeCodes(tx, holder.personId));
  });
}

/** Turns the second step off. Not for those whose roles need it. */
export async function removeSecondStep(
  holder: Holder,
): Promise<Result<string, "notAllowed" | "alreadyDone">> {
  return inTransaction(async (tx) => {
    const needs = await tx.row(sql`
      SELECT 1 FROM role_grants WHERE person_id = ${holder.personId} AND ended_at IS NULL AND role NOT IN ('patient', 'companion', 'representative')`);
    if (needs) return no("notAllowed");
    const removed = await tx.run(
      sql`DELETE FROM second_factors WHERE person_id = ${holder.personId}`,
    );
    if (removed === 0) return no("alreadyDone");
    await tx.run(sql`DELETE FROM recovery_codes WHERE person_id = ${holder.personId}`);
    await record(tx, {
      actor: holder,
      action: "second-factor.removed",
      subject: `person:${holder.personId}`,
      about: holder.personId,
    });
    await notify(tx, { personId: holder.personId, kind: "second-factor-changed" });
    await endOthers(tx, holder);
    return ok(await renewToken(tx, holder.sessionId));
  });
}
