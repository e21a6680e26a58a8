import "server-only";
import type { Office } from "@/platform/actor";
import { sidePool } from "@/platform/db/pool";
import { rows, sql } from "@/platform/db/sql";
import { env } from "@/platform/env";
import { requiredNumber } from "@/platform/settings";
import { CarePath } from "./schema";

const known = new Map<number, CarePath>();

/** A version of the care path. Versions never change, so each is read once a process. */
export async function carePath(version: number): Promise<CarePath> {
  const before = known.get(version);
  if (before) return before;
  const { rows } = await sidePool().query<{ body: unknown }>(
    "SELECT body FROM care_rules WHERE version = $1",
    [version],
  );
  const path = CarePath.parse(rows[0]?.body);
  known.set(version, path);
  return path;
}

/** The version under which a new request begins. */
export async function currentCarePath(): Promise<CarePath> {
  const { rows } = await sidePool().query<{ version: number }>(
    "SELECT max(version) AS version FROM care_rules",
  );
  return carePath(rows[0]?.version ?? 0);
}

/** Whether requests are taken: always in a demonstration, elsewhere when the association has opened it. */
export const takesRequests = async (): Promise<boolean> =>
  env().DEMO || (await requiredNumber("second-opinion", "open")) === 1;

export type PublishedVersion = {
  version: number;
  publishedOn: string;
  note: string | null;
  requests: number;
};

/** Every version of the rules with how many requests are under it, the newest first. */
export async function publishedVersions(office: Office): Promise<PublishedVersion[]> {
  if (office.role !== "administrator") return [];
  return rows<PublishedVersion>(sql`
    SELECT c.version, c.published_on::text AS "publishedOn", c.note, (SELECT count(*)::int FROM requests r WHERE r.rules_version = c.version) AS requests
    FROM care_rules c ORDER BY c.version DESC`);
}
