import "server-only";
import { canActForPatient, isCoordinator } from "@/cases/access/policy";
import type { RequestCase } from "@/cases/requests/queries";
import type { Actor } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import type { Group, ReferralState } from "./rules";

export type Referral = {
  id: string;
  facilityId: number;
  facility: string;
  slug: string;
  place: number;
  groups: Group[];
  feeCents: number;
  currency: string;
  state: ReferralState;
  isTeam: boolean;
  why: string | null;
  offeredAt: Date | null;
  endedAt: Date | null;
};

/** The facilities of a request for the patient's side and the coordinator; a facility sees its own line alone. */
export async function referralsOf(actor: Actor, request: RequestCase): Promise<Referral[]> {
  const isInside =
    isCoordinator(actor) || canActForPatient(actor, request.patientId, "see-requests");
  if (!isInside && actor.kind !== "staff") return [];
  const found = await rows<Referral & WrappedKey>(sql`
    SELECT f.id, f.facility_id AS "facilityId", y.common_name AS facility, y.slug, f.place, f.groups, f.fee_cents AS "feeCents", f.currency, f.state, f.is_team AS "isTeam", f.why,
      f.offered_at AS "offeredAt", f.ended_at AS "endedAt", ${keyColumns}
    FROM referrals f JOIN facilities y ON y.id = f.facility_id, data_keys k
    WHERE f.request_id = ${request.id} AND k.person_id = ${request.patientId} AND ${actor.kind === "staff" ? sql`f.facility_id = ${actor.facilityId}` : sql`true`}
    ORDER BY f.chosen_at, f.place`);
  return found.map(({ keyId, masterKey, wrapped, why, ...referral }) => ({
    ...referral,
    why:
      why &&
      unseal(
        openPersonKey(request.patientId, { keyId, masterKey, wrapped }),
        `referrals.why:${referral.id}`,
        why,
      ),
  }));
}
