import "server-only";
import { createHash } from "node:crypto";
import { notify } from "@/accounts/notices/commands";
import type { Actor, Holder, Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { setsDatesAt } from "../access/policy";
import { enter, holdJourney } from "../holding/commands";
import type { JourneyReason } from "../holding/rules";
import { type VisaPaperFile, visaFileFor } from "./queries";
import type { VisaBody } from "./rules";
import type { VisaInput } from "./schema";

/** The facility's coordinator signs the papers for the visa, with a fresh proof. Those before are replaced, and stay readable. */
export async function signVisaFile(
  staff: Staff,
  proven: Holder | null,
  { journeyId, version, total, deposit, ...form }: VisaInput,
): Promise<Result<null, JourneyReason | "needsProof">> {
  if (proven?.personId !== staff.personId) return no("needsProof");
  return inTransaction(async (tx): Promise<Result<null, JourneyReason>> => {
    const held = await holdJourney(tx, journeyId);
    if (!held || !setsDatesAt(staff, held.facilityId)) return no("not-found");
    if (held.version !== version) return no("stale");
    if (held.state !== "open" || !held.facts.includes("visa")) return no("illegal");
    const about = await tx.row<{ people: number; language: string }>(
      sql`SELECT j.people, p.language FROM journeys j JOIN people p ON p.id = j.patient_id WHERE j.id = ${held.id}`,
    );
    const id = crypto.randomUUID();
    const body: VisaBody = {
      ...form,
      totalCents: total,
      depositCents: deposit,
      companions: (about?.people ?? 1) - 1,
      signerRole: staff.role,
    };
    const written = JSON.stringify(body);
    await tx.run(
      sql`UPDATE visa_files SET replaced_at = now() WHERE journey_id = ${held.id} AND replaced_at IS NULL`,
    );
    await tx.run(sql`
      INSERT INTO visa_files (id, journey_id, code, language, body, hash, signed_by)
      VALUES (${id}, ${held.id}, ${readableCode(12)}, ${about?.language ?? "en"}, ${seal(await personKey(tx, held.patientId), `visa_files.body:${id}`, written)},
        ${createHash("sha256").update(`${id}\0${written}`).digest()}, ${staff.personId})`);
    await tx.run(sql`UPDATE journeys SET version = version + 1 WHERE id = ${held.id}`);
    await enter(tx, staff, held, "journey.visa-signed");
    await notify(tx, { personId: held.patientId, kind: "journey-news", subject: held.code });
    return ok(null);
  });
}

/** The file for whoever may have it, once the opening is in the record. */
export async function openVisaFile(actor: Actor, id: string): Promise<VisaPaperFile | null> {
  const found = await visaFileFor(actor, id);
  if (!found) return null;
  await inTransaction(async (tx) => {
    await record(tx, {
      actor,
      action: "journey.visa-opened",
      subject: `journey:${found.code}`,
      about: found.patientId,
    });
    return ok(null);
  });
  return found;
}
