import { Logger, runOnce } from "graphile-worker";
import { createPerson } from "@/accounts/people/commands";
import { openSession } from "@/accounts/sessions/commands";
import type { From } from "@/accounts/sessions/rules";
import type { Holder, Office, Patient, Relative, Staff } from "@/platform/actor";
import { pool } from "@/platform/db/pool";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import type { Jobs } from "@/platform/jobs";
import { ok, type Result } from "@/platform/result";
import type { RelativeRight, Role } from "@/platform/roles";
import { networkOf } from "@/platform/security/network";
import { hashPassword } from "@/platform/security/passwords";
import { personKey, seal } from "@/platform/security/sealing";
import { newTotpSecret } from "@/platform/security/totp";

export type Somebody = {
  personId: string;
  email: string;
  name: string;
  role: Role;
  grantId: string;
  facilityId: number | null;
  relationId: string | null;
  sessionId: string;
  token: string;
};
type About = {
  email?: string;
  name?: string;
  language?: Language;
  facility?: string;
  relationId?: string;
  partner?: string;
};

export const password = "wool over the river 7";
let hash: Promise<string> | undefined;
let count = 0;

/** An address that nobody else has written or come from: limits count for one test alone. */
export const newEmail = (who = "somebody") => `${who}.${++count}.${process.pid}@post.example`;
export const from = (
  address = `10.${count % 250}.${Math.floor(Math.random() * 250)}.${(count++ % 250) + 1}`,
): From => ({
  address,
  network: networkOf(address),
  device: "Firefox/Linux",
});

/** A statement as the owner of the database makes it, behind the portal's back. */
export async function ask<Row = Record<string, unknown>>(
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await pool().query(statement, values)).rows as Row[];
}

export async function one<Row = Record<string, unknown>>(
  statement: string,
  values: unknown[] = [],
): Promise<Row> {
  const [found] = await ask<Row>(statement, values);
  if (!found) throw new Error(`nothing found: ${statement}`);
  return found;
}

/** The value of what succeeded; a refusal fails the test with its reason. */
export function granted<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.value;
}

export const done = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  granted(await inTransaction(async (tx) => ok(await work(tx))));

export const once = (content = "the same", key: string = crypto.randomUUID()): Once => ({
  key,
  hash: Buffer.from(content),
});

/** Somebody with an account, a role and an open session, made as the portal makes them. */
export async function arrive(
  role: Role = "patient",
  {
    email,
    name = "Wilhelmine Probemann",
    language = "en",
    facility,
    relationId,
    partner,
  }: About = {},
) {
  hash ??= hashPassword(password);
  const passwordHash = await hash;
  const address = email ?? newEmail(role);
  return done(async (tx): Promise<Somebody> => {
    const personId = await createPerson(tx, {
      email: address,
      name,
      country: "CH",
      language,
      passwordHash,
    });
    const { grantId, facilityId } = await give(tx, personId, role, {
      ...(facility ? { facility } : {}),
      ...(relationId ? { relationId } : {}),
      ...(partner ? { partner } : {}),
    });
    const { sessionId, token } = await openSession(tx, personId, from(), "password");
    return {
      personId,
      email: address,
      name,
      role,
      grantId,
      facilityId,
      relationId: relationId ?? null,
      sessionId,
      token,
    };
  });
}

export async function give(
  tx: Tx,
  personId: string,
  role: Role,
  { facility, relationId, partner }: Pick<About, "facility" | "relationId" | "partner"> = {},
) {
  const made = await tx.row<{ grantId: string; facilityId: number | null }>(sql`
    INSERT INTO role_grants (person_id, role, facility_id, partner, relation_id)
    VALUES (${personId}, ${role}, (SELECT id FROM facilities WHERE slug = ${facility ?? null}), ${partner ?? null}, ${relationId ?? null})
    RETURNING id AS "grantId", facility_id AS "facilityId"`);
  if (!made) throw new Error("the role was not given");
  return made;
}

/** An authenticator app in somebody's hand. Answers its key. */
export async function enrol(personId: string): Promise<string> {
  const secret = newTotpSecret();
  await done(async (tx) =>
    tx.run(sql`
      INSERT INTO second_factors (person_id, secret, confirmed_at)
      VALUES (${personId}, ${seal(await personKey(tx, personId), `second_factors.secret:${personId}`, secret)}, now())`),
  );
  return secret;
}

const proven = ({ personId, grantId, sessionId, role }: Somebody) => ({
  personId,
  grantId,
  sessionId,
  role,
  network: "test",
});

export const patient = (who: Somebody) =>
  ({ ...proven(who), kind: "patient" }) as unknown as Patient;
export const holder = (who: Somebody) => ({ ...proven(who), kind: "holder" }) as unknown as Holder;
export const office = (who: Somebody) => ({ ...proven(who), kind: "office" }) as unknown as Office;
export const staff = (who: Somebody) =>
  ({ ...proven(who), kind: "staff", facilityId: who.facilityId }) as unknown as Staff;
export const relative = (
  who: Somebody,
  patientId: string,
  rights: readonly RelativeRight[],
  actsInFull: boolean,
) =>
  ({
    ...proven(who),
    kind: "relative",
    relationId: who.relationId,
    patientId,
    rights,
    actsInFull,
  }) as unknown as Relative;

/** Runs what waits in the queue for these jobs, with the worker's own program, until nothing is left. */
export async function runJobs(jobs: Jobs): Promise<void> {
  const taskList = Object.fromEntries(
    Object.entries(jobs).map(([name, work]) => [
      name,
      (payload: unknown) => work(payload as Record<string, string>),
    ]),
  );
  await runOnce({
    connectionString: process.env.DATABASE_URL ?? "",
    taskList,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
  });
}

/** The letters queued to somebody's account or to an address without one, by kind. */
export const lettersTo = async (personId: string) =>
  (
    await ask<{ kind: string }>(
      "SELECT kind FROM letters WHERE person_id = $1 ORDER BY created_at, id",
      [personId],
    )
  ).map((letter) => letter.kind);

export const recorded = async (about: string) =>
  (
    await ask<{ action: string }>("SELECT action FROM audit_entries WHERE about = $1 ORDER BY id", [
      about,
    ])
  ).map((entry) => entry.action);
