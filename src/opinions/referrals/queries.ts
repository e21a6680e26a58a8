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

/** The cases that a facility has, or that chose it, while nobody can ask it any more: each needs a coordinator. For the queue alone. */
export const casesRunningAt = (
  facilityId: number,
): Promise<{ kind: "case"; subject: string; number: string }[]> =>
  rows(sql`
    SELECT 'case' AS kind, r.id::text AS subject, r.number FROM referrals x JOIN requests r ON r.id = x.request_id
    WHERE x.facility_id = ${facilityId} AND x.state IN ('chosen', 'offered', 'accepted') AND r.state NOT IN ('closed', 'withdrawn', 'not-possible') ORDER BY r.number`);
