import { closePool } from "../src/platform/db/pool";
import { row, sql } from "../src/platform/db/sql";
import { inTransaction } from "../src/platform/db/transaction";
import { ok } from "../src/platform/result";
import { linkToken } from "../src/platform/security/tokens";

/** The one-time link that makes the first administrator, for the console of a production that has none; else null. */
export async function firstAdministratorLink(
  databaseUrl: string,
  publicUrl: string,
): Promise<string | null> {
  process.env.DATABASE_URL = databaseUrl;
  try {
    await row(
      sql`INSERT INTO loaded_contents (name, hash) VALUES ('production', '') ON CONFLICT DO NOTHING`,
    );
    if (await row(sql`SELECT 1 FROM role_grants WHERE role = 'administrator' AND ended_at IS NULL`))
      return null;
    const id = crypto.randomUUID();
    await inTransaction(async (tx) => {
      await tx.run(
        sql`UPDATE email_links SET used_at = now() WHERE purpose = 'administrator' AND used_at IS NULL`,
      );
      await tx.run(
        sql`INSERT INTO email_links (id, purpose, language, expires_at) VALUES (${id}, 'administrator', 'en', now() + interval '1 day')`,
      );
      return ok(null);
    });
    return `${publicUrl}/en/first-administrator?token=${linkToken(id)}`;
  } finally {
    await closePool();
  }
}
