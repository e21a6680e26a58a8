import "server-only";
import { row, sql } from "@/platform/db/sql";
import { idOfLink } from "@/platform/security/tokens";

export type LinkPurpose = "register" | "sign-in" | "invitation" | "change-email" | "administrator";

/** Whether a link from a letter can still be used. Looking uses nothing up: mail scanners look too. */
export async function isOpenLink(token: string, purpose: LinkPurpose): Promise<boolean> {
  const id = idOfLink(token);
  if (!id) return false;
  const found = await row(sql`
    SELECT 1 FROM email_links WHERE id = ${id} AND purpose = ${purpose} AND used_at IS NULL AND expires_at > now() AND (person_id IS NOT NULL OR email IS NOT NULL OR purpose = 'administrator')`);
  return found !== null;
}
