import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { z } from "zod";
import { CheckInFile } from "../../src/journey/check-ins/schema";
import { TemplateFile } from "../../src/journey/templates/schema";
import { languages } from "../../src/platform/i18n/rules";

/** Adds versions of the journeys' rules that are new. One that stands with other content is a mistake, and is refused. */
export async function insertJourneyTemplates(client: pg.Client, files: readonly unknown[]) {
  for (const file of files) {
    const { version, publishedOn } = TemplateFile.parse(file);
    const { rows } = await client.query("SELECT body FROM journey_templates WHERE version = $1", [
      version,
    ]);
    if (rows[0] && !isDeepStrictEqual(rows[0].body, file))
      throw new Error(
        `The rules of journeys ${version} were published with other content: give them a new version.`,
      );
    if (!rows[0])
      await client.query(
        "INSERT INTO journey_templates (version, published_on, body) VALUES ($1, $2, $3)",
        [version, publishedOn, JSON.stringify(file)],
      );
  }
}

const Notice = z.strictObject({
  version: z.number().int().positive(),
  validFrom: z.iso.date(),
  texts: z.record(
    z.enum(languages),
    z.strictObject({ title: z.string().min(1), body: z.array(z.string().min(1)).min(1) }),
  ),
});

/** Adds versions of the notice that separate orders are no package, in every language. */
export async function insertPackageTexts(client: pg.Client, files: readonly unknown[]) {
  for (const file of files) {
    const { version, validFrom, texts } = Notice.parse(file);
    for (const language of languages) {
      const { title, body } = texts[language];
      const hash = createHash("sha256")
        .update(JSON.stringify([title, body]))
        .digest();
      const { rows } = await client.query(
        "SELECT hash FROM package_texts WHERE version = $1 AND language = $2",
        [version, language],
      );
      if (rows[0] && !hash.equals(rows[0].hash))
        throw new Error(
          `The notice ${version} (${language}) was published with other words: give it a new version.`,
        );
      if (!rows[0])
        await client.query(
          "INSERT INTO package_texts (version, language, valid_from, title, body, hash) VALUES ($1, $2, $3, $4, $5, $6)",
          [version, language, validFrom, title, body, hash],
        );
    }
  }
}

const FlyRules = z.array(
  z.strictObject({
    key: z.string(),
    minDays: z.number().int(),
    maxDays: z.number().int(),
    needsForm: z.boolean(),
    source: z.string().min(1),
    readOn: z.iso.date(),
  }),
);

/** What sources say of days before flying: read anew each time, for it is information and binds nobody. */
export async function insertFlyRules(client: pg.Client, file: unknown) {
  for (const [position, rule] of FlyRules.parse(file).entries())
    await client.query(
      `INSERT INTO fly_rules (key, position, min_days, max_days, needs_form, source, read_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (key) DO UPDATE SET position = excluded.position, min_days = excluded.min_days, max_days = excluded.max_days, needs_form = excluded.needs_form, source = excluded.source, read_on = excluded.read_on`,
      [rule.key, position, rule.minDays, rule.maxDays, rule.needsForm, rule.source, rule.readOn],
    );
}

/** Adds versions of the questions after the return that are new. */
export async function insertCheckInSets(client: pg.Client, files: readonly unknown[]) {
  for (const file of files) {
    const { version, publishedOn } = CheckInFile.parse(file);
    const { rows } = await client.query("SELECT body FROM check_in_sets WHERE version = $1", [
      version,
    ]);
    if (rows[0] && !isDeepStrictEqual(rows[0].body, file))
      throw new Error(
        `The questions after the return ${version} were published with other content: give them a new version.`,
      );
    if (!rows[0])
      await client.query(
        "INSERT INTO check_in_sets (version, published_on, body) VALUES ($1, $2, $3)",
        [version, publishedOn, JSON.stringify(file)],
      );
  }
}
