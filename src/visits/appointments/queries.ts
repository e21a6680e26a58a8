import "server-only";
import { canActForPatient } from "@/cases/access/policy";
import type { RequestCase } from "@/cases/requests/queries";
import type { Actor } from "@/platform/actor";
import { row, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import type { VisitState } from "./rules";

export type Visit = {
  id: string;
  state: VisitState;
  at: Date | null;
  needsInterpreter: boolean;
  present: string | null;
  notes: string | null;
};

/** The last video visit of a case, for its facility and the patient's side. */
export async function visitOf(actor: Actor, request: RequestCase): Promise<Visit | null> {
  if (actor.kind !== "staff" && !canActForPatient(actor, request.patientId, "see-requests"))
    return null;
  const found = await row<Visit & WrappedKey>(sql`
    SELECT v.id, v.state, v.at, v.needs_interpreter AS "needsInterpreter", v.present, v.notes, ${keyColumns}
    FROM visits v, data_keys k WHERE v.request_id = ${request.id} AND v.state <> 'cancelled' AND k.person_id = ${request.patientId} ORDER BY v.created_at DESC LIMIT 1`);
  if (!found) return null;
  const { keyId, masterKey, wrapped, present, notes, ...visit } = found;
  const key = openPersonKey(request.patientId, { keyId, masterKey, wrapped });
  const open = (field: "present" | "notes", value: string | null) =>
    value && unseal(key, `visits.${field}:${visit.id}`, value);
  return {
    ...visit,
    present: open("present", present),
    notes: actor.kind === "staff" ? open("notes", notes) : null,
  };
}
