import "server-only";
import { clockOf } from "@/cases/clock/queries";
import { finish } from "@/cases/moves/commands";
import type { Holder, Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal, unseal } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { holdOwnOpinion, type OpinionReason } from "../opinions/commands";
import { hashOf } from "../opinions/queries";

type Signing = { opinionId: string; version: number; alone: string };

/**
 * Signs: what was written is locked, with a hash over content, signer and time. Without the second reader's agreement
 * only when their time is over, and with a reason. `proven` is whoever has just shown who they are.
 */
export async function signOpinion(
  staff: Staff,
  proven: Holder | null,
  { opinionId, version, alone }: Signing,
): Promise<Result<null, OpinionReason>> {
  if (proven?.personId !== staff.personId) return no("needsProof");
  return inTransaction(async (tx): Promise<Result<null, OpinionReason>> => {
    const agreed = await tx.row<{ isAgreed: boolean }>(
      sql`SELECT agreed_at IS NOT NULL AS "isAgreed" FROM opinions WHERE id::text = ${opinionId}`,
    );
    const name = agreed?.isAgreed ? "sign" : "signAlone";
    const found = await holdOwnOpinion(tx, staff, opinionId, name, version);
    if (!found.ok) return found;
    const { held, opinion } = found.value;
    if (opinion.state !== "second-reading") return no("illegal");
    if (name === "signAlone" && ((await clockOf(held)).colour !== "red" || alone === ""))
      return no("notAgreed");
    const about = await tx.row<{ number: string; name: string }>(
      sql`SELECT r.number, p.name FROM requests r, people p WHERE r.id = ${held.id} AND p.id = ${staff.personId}`,
    );
    const signer = about?.name
      ? unseal(await personKey(tx, staff.personId), `people.name:${staff.personId}`, about.name)
      : "";
    const key = await personKey(tx, held.patientId);
    const signedAt = new Date();
    const hash = hashOf(about?.number ?? "", { ...opinion, signer, signedAt });
    const aloneWhy = name === "sign" ? null : seal(key, `opinions.alone_why:${opinion.id}`, alone);
    await tx.run(sql`
      UPDATE opinions SET state = 'signed', signed_at = ${signedAt}, signer = ${seal(key, `opinions.signer:${opinion.id}`, signer)}, hash = ${hash}, code = ${readableCode(16).replaceAll("-", "")}, alone_why = ${aloneWhy}
      WHERE id = ${opinion.id}`);
    await tx.run(
      sql`UPDATE assignments SET state = 'done', ended_at = now() WHERE request_id = ${held.id} AND role = 'second-reader' AND state = 'accepted'`,
    );
    await record(tx, {
      actor: staff,
      action: "opinion.signed",
      subject: `opinion:${opinion.id}`,
      about: held.patientId,
      detail: name === "sign" ? "agreed" : "alone",
    });
    await finish(tx, { ...held, now: signedAt });
    await enqueue(tx, "opinions:deliveries:finish", { opinionId: opinion.id });
    return ok(null);
  });
}
