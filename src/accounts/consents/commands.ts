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
  giving: Giving,
): Promise<string | null> {
  const id = await addConsent(tx, actor, giverId, giving);
  if (id) await sendReceipt(tx, giving.patientId, "consent-given", id);
  return id;
}

/** Several agreements given in one act, for several scopes: each has its entry, and one receipt goes out for all. */
export async function writeConsents(
  tx: Tx,
  actor: Actor,
  { scopes, ...giving }: Omit<Giving, "scope"> & { scopes: readonly string[] },
): Promise<void> {
  const made: string[] = [];
  for (const scope of scopes) {
    const id = await addConsent(tx, actor, actor.personId, { ...giving, scope });
    if (id) made.push(id);
  }
  if (made[0]) await sendReceipt(tx, giving.patientId, "consent-given", made[0]);
}

async function addConsent(
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
  return made.id;
}

const sendReceipt = (
  tx: Tx,
  personId: string,
  kind: "consent-given" | "consent-withdrawn",
  consentId: string,
) =>
  notify(tx, {
    personId,
    kind,
    subject: consentId,
    letter: "consent-receipt",
    until: new Date(),
    number: receiptNumber(consentId),
  });

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
  return inTransaction(async (tx) =>
    (await endConsents(tx, actor, { patientId, kind, scope })) ? ok(null) : no("alreadyDone"),
  );
}

/**
 * Ends agreements with effect at once: those of one scope, or of every scope that begins like it. Each has its entry; one
 * act has one receipt. How many there were.
 */
export async function endConsents(
  tx: Tx,
  actor: Actor | Outsider,
  which: { patientId: string; kind: ConsentKind } & ({ scope: string } | { scopesOf: string }),
): Promise<number> {
  const scoped =
    "scope" in which ? sql`scope = ${which.scope}` : sql`starts_with(scope, ${which.scopesOf})`;
  const ended = await tx.rows<{ id: string }>(sql`
    UPDATE consents SET withdrawn_at = now(), withdrawn_by = ${actor.personId ?? null}
    WHERE person_id = ${which.patientId} AND kind = ${which.kind} AND ${scoped} AND withdrawn_at IS NULL RETURNING id`);
  for (const { id } of ended)
    await record(tx, {
      actor,
      action: "consent.withdrawn",
      subject: `consent:${id}`,
      about: which.patientId,
      detail: which.kind,
    });
  if (ended[0]) await sendReceipt(tx, which.patientId, "consent-withdrawn", ended[0].id);
  return ended.length;
}
