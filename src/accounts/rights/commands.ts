import "server-only";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Holder } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { personKey, unseal } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { requiredNumber } from "@/platform/settings";
import { readStored, removeStored, type Stored, storeFile } from "@/platform/storage/files";
import { writeFile } from "../files/commands";
import { closeInvitation } from "../invitations/commands";
import { queueLetter } from "../letters/commands";
import { notify, notifyOffice } from "../notices/commands";
import type { Refused } from "../sessions/commands";
import { accountBundle } from "./fhir";
import { everythingAbout, type RequestToDo } from "./queries";

export type RequestReason = "waiting" | "lastAdministrator" | "twin" | "otherContent";

/** Asks for a copy of one's data or for erasure. The worker carries it out; the number stands on the receipt. */
export async function askFor(
  holder: Holder,
  kind: "export" | "erasure",
  once: Once,
): Promise<Result<string, RequestReason> | Refused> {
  const minutes = await minutesToWait([["requests", holder.personId]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  const hours = await requiredNumber("accounts", `${kind}-hours`);
  return onceInTransaction(once, async (tx) => {
    if (kind === "erasure" && (await isLastAdministrator(tx, holder.personId)))
      return no("lastAdministrator");
    const number = `${kind === "export" ? "C" : "E"}-${readableCode(8)}`;
    const made = await tx.row<{ id: string }>(sql`
      INSERT INTO rights_requests (number, person_id, kind, due_at) VALUES (${number}, ${holder.personId}, ${kind}, now() + make_interval(hours => ${hours}::int))
      ON CONFLICT (person_id, kind) WHERE state IN ('asked', 'working') DO NOTHING RETURNING id`);
    if (!made) return no("waiting");
    await record(tx, {
      actor: holder,
      action: kind === "export" ? "data.export-asked" : "data.erasure-asked",
      subject: `request:${made.id}`,
      about: holder.personId,
    });
    await enqueue(tx, `accounts:requests:${kind}`, { requestId: made.id });
    await notifyOffice(tx, "privacy-officer", "request-waiting", made.id);
    // Whoever asks to be erased is out at once, wherever they were signed in.
    if (kind === "erasure")
      await tx.run(
        sql`UPDATE sessions SET ended_at = now() WHERE person_id = ${holder.personId} AND ended_at IS NULL`,
      );
    return ok(number);
  });
}

async function isLastAdministrator(tx: Tx, personId: string): Promise<boolean> {
  await tx.run(sql`SELECT pg_advisory_xact_lock(720322)`);
  const found = await tx.row<{ last: boolean }>(sql`
    SELECT bool_or(g.person_id = ${personId}) AND bool_and(g.person_id = ${personId}) AS last FROM role_grants g
    WHERE g.role = 'administrator' AND g.ended_at IS NULL
      AND NOT EXISTS (SELECT FROM rights_requests r WHERE r.person_id = g.person_id AND r.person_id <> ${personId} AND r.kind = 'erasure' AND r.state IN ('asked', 'working'))`);
  return found?.last === true;
}

/** What other parts of the portal keep about a person, for their copy. */
export type More = (personId: string) => Promise<Record<string, unknown>>;

/** The same as entries of the FHIR Bundle. */
export type Resources = (personId: string) => Promise<unknown[]>;

/** Makes the copy: everything as JSON, the account as FHIR, the files themselves; sealed in the store like any file. */
export async function makeExport(
  request: RequestToDo,
  more: More,
  resources: Resources = async () => [],
): Promise<void> {
  const { personId, state } = request;
  if (state !== "asked" && state !== "working" && state !== "failed") return;
  const now = new Date();
  const everything = await everythingAbout(personId);
  const zip = new ZipFile();
  const plain = (_name: string, value: unknown) =>
    value instanceof Uint8Array ? undefined : value;
  const files = everything.files.map(({ place: _place, key: _key, ...file }) => ({
    ...file,
    path: `files/${file.id}`,
  }));
  zip.addBuffer(
    Buffer.from(
      JSON.stringify({ madeAt: now, ...everything, files, ...(await more(personId)) }, plain, 2),
    ),
    "data.json",
  );
  const bundle = accountBundle(everything, now);
  zip.addBuffer(
    Buffer.from(
      JSON.stringify(
        { ...bundle, entry: [...bundle.entry, ...(await resources(personId))] },
        null,
        2,
      ),
    ),
    "fhir.json",
  );
  for (const file of everything.files)
    zip.addReadStream(await readStored(file.place, file.key), `files/${file.id}`);
  zip.end();
  const stored = await storeFile(Readable.from(zip.outputStream as AsyncIterable<Uint8Array>));
  let isWritten = false;
  try {
    isWritten = (await noteExport(request, stored, now)).ok;
  } finally {
    if (!isWritten) await removeStored(stored.place);
  }
}

/** The copy is there: its row, its trace and its notice. Refused where another run has made it already. */
async function noteExport(
  { id, personId }: RequestToDo,
  stored: Stored,
  now: Date,
): Promise<Result<null, "alreadyDone">> {
  const days = await tidyDays();
  const until = new Date(now.getTime() + days * 86_400_000);
  return inTransaction(async (tx) => {
    const fileId = await writeFile(tx, {
      ownerId: personId,
      purpose: "export",
      name: "my-data.zip",
      type: "application/zip",
      stored,
    });
    const moved = await tx.run(
      sql`UPDATE rights_requests SET state = 'done', done_at = now(), file_id = ${fileId} WHERE id = ${id} AND state IN ('asked', 'working', 'failed')`,
    );
    if (moved === 0) return no("alreadyDone");
    await record(tx, {
      actor: system,
      action: "data.export-made",
      subject: `request:${id}`,
      about: personId,
    });
    await notify(tx, {
      personId,
      kind: "export-ready",
      subject: id,
      letter: "export-ready",
      until,
    });
    return ok(null);
  });
}

async function tidyDays(): Promise<number> {
  const found = await inTransaction(async (tx) =>
    ok(await tx.row<{ days: number }>(sql`SELECT days FROM retention_rules WHERE key = 'exports'`)),
  );
  return found.ok ? (found.value?.days ?? 7) : 7;
}

/** Opening the copy leaves its trace like the opening of any file. Answers the file's id. */
export async function openExport(
  holder: Holder,
  requestId: string,
): Promise<Result<string, "alreadyDone">> {
  return inTransaction(async (tx) => {
    const ready = await tx.row<{ fileId: string }>(sql`
      SELECT file_id AS "fileId" FROM rights_requests WHERE id::text = ${requestId} AND person_id = ${holder.personId} AND kind = 'export' AND state = 'done' AND file_id IS NOT NULL`);
    if (!ready) return no("alreadyDone");
    await record(tx, {
      actor: holder,
      action: "data.export-opened",
      subject: `request:${requestId}`,
      about: holder.personId,
    });
    return ok(ready.fileId);
  });
}

/**
 * Erases a person: what says who they are, what they entrusted, and the key to all of it, in one transaction. The row
 * stays as a number, so that the record and the agreements kept as proof still fit together. Safe to run twice.
 */
export async function erasePerson({
  id,
  number,
  personId,
  state,
  language,
}: RequestToDo): Promise<void> {
  if (state === "done" || state === "removed") return;
  const erased = await inTransaction(async (tx) => {
    const open = await tx.row(
      sql`SELECT 1 FROM rights_requests WHERE id = ${id} AND state NOT IN ('done', 'removed') FOR UPDATE`,
    );
    if (!open) return no("alreadyDone");
    const person = await tx.row<{ email: string | null; hash: Buffer | null }>(sql`
      SELECT email, email_hash AS hash FROM people WHERE id = ${personId} AND erased_at IS NULL FOR UPDATE`);
    if (person?.email) {
      const address = unseal(
        await personKey(tx, personId),
        `people.email:${personId}`,
        person.email,
      );
      await forgetAddress(tx, personId, person.hash);
      await queueLetter(tx, { kind: "erasure-receipt", language, to: { address }, number });
    }
    await endTies(tx, personId);
    const files = await tx.rows<{ place: string }>(
      sql`DELETE FROM stored_files WHERE owner_id = ${personId} RETURNING place`,
    );
    for (const { place } of files) await enqueue(tx, "accounts:files:remove", { place });
    for (const table of [
      sql`sessions`,
      sql`second_factors`,
      sql`new_second_factors`,
      sql`recovery_codes`,
      sql`known_devices`,
      sql`notices`,
      sql`notice_mail`,
      sql`email_links`,
    ])
      await tx.run(sql`DELETE FROM ${table} WHERE person_id = ${personId}`);
    await tx.run(
      sql`UPDATE letters SET person_id = NULL, address = NULL WHERE person_id = ${personId} AND sent_at IS NOT NULL`,
    );
    await tx.run(sql`DELETE FROM letters WHERE person_id = ${personId}`);
    await tx.run(sql`DELETE FROM form_keys WHERE key LIKE ${`${personId}:%`}`);
    await tx.run(sql`
      UPDATE people SET email_hash = NULL, email = NULL, name = NULL, country = NULL, password_hash = NULL, password_changed_at = NULL, erased_at = now()
      WHERE id = ${personId} AND erased_at IS NULL`);
    await tx.run(sql`DELETE FROM data_keys WHERE person_id = ${personId}`);
    await tx.run(
      sql`UPDATE rights_requests SET state = CASE WHEN id = ${id} THEN 'done' ELSE 'removed' END, done_at = now(), file_id = NULL WHERE person_id = ${personId} AND (id = ${id} OR state <> 'done' OR kind = 'export')`,
    );
    await record(tx, {
      actor: system,
      action: "data.erased",
      subject: `request:${id}`,
      about: personId,
    });
    return ok(null);
  });
  if (!erased.ok && erased.reason !== "alreadyDone") throw new Error("nothing refuses an erasure");
}

/** Wherever the address lies beside the account, sealed or as its keyed hash: links, letters on their way, invitations to it. */
async function forgetAddress(tx: Tx, personId: string, hash: Buffer | null): Promise<void> {
  const hashes = await tx.rows<{ hash: Buffer }>(
    sql`SELECT email_hash AS hash FROM email_links WHERE person_id = ${personId} AND email_hash IS NOT NULL`,
  );
  const all = [...(hash ? [hash] : []), ...hashes.map((one) => one.hash)];
  const invitations = await tx.rows<{ id: string; isOpen: boolean }>(sql`
    SELECT id, accepted_at IS NULL AND withdrawn_at IS NULL AS "isOpen" FROM invitations WHERE email_hash = ANY(${all}::bytea[])`);
  for (const { id, isOpen } of invitations) if (isOpen) await closeInvitation(tx, id);
  await tx.run(sql`
    UPDATE letters SET address = NULL, stuck_at = coalesce(stuck_at, now()) WHERE sent_at IS NULL AND link IN
      (SELECT id FROM email_links WHERE email_hash = ANY(${all}::bytea[]) OR invitation_id = ANY(${invitations.map((one) => one.id)}::uuid[]))`);
  await tx.run(
    sql`UPDATE invitations SET email_hash = NULL, email = NULL WHERE id = ANY(${invitations.map((one) => one.id)}::uuid[])`,
  );
  await tx.run(sql`DELETE FROM email_links WHERE email_hash = ANY(${all}::bytea[])`);
}

/** Roles, help given and received, and open invitations end with the account. */
async function endTies(tx: Tx, personId: string): Promise<void> {
  await tx.run(
    sql`UPDATE sessions SET grant_id = NULL WHERE grant_id IN (SELECT g.id FROM role_grants g LEFT JOIN relations r ON r.id = g.relation_id WHERE g.person_id = ${personId} OR r.patient_id = ${personId})`,
  );
  const open = await tx.rows<{ id: string }>(sql`
    SELECT i.id FROM invitations i JOIN relations r ON r.id = i.relation_id WHERE r.patient_id = ${personId} AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL`);
  for (const { id } of open) await closeInvitation(tx, id);
  await tx.run(sql`
    UPDATE role_grants SET ended_at = now(), ended_by = ${personId}
    WHERE ended_at IS NULL AND (person_id = ${personId} OR relation_id IN (SELECT id FROM relations WHERE patient_id = ${personId}))`);
  const ended = await tx.rows<{
    relativeId: string | null;
    patientId: string;
    proof: string | null;
  }>(sql`
    UPDATE relations SET ended_at = coalesce(ended_at, now()), proof_state = CASE WHEN proof_state = 'refused' THEN 'refused' ELSE 'none' END,
      proof_id = CASE WHEN relative_id = ${personId} THEN NULL ELSE proof_id END
    WHERE (patient_id = ${personId} OR relative_id = ${personId}) AND (ended_at IS NULL OR relative_id = ${personId})
    RETURNING relative_id AS "relativeId", patient_id AS "patientId", proof_id AS proof`);
  for (const { relativeId, patientId } of ended)
    for (const other of [relativeId, patientId])
      if (other && other !== personId)
        await notify(tx, { personId: other, kind: "relative-ended" });
}
