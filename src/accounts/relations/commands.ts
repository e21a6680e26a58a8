import "server-only";
import { fileTypeFromBuffer } from "file-type";
import type { Actor, Office, Patient } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import type { RelativeRight, RelativeRole } from "@/platform/roles";
import { minutesToWait } from "@/platform/security/limits";
import { requiredNumber } from "@/platform/settings";
import { removeStored, type Stored, storeFile } from "@/platform/storage/files";
import { writeFile } from "../files/commands";
import { finishGrant } from "../grants/commands";
import { closeInvitation, writeInvitation } from "../invitations/commands";
import { notify, notifyOffice } from "../notices/commands";
import type { Refused } from "../sessions/commands";
import { mayAnswer, mayArrange, mayDecideProof, type Tie } from "./policy";
import { proofTypes } from "./schema";

type Helper = {
  email: string;
  kind: RelativeRole;
  rights: readonly RelativeRight[];
  language: Language;
};

/** A patient invites somebody to help. A companion gets the rights ticked; a representative needs a proof first. */
export async function inviteHelper(
  patient: Patient,
  once: Once,
  { email, kind, rights, language }: Helper,
): Promise<Result<null, "twin" | "otherContent"> | Refused> {
  const minutes = await minutesToWait([["invitations", patient.personId]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  return onceInTransaction(once, async (tx) => {
    const relationId = crypto.randomUUID();
    await tx.run(
      sql`INSERT INTO relations (id, patient_id, kind, rights) VALUES (${relationId}, ${patient.personId}, ${kind}, ${kind === "companion" ? rights : []})`,
    );
    await writeInvitation(tx, {
      email,
      role: kind,
      facilityId: null,
      partner: null,
      relationId,
      language,
      invitedBy: patient.personId,
    });
    await record(tx, {
      actor: patient,
      action: "relation.invited",
      subject: `relation:${relationId}`,
      about: patient.personId,
      detail: kind,
    });
    return ok(null);
  });
}

type Locked = Tie & { kind: RelativeRole; proofState: string; proofId: string | null };

async function lockedTie(tx: Tx, relationId: string): Promise<Locked | null> {
  return tx.row<Locked>(sql`
    SELECT patient_id AS "patientId", relative_id AS "relativeId", kind, proof_state AS "proofState", proof_id AS "proofId"
    FROM relations WHERE id::text = ${relationId} AND ended_at IS NULL FOR UPDATE`);
}

/** Gives and takes a companion's rights. Each counts from the companion's next request on. */
export async function changeRights(
  patient: Patient,
  relationId: string,
  rights: readonly RelativeRight[],
): Promise<Result<null, "notAllowed" | "alreadyDone">> {
  return inTransaction(async (tx) => {
    const tie = await lockedTie(tx, relationId);
    if (!tie) return no("alreadyDone");
    if (!mayArrange(patient, tie) || tie.kind !== "companion") return no("notAllowed");
    await tx.run(sql`UPDATE relations SET rights = ${[...rights]} WHERE id = ${relationId}`);
    await record(tx, {
      actor: patient,
      action: "relation.rights-changed",
      subject: `relation:${relationId}`,
      about: patient.personId,
    });
    if (tie.relativeId)
      await notify(tx, { personId: tie.relativeId, kind: "rights-changed", subject: relationId });
    return ok(null);
  });
}

/** Ends the help, from either side, and an invitation that was not yet accepted with it. */
export async function endRelation(
  actor: Actor,
  relationId: string,
): Promise<Result<null, "notAllowed" | "alreadyDone">> {
  return inTransaction(async (tx) => {
    const tie = await lockedTie(tx, relationId);
    if (!tie) return no("alreadyDone");
    if (!mayArrange(actor, tie) && !mayAnswer(actor, tie)) return no("notAllowed");
    await tx.run(sql`UPDATE relations SET ended_at = now() WHERE id = ${relationId}`);
    const grant = await tx.row<{ id: string }>(
      sql`SELECT id FROM role_grants WHERE relation_id = ${relationId} AND ended_at IS NULL`,
    );
    if (grant) await finishGrant(tx, grant.id, actor.personId);
    const open = await tx.row<{ id: string }>(
      sql`SELECT id FROM invitations WHERE relation_id = ${relationId} AND accepted_at IS NULL AND withdrawn_at IS NULL`,
    );
    if (open) await closeInvitation(tx, open.id);
    await record(tx, {
      actor,
      action: "relation.ended",
      subject: `relation:${relationId}`,
      about: tie.patientId,
    });
    for (const personId of [tie.patientId, tie.relativeId])
      if (personId && personId !== actor.personId)
        await notify(tx, { personId, kind: "relative-ended", subject: relationId });
    return ok(null);
  });
}

export type ProofReason = "notAllowed" | "alreadyDone" | "fileType" | "fileSize" | "fileEmpty";

/** A representative's proof: read for what it is, encrypted, and shown to the administrator alone. */
export async function sendProof(
  actor: Actor,
  relationId: string,
  file: { name: string; bytes: Uint8Array },
): Promise<Result<null, ProofReason> | Refused> {
  const minutes = await minutesToWait([["uploads", actor.personId]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  if (file.bytes.length === 0) return no("fileEmpty");
  if (file.bytes.length > (await requiredNumber("accounts", "proof-megabytes")) * 1_000_000)
    return no("fileSize");
  const type = (await fileTypeFromBuffer(file.bytes))?.mime ?? "";
  if (!(proofTypes as readonly string[]).includes(type)) return no("fileType");
  const stored = await storeFile(single(file.bytes));
  let isWritten = false;
  try {
    const sent = await noteProofSent(actor, relationId, file.name, type, stored);
    isWritten = sent.ok;
    return sent;
  } finally {
    if (!isWritten) await removeStored(stored.place);
  }
}

async function noteProofSent(
  actor: Actor,
  relationId: string,
  name: string,
  type: string,
  stored: Stored,
): Promise<Result<null, ProofReason>> {
  return inTransaction(async (tx) => {
    const tie = await lockedTie(tx, relationId);
    if (!tie || tie.proofState === "confirmed") return no("alreadyDone");
    if (!mayAnswer(actor, tie) || tie.kind !== "representative") return no("notAllowed");
    const proofId = await writeFile(tx, {
      ownerId: actor.personId,
      purpose: "proof",
      name: plainName(name),
      type,
      stored,
    });
    await tx.run(
      sql`UPDATE relations SET proof_state = 'waiting', proof_id = ${proofId}, proof_at = clock_timestamp(), decided_at = NULL, decided_by = NULL WHERE id = ${relationId}`,
    );
    const before = tie.proofId
      ? await tx.row<{ place: string }>(
          sql`DELETE FROM stored_files WHERE id = ${tie.proofId} RETURNING place`,
        )
      : null;
    if (before) await enqueue(tx, "accounts:files:remove", { place: before.place });
    await record(tx, {
      actor,
      action: "proof.uploaded",
      subject: `relation:${relationId}`,
      about: tie.patientId,
    });
    await notifyOffice(tx, "administrator", "proof-waiting", relationId);
    return ok(null);
  });
}

async function* single(bytes: Uint8Array) {
  yield bytes;
}

/** A file's name without a path and without signs that mislead; it is shown, never used as a place. */
const plainName = (name: string) =>
  (name.split(/[/\\]/).at(-1) ?? "")
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}"]/gu, "")
    .slice(-150) || "file";

/** Opening a proof is a command: it leaves its trace, which the patient reads, before a byte is sent. */
export async function openProof(
  office: Office,
  relationId: string,
): Promise<Result<string, "notAllowed" | "alreadyDone">> {
  if (!mayDecideProof(office)) return no("notAllowed");
  return inTransaction(async (tx) => {
    const tie = await lockedTie(tx, relationId);
    if (!tie?.proofId) return no("alreadyDone");
    await record(tx, {
      actor: office,
      action: "proof.opened",
      subject: `relation:${relationId}`,
      about: tie.patientId,
    });
    return ok(tie.proofId);
  });
}

/** Confirms or refuses a proof that this person has opened. Two who decide at once: one wins, the other is told. */
export async function decideProof(
  office: Office,
  relationId: string,
  isGood: boolean,
): Promise<Result<null, "notAllowed" | "alreadyDone" | "needsLook">> {
  if (!mayDecideProof(office)) return no("notAllowed");
  return inTransaction(async (tx) => {
    const tie = await lockedTie(tx, relationId);
    if (tie?.proofState !== "waiting") return no("alreadyDone");
    const looked = await tx.row(sql`
      SELECT 1 FROM audit_entries e JOIN relations r ON r.id = ${relationId}
      WHERE e.person_id = ${office.personId} AND e.action = 'proof.opened' AND e.subject = ${`relation:${relationId}`} AND e.at >= r.proof_at`);
    if (!looked) return no("needsLook");
    await tx.run(
      sql`UPDATE relations SET proof_state = ${isGood ? "confirmed" : "refused"}, decided_by = ${office.personId}, decided_at = now() WHERE id = ${relationId}`,
    );
    await record(tx, {
      actor: office,
      action: isGood ? "proof.confirmed" : "proof.refused",
      subject: `relation:${relationId}`,
      about: tie.patientId,
    });
    for (const personId of [tie.patientId, tie.relativeId])
      if (personId) await notify(tx, { personId, kind: "proof-decided", subject: relationId });
    return ok(null);
  });
}
