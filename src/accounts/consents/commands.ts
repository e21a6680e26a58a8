import "server-only";
import type { Actor } from "@/platform/actor";
import { type Outsider, record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { notify } from "../notices/commands";
import { mayConsentFor } from "./policy";
import type { ConsentKind } from "./rules";

type Giving = {
  patientId: string;
  kind: ConsentKind;
  scope?: string;
  version: number;
  language: Language;
};

/** Writes that an agreement was given: which wording, in which language, by whom. A receipt goes out by letter. */
export async function writeConsent(
  tx: Tx,
  actor: Actor | Outsider,
  giverId: string,
  { patientId, kind, scope = "", version, language }: Giving,
): Promise<string | null> {
  const made = await tx.row<{ id: string }>(sql`
    INSERT INTO consents (person_id, kind, scope, version, language, text_hash, given_by, given_as)
    SELECT ${patientId}, t.kind, ${scope}, t.version, t.language, t.hash, ${giverId}, ${actor.kind === "outsider" ? "patient" : actor.role}
    FROM consent_texts t WHERE t.kind = ${kind} AND t.version = ${version} AND t.language = ${language}
    ON CONFLICT (person_id, kind, scope) WHERE withdrawn_at IS NULL DO NOTHING RETURNING id`);
  if (!made) return null;
  await record(tx, {
    actor,
    action: "consent.given",
    subject: `consent:${made.id}`,
    about: patientId,
    detail: kind,
  });
  await notify(tx, {
    personId: patientId,
    kind: "consent-given",
    subject: made.id,
    letter: "consent-receipt",
    until: new Date(),
    number: receiptNumber(made.id),
  });
  return made.id;
}

/** The number on a receipt: the first part of the row's own id, in capitals. */
export const receiptNumber = (id: string) => id.slice(0, 8).toUpperCase();

export async function giveConsent(
  actor: Actor,
  giving: Giving,
): Promise<Result<null, "notAllowed" | "alreadyDone" | "stale">> {
  if (!mayConsentFor(actor, giving.patientId)) return no("notAllowed");
  return inTransaction(async (tx) => {
    // What is agreed to is the wording that stands now, not one that was on a page left open.
    const current = await tx.row<{ version: number }>(
      sql`SELECT max(version) AS version FROM consent_texts WHERE kind = ${giving.kind}`,
    );
    if (current?.version !== giving.version) return no("stale");
    // An agreement to an older wording makes way for the new one.
    await tx.run(sql`
      UPDATE consents SET withdrawn_at = now(), withdrawn_by = ${actor.personId}
      WHERE person_id = ${giving.patientId} AND kind = ${giving.kind} AND scope = ${giving.scope ?? ""} AND withdrawn_at IS NULL AND version < ${giving.version}`);
    return (await writeConsent(tx, actor, actor.personId, giving)) ? ok(null) : no("alreadyDone");
  });
}

/** With effect at once: whatever asks whether the agreement holds, asks this row. */
export async function withdrawConsent(
  actor: Actor,
  patientId: string,
  kind: ConsentKind,
  scope = "",
): Promise<Result<null, "notAllowed" | "alreadyDone">> {
  if (!mayConsentFor(actor, patientId)) return no("notAllowed");
  return inTransaction(async (tx) => {
    const ended = await tx.row<{ id: string }>(sql`
      UPDATE consents SET withdrawn_at = now(), withdrawn_by = ${actor.personId}
      WHERE person_id = ${patientId} AND kind = ${kind} AND scope = ${scope} AND withdrawn_at IS NULL RETURNING id`);
    if (!ended) return no("alreadyDone");
    await record(tx, {
      actor,
      action: "consent.withdrawn",
      subject: `consent:${ended.id}`,
      about: patientId,
      detail: kind,
    });
    await notify(tx, {
      personId: patientId,
      kind: "consent-withdrawn",
      subject: ended.id,
      letter: "consent-receipt",
      until: new Date(),
      number: receiptNumber(ended.id),
    });
    return ok(null);
  });
}
