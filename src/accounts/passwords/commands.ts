import "server-only";
import type { Holder } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { hashPassword } from "@/platform/security/passwords";
import { requiredNumber } from "@/platform/settings";
import { notify } from "../notices/commands";
import { ownProfile } from "../people/queries";
import { endOthers, renewToken } from "../sessions/commands";
import { type PasswordProblem, passwordProblem } from "./rules";

/** Sets a password. Every other session ends, and a letter tells of it. Answers the session's new token. */
export async function changePassword(
  holder: Holder,
  password: string,
): Promise<Result<string, PasswordProblem>> {
  const [profile, minimum] = await Promise.all([
    ownProfile(holder),
    requiredNumber("accounts", "password-length"),
  ]);
  const problem = passwordProblem(password, minimum, profile);
  if (problem) return no(problem);
  const hash = await hashPassword(password);
  return inTransaction(async (tx) => {
    await tx.run(
      sql`UPDATE people SET password_hash = ${hash}, password_changed_at = now() WHERE id = ${holder.personId}`,
    );
    await endOthers(tx, holder);
    // A link that was on its way for the old state opens nothing any more.
    await tx.run(
      sql`UPDATE email_links SET used_at = now() WHERE person_id = ${holder.personId} AND purpose = 'sign-in' AND used_at IS NULL`,
    );
    await record(tx, {
      actor: holder,
      action: "password.changed",
      subject: `person:${holder.personId}`,
      about: holder.personId,
    });
    await notify(tx, { personId: holder.personId, kind: "password-changed" });
    return ok(await renewToken(tx, holder.sessionId));
  });
}
