import "server-only";
import { writeConsents } from "@/accounts/consents/commands";
import type { Actor } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { scopeOf } from "./rules";

type Sharing = { patientId: string; code: string };

/** Opens the facts of a journey to partners: an agreement for each, in one act of the patient. Says whether all are open. */
export async function openTo(
  tx: Tx,
  actor: Actor,
  { patientId, code }: Sharing,
  partnerIds: readonly string[],
  { version, language }: { version: number; language: Language },
): Promise<boolean> {
  await writeConsents(tx, actor, {
    patientId,
    kind: "journey",
    scopes: partnerIds.map((id) => scopeOf(code, id)),
    version,
    language,
  });
  const open = await tx.row<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM consents WHERE person_id = ${patientId} AND kind = 'journey' AND withdrawn_at IS NULL AND scope = ANY (${partnerIds.map((id) => scopeOf(code, id))}::text[])`);
  return open?.n === new Set(partnerIds).size;
}

/** Closes a journey that has ended to its facility: it reads no need, telephone or address from then on. */
export async function closeToFacility(tx: Tx, { patientId, code }: Sharing): Promise<void> {
  const closed = await tx.rows<{ id: string }>(sql`
    UPDATE consents SET withdrawn_at = now() WHERE person_id = ${patientId} AND kind = 'journey' AND scope = ${`${code}:facility`} AND withdrawn_at IS NULL RETURNING id`);
  for (const { id } of closed)
    await record(tx, {
      actor: system,
      action: "consent.withdrawn",
      subject: `consent:${id}`,
      about: patientId,
      detail: "journey",
    });
}

/** Closes a journey to a partner with which nothing runs any more: it reads no need, name or telephone from then on. */
export async function closeWhereOver(tx: Tx, { patientId, code }: Sharing): Promise<void> {
  const closed = await tx.rows<{ id: string }>(sql`
    UPDATE consents c SET withdrawn_at = now()
    WHERE c.person_id = ${patientId} AND c.kind = 'journey' AND c.withdrawn_at IS NULL AND starts_with(c.scope, ${`${code}:partner:`})
      AND NOT EXISTS (SELECT FROM journey_offers o JOIN journey_legs l ON l.id = o.leg_id JOIN journeys j ON j.id = l.journey_id
        WHERE j.code = ${code} AND ${code} || ':partner:' || o.partner_id = c.scope AND o.state IN ('listed', 'asked', 'offered'))
      AND NOT EXISTS (SELECT FROM journey_orders o JOIN journey_legs l ON l.id = o.leg_id JOIN journeys j ON j.id = l.journey_id
        WHERE j.code = ${code} AND ${code} || ':partner:' || o.partner_id = c.scope AND o.state IN ('sent', 'confirmed', 'under-way', 'disputed'))
    RETURNING c.id`);
  for (const { id } of closed)
    await record(tx, {
      actor: system,
      action: "consent.withdrawn",
      subject: `consent:${id}`,
      about: patientId,
      detail: "journey",
    });
}
