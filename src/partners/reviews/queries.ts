import "server-only";
import type { Office } from "@/platform/actor";
import { row, sql } from "@/platform/db/sql";
import { curates } from "../moves/policy";
import type { Profile } from "../profiles/rules";
import { StoredProfile } from "../profiles/schema";

export type WaitingChange = {
  id: string;
  partnerId: string;
  name: string;
  hash: string;
  profile: Profile;
  submittedAt: Date;
  isMine: boolean;
};

/** The proposal of a partner that waits for its approval, frozen as it was submitted. */
export async function waitingChange(
  office: Office,
  partnerId: string,
): Promise<WaitingChange | null> {
  if (!curates(office)) return null;
  const found = await row<Omit<WaitingChange, "profile"> & { body: unknown }>(sql`
    SELECT c.id, c.partner_id AS "partnerId", p.name, encode(c.hash, 'hex') AS hash, c.body, c.submitted_at AS "submittedAt", ${office.personId}::uuid = ANY (c.authors) AS "isMine"
    FROM partner_changes c JOIN partners p ON p.id = c.partner_id WHERE c.partner_id::text = ${partnerId} AND c.state = 'submitted'`);
  if (!found) return null;
  const { body, ...change } = found;
  return { ...change, profile: StoredProfile.parse(body) as Profile };
}
