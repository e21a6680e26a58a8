import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { facilityKind } from "../../src/listings/facilities/commands";
import { takeIn } from "../../src/listings/loads/commands";
import { termKind } from "../../src/listings/terms/commands";
import { over } from "../../src/platform/db/transaction";
import { insertConsentTexts, insertRetentionRules } from "./accounts";
import { insertCarePaths } from "./care-path";
import { insertFacilities } from "./facilities";
import {
  insertCheckInSets,
  insertFlyRules,
  insertJourneyTemplates,
  insertPackageTexts,
} from "./journey";
import { insertMembershipChecklists } from "./membership";
import { insertPartnerChecklists } from "./partners";
import { insertSearch } from "./search";
import { insertPlaces, insertSettings, insertTopics } from "./topics";

const folder = join(import.meta.dirname, "reference");

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(path, name));
}

export const readReference = (name: string): unknown =>
  JSON.parse(readFileSync(join(folder, name), "utf8"));

/** All files of one folder as one value: lists are put together, objects by key are merged, two steps deep. */
export function readReferenceFolder(name: string): unknown {
  if (!existsSync(join(folder, name))) return {};
  const parts = filesBelow(join(folder, name)).map((path) =>
    JSON.parse(readFileSync(path, "utf8")),
  );
  if (Array.isArray(parts[0])) return parts.flat();
  const whole: Record<string, object> = {};
  for (const part of parts)
    for (const [key, value] of Object.entries<object>(part))
      whole[key] = { ...whole[key], ...value };
  return whole;
}

const consentTexts = () =>
  Object.fromEntries(
    readdirSync(join(folder, "consents")).map((name) => [
      name.replace(".json", ""),
      readReference(`consents/${name}`),
    ]),
  );

/** What the data says becomes releases. A section that people have published since stays theirs, and is named. */
async function makeReleases(client: pg.Client) {
  for (const kind of [termKind, facilityKind]) {
    const { kept } = await takeIn(over(client), kind, "seed", "reference data");
    for (const section of kept) console.log(`Left as it was published since: ${section}.`);
  }
}

/**
 * Loads the reference data in one transaction. Safe to repeat: what a facility or the association has
 * confirmed, and what was read from a source later than this data, stays as it is.
 */
export async function loadReference(
  url: string,
  options: { force?: boolean } = {},
): Promise<string> {
  const hash = createHash("sha256");
  for (const path of [
    ...filesBelow(folder),
    ...[
      "load.ts",
      "topics.ts",
      "facilities.ts",
      "statements.ts",
      "accounts.ts",
      "care-path.ts",
      "partners.ts",
      "journey.ts",
      "search.ts",
    ].map((name) => join(import.meta.dirname, name)),
  ])
    hash.update(readFileSync(path));
  const digest = hash.digest("hex");

  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT hash FROM loaded_contents WHERE name = 'reference'",
    );
    if (rows[0]?.hash === digest && !options.force) return "nothing to do";
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(720319)");
    await insertSettings(client);
    const topics = await insertTopics(client);
    await insertPlaces(client);
    const facilities = await insertFacilities(client);
    await insertSearch(client);
    await insertConsentTexts(client, consentTexts());
    const versions = (name: string) =>
      readdirSync(join(folder, name)).map((file) => readReference(`${name}/${file}`));
    await insertCarePaths(client, versions("care-path"));
    await insertPartnerChecklists(client, versions("partners"));
    await insertJourneyTemplates(client, versions("journey"));
    await insertPackageTexts(client, versions("package"));
    await insertFlyRules(client, readReference("fly-rules.json"));
    await insertCheckInSets(client, versions("check-ins"));
    await insertMembershipChecklists(client, versions("membership"));
    await insertRetentionRules(client, readReference("retention.json"));
    await makeReleases(client);
    await client.query(
      "INSERT INTO loaded_contents (name, hash) VALUES ('reference', $1) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, loaded_at = now()",
      [digest],
    );
    await client.query("COMMIT");
    await client.query("ANALYZE");
    return `${topics} topics, ${facilities} facilities`;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}
