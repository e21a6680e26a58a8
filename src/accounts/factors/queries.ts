import "server-only";
import type { Holder } from "@/platform/actor";
import { row, sql } from "@/platform/db/sql";
import { beginEnrolment } from "./commands";

export type Factors = {
  confirmedAt: Date | null;
  codesLeft: number;
  passwordChangedAt: Date | null;
  hasPassword: boolean;
  mustHave: boolean;
};

export async function ownFactors(holder: Holder): Promise<Factors> {
  const found = await row<Factors>(sql`
    SELECT (SELECT confirmed_at FROM second_factors f WHERE f.person_id = p.id) AS "confirmedAt",
      (SELECT count(*)::int FROM recovery_codes c WHERE c.person_id = p.id AND c.used_at IS NULL) AS "codesLeft",
      p.password_changed_at AS "passwordChangedAt", p.password_hash IS NOT NULL AS "hasPassword",
      EXISTS (SELECT FROM role_grants g WHERE g.person_id = p.id AND g.ended_at IS NULL AND g.role NOT IN ('patient', 'companion', 'representative')) AS "mustHave"
    FROM people p WHERE p.id = ${holder.personId}`);
  if (!found) throw new Error("a session without its person");
  return found;
}

/** The key to give to an authenticator app; the same until it is turned on. */
export const enrolmentSecret = (holder: Holder): Promise<string> => beginEnrolment(holder);
