import "server-only";
import type { Actor } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { canActForPatient, isCoordinator } from "../access/policy";
import type { RequestCase } from "../requests/queries";

export type Message = { id: string; role: string; isOwn: boolean; body: string; createdAt: Date };

/** The messages of a request that the actor was shown; a companion reads them only where that was allowed. */
export async function messagesOf(actor: Actor, request: RequestCase): Promise<Message[]> {
  if (!isCoordinator(actor) && !canActForPatient(actor, request.patientId, "see-messages"))
    return [];
  const found = await rows<Message & WrappedKey>(sql`
    SELECT m.id, m.role, m.author_id = ${actor.personId} AS "isOwn", m.body, m.created_at AS "createdAt", ${keyColumns}
    FROM request_messages m, data_keys k WHERE m.request_id = ${request.id} AND k.person_id = ${request.patientId} ORDER BY m.created_at`);
  return found.map(({ keyId, masterKey, wrapped, ...message }) => ({
    ...message,
    body: unseal(
      openPersonKey(request.patientId, { keyId, masterKey, wrapped }),
      `request_messages.body:${message.id}`,
      message.body,
    ),
  }));
}
