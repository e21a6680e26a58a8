import "server-only";
import { nobody, record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { emailHash } from "@/platform/security/keyring";
import { minutesToWait } from "@/platform/security/limits";
import { hashPassword } from "@/platform/security/passwords";
import { requiredNumber } from "@/platform/settings";
import { writeConsent } from "../consents/commands";
import { takeLink } from "../links/commands";
import { type PasswordProblem, passwordProblem } from "../passwords/rules";
import { createPerson } from "../people/commands";
import { type Opened, openSession, type Refused } from "../sessions/commands";
import type { From, SessionReason } from "../sessions/rules";

type Answers = { name: string; country: string; password: string; termsVersion: number };

/** Makes a patient's account from a confirmed address, with the agreement to the terms, and signs them in. */
export async function finishRegistration(
  token: string,
  { name, country, password, termsVersion }: Answers,
  language: Language,
  from: From,
): Promise<Result<Opened, SessionReason | PasswordProblem | "stale"> | Refused> {
  const minutes = await minutesToWait([["link-network", from.address]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  const minimum = await requiredNumber("accounts", "password-length");
  const quick = password === "" ? null : passwordProblem(password, minimum, { email: "", name });
  if (quick) return no(quick);
  const passwordHash = password === "" ? null : await hashPassword(password);
  return inTransaction(async (tx) => {
    const link = await takeLink(tx, token, "register");
    if (!link?.email) return no("linkGone");
    const problem =
      password === "" ? null : passwordProblem(password, minimum, { email: link.email, name });
    if (problem) return no(problem);
    // Two links for one address, both opened: the second finds the account made by the first.
    await tx.run(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${emailHash(link.email).toString("hex")}, 8))`,
    );
    if (await tx.row(sql`SELECT 1 FROM people WHERE email_hash = ${emailHash(link.email)}`))
      return no("linkGone");
    const current = await tx.row<{ version: number }>(
      sql`SELECT max(version) AS version FROM consent_texts WHERE kind = 'terms'`,
    );
    if (current?.version !== termsVersion) return no("stale");
    const personId = await createPerson(tx, {
      email: link.email,
      name,
      country,
      language,
      passwordHash,
    });
    await tx.run(
      sql`INSERT INTO role_grants (person_id, role, granted_by) VALUES (${personId}, 'patient', ${personId})`,
    );
    const actor = nobody(from.network, personId);
    await record(tx, {
      actor,
      action: "account.registered",
      subject: `person:${personId}`,
      about: personId,
    });
    if (
      !(await writeConsent(tx, actor, personId, {
        patientId: personId,
        kind: "terms",
        version: termsVersion,
        language,
      }))
    )
      return no("linkGone");
    await tx.run(
      sql`UPDATE email_links SET used_at = now(), email = NULL WHERE email_hash = ${emailHash(link.email)} AND purpose = 'register'`,
    );
    return ok(await openSession(tx, personId, from, "registration"));
  });
}
