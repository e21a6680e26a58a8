import "server-only";
import { row, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { emptyProfile, type Profile } from "./rules";
import { StoredProfile } from "./schema";

type ChangeState = "draft" | "submitted" | "returned" | "approved";
type Change = {
  id: string;
  partnerId: string;
  state: ChangeState;
  profile: Profile;
  version: number;
  submittedAt: Date | null;
  /** Why it was sent back. */
  reason: string;
};
type Row = Omit<Change, "profile"> & { body: unknown };

/** For whoever a guard or a policy has let in: the proposal that is open, if one is. */
async function openChange(partnerId: string): Promise<Change | null> {
  const found = await row<Row>(sql`
    SELECT id, partner_id AS "partnerId", state, body, version, submitted_at AS "submittedAt", reason FROM partner_changes
    WHERE partner_id = ${partnerId} AND state <> 'approved'`);
  if (!found) return null;
  const { body, ...change } = found;
  return { ...change, profile: StoredProfile.parse(body) as Profile };
}

export type Release = { no: number; profile: Profile; at: Date };

/** What a partner says in public at present; null where nothing was published yet. */
export async function newestRelease(partnerId: string): Promise<Release | null> {
  const found = await row<{ no: number; body: unknown; at: Date }>(
    sql`SELECT no, body, at FROM partner_releases WHERE partner_id = ${partnerId} ORDER BY no DESC LIMIT 1`,
  );
  return (
    found && { no: found.no, at: found.at, profile: StoredProfile.parse(found.body) as Profile }
  );
}

export type Draft = {
  profile: Profile;
  /** Of the open proposal; 0 where none is open yet. */
  version: number;
  change: Change | null;
  release: Release | null;
};

/** What somebody of a partner works on: the open proposal, or what is published, or nothing yet. */
export async function draftOf(partnerId: string, language: Language): Promise<Draft> {
  const [change, release] = await Promise.all([openChange(partnerId), newestRelease(partnerId)]);
  return {
    profile: change?.profile ?? release?.profile ?? emptyProfile(language),
    version: change?.version ?? 0,
    change,
    release,
  };
}
