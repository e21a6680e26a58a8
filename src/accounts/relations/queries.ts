import "server-only";
import type { Holder, Office, Patient } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import type { RelativeRight, RelativeRole } from "@/platform/roles";
import { keyColumns, type WrappedKey } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import { nameOf } from "../people/queries";
import { mayDecideProof } from "./policy";

type ProofState = "none" | "waiting" | "confirmed" | "refused";
type Tied = {
  id: string;
  kind: RelativeRole;
  rights: RelativeRight[];
  proofState: ProofState;
  createdAt: Date;
  acceptedAt: Date | null;
  endedAt: Date | null;
  decidedAt: Date | null;
};
export type Helper = Tied & { name: string | null };

const columns = sql`r.id, r.kind, r.rights, r.proof_state AS "proofState", r.created_at AS "createdAt", r.accepted_at AS "acceptedAt", r.ended_at AS "endedAt", r.decided_at AS "decidedAt"`;

type Named = Tied & WrappedKey & { personId: string; name: string | null };
const named = (found: Named): Helper => {
  const { id, kind, rights, proofState, createdAt, acceptedAt, endedAt, decidedAt } = found;
  const name = found.keyId ? nameOf({ ...found, id: found.personId }) : null;
  return { id, kind, rights, proofState, createdAt, acceptedAt, endedAt, decidedAt, name };
};

/** Whom a patient has asked to help, those who still may first. */
export async function helpersOf(patient: Patient): Promise<Helper[]> {
  return helpersOfPerson(patient.personId);
}

/** The same for "My data", whatever role acts. */
export async function helpersOfPerson(personId: string): Promise<Helper[]> {
  const found = await rows<Named>(sql`
    SELECT ${columns}, p.id AS "personId", p.name, ${keyColumns} FROM relations r LEFT JOIN people p ON p.id = r.relative_id LEFT JOIN data_keys k ON k.person_id = p.id
    WHERE r.patient_id = ${personId} ORDER BY r.ended_at NULLS FIRST, r.created_at DESC LIMIT 100`);
  return found.map(named);
}

/** Whom somebody helps. */
export async function patientsHelpedBy(holder: Holder): Promise<Helper[]> {
  const found = await rows<Named>(sql`
    SELECT ${columns}, p.id AS "personId", p.name, ${keyColumns} FROM relations r JOIN people p ON p.id = r.patient_id JOIN data_keys k ON k.person_id = p.id
    WHERE r.relative_id = ${holder.personId} AND r.ended_at IS NULL ORDER BY r.created_at LIMIT 100`);
  return found.map(named);
}

export type WaitingProof = {
  relationId: string;
  sentAt: Date;
  patient: string;
  relative: string;
  isOpened: boolean;
};

export async function waitingProofs(office: Office): Promise<WaitingProof[]> {
  if (!mayDecideProof(office)) return [];
  type Row = {
    relationId: string;
    sentAt: Date;
    isOpened: boolean;
    patient: Parameters<typeof nameOf>[0];
    relative: Parameters<typeof nameOf>[0];
  };
  type Flat = { relationId: string; sentAt: Date; isOpened: boolean } & Record<
    `${"p" | "q"}${"Id" | "Name" | "KeyId" | "MasterKey"}`,
    string
  > &
    Record<"pWrapped" | "qWrapped", Buffer>;
  const found = await rows<Flat>(sql`
    SELECT r.id AS "relationId", r.proof_at AS "sentAt",
      EXISTS (SELECT FROM audit_entries e WHERE e.person_id = ${office.personId} AND e.action = 'proof.opened' AND e.subject = 'relation:' || r.id AND e.at >= r.proof_at) AS "isOpened",
      p.id AS "pId", p.name AS "pName", pk.id AS "pKeyId", pk.master_key AS "pMasterKey", pk.wrapped AS "pWrapped",
      q.id AS "qId", q.name AS "qName", qk.id AS "qKeyId", qk.master_key AS "qMasterKey", qk.wrapped AS "qWrapped"
    FROM relations r JOIN people p ON p.id = r.patient_id JOIN data_keys pk ON pk.person_id = p.id
    JOIN people q ON q.id = r.relative_id JOIN data_keys qk ON qk.person_id = q.id
    WHERE r.proof_state = 'waiting' AND r.ended_at IS NULL ORDER BY r.proof_at`);
  const person = (one: Flat, side: "p" | "q"): Row["patient"] => ({
    id: one[`${side}Id`],
    name: one[`${side}Name`],
    keyId: one[`${side}KeyId`],
    masterKey: one[`${side}MasterKey`],
    wrapped: one[`${side}Wrapped`],
  });
  return found.map((one) => ({
    relationId: one.relationId,
    sentAt: one.sentAt,
    isOpened: one.isOpened,
    patient: nameOf(person(one, "p")) ?? "",
    relative: nameOf(person(one, "q")) ?? "",
  }));
}

export const proofMegabytes = () => requiredNumber("accounts", "proof-megabytes");
