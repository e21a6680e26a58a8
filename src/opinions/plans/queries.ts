import "server-only";
import { canActForPatient } from "@/cases/access/policy";
import { requestsReadableBy } from "@/cases/access/queries";
import type { Actor } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import type { Plan, PlanState } from "./rules";

export type CarePlan = {
  id: string;
  version: number;
  state: PlanState;
  revision: number;
  facility: string;
  validUntil: Date | null;
  sentAt: Date | null;
  question: string | null;
  plan: Plan;
};

/** The plans of a request, the newest first: for the facility that makes them, and once sent for the patient's side. */
export async function plansOf(actor: Actor, requestId: string): Promise<CarePlan[]> {
  const isMaker = actor.kind === "staff" && actor.role === "facility-coordinator";
  const isPatient =
    actor.kind === "patient" ||
    (actor.kind === "relative" && canActForPatient(actor, actor.patientId, "see-documents"));
  if (!isMaker && !isPatient) return [];
  type Row = Omit<CarePlan, "plan"> & WrappedKey & { patientId: string; content: string };
  const found = await rows<Row>(sql`
    SELECT p.id, p.version, p.state, p.revision, y.common_name AS facility, p.valid_until AS "validUntil", p.sent_at AS "sentAt", p.question, p.content, r.patient_id AS "patientId", ${keyColumns}
    FROM care_plans p JOIN requests r ON r.id = p.request_id JOIN referrals x ON x.id = p.referral_id JOIN facilities y ON y.id = x.facility_id JOIN data_keys k ON k.person_id = r.patient_id
    WHERE r.id::text = ${requestId} AND ${requestsReadableBy(actor)} AND ${isMaker ? sql`x.facility_id = ${actor.facilityId}` : sql`p.state <> 'draft'`} ORDER BY p.version DESC`);
  return found.map(({ keyId, masterKey, wrapped, patientId, content, question, ...plan }) => {
    const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
    return {
      ...plan,
      question: question && unseal(key, `care_plans.question:${plan.id}`, question),
      plan: JSON.parse(unseal(key, `care_plans.content:${plan.id}`, content)) as Plan,
    };
  });
}
