import { createHash } from "node:crypto";
import type pg from "pg";
import { z } from "zod";

const Consents = z.object({
  version: z.number().int().min(1),
  publishedOn: z.iso.date(),
  texts: z.record(
    z.string(),
    z.object({ title: z.string().min(1), body: z.array(z.string().min(1)).min(1) }),
  ),
});
const Rules = z.array(
  z.object({ key: z.string(), days: z.number().int().min(1), basis: z.string() }),
);

/** Adds wordings that are new. One that stands under its version with other words is a mistake, and is refused. */
export async function insertConsentTexts(client: pg.Client, byLanguage: Record<string, unknown>) {
  for (const [language, file] of Object.entries(byLanguage)) {
    const { version, publishedOn, texts } = Consents.parse(file);
    for (const [kind, { title, body }] of Object.entries(texts)) {
      const hash = createHash("sha256")
        .update(JSON.stringify([kind, version, language, title, body]))
        .digest();
      const { rows } = await client.query(
        `WITH added AS (
           INSERT INTO consent_texts (kind, version, language, title, body, hash, published_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT DO NOTHING RETURNING hash)
         SELECT hash FROM added UNION ALL SELECT hash FROM consent_texts WHERE kind = $1 AND version = $2 AND language = $3`,
        [kind, version, language, title, body, hash, publishedOn],
      );
      if (!hash.equals(rows[0].hash))
        throw new Error(
          `The wording ${kind} ${version} in ${language} was published with other words: give it a new version.`,
        );
    }
  }
}

/** How long what is kept; what the association has changed since stays as it is. */
export async function insertRetentionRules(client: pg.Client, rules: unknown) {
  for (const rule of Rules.parse(rules))
    await client.query(
      "INSERT INTO retention_rules (key, days, basis) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING",
      [rule.key, rule.days, rule.basis],
    );
}
