import "server-only";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { isInOrder } from "../checks/queries";
import type { PartnerState } from "../moves/rules";
import { newestRelease, type Release } from "../profiles/queries";
import type { PartnerQuery } from "./rules";

/** Whether a service s of a partner p can be ordered now: offered, of an admitted partner, all that is needed in order. */
const isOrderable: Sql = sql`s.is_offered AND p.state = 'admitted' AND ${isInOrder}`;

/** A place covers what lies in it: whoever serves a province serves its towns and airports. */
const coveredBy = (area: string): Sql => sql`s.areas && (
  SELECT array_agg(w.id) FROM places a JOIN places w ON w.id = a.id OR (w.kind = 'province' AND w.province = a.province) WHERE a.id = ${area})`;

function narrowed({ category, area, language }: PartnerQuery): Sql {
  return sql`(${category ?? null}::text IS NULL OR s.category = ${category ?? null}) AND (${language ?? null}::text IS NULL OR ${language ?? null} = ANY (s.languages))
    AND ${area ? coveredBy(area) : sql`true`}`;
}

export type ListedPartner = {
  name: string;
  slug: string;
  categories: string[];
  languages: string[];
  areas: string[];
  isInOrder: boolean;
};

/** Admitted partners with a service that fits, by name: no order of ours among them, and no paid place. */
export async function listedPartners(
  query: PartnerQuery,
  size: number,
): Promise<{ total: number; partners: ListedPartner[] }> {
  const which = sql`p.state = 'admitted' AND EXISTS (SELECT FROM partner_services s WHERE s.partner_id = p.id AND s.is_offered AND ${narrowed(query)})`;
  const [counted, partners] = await Promise.all([
    row<{ n: number }>(sql`SELECT count(*)::int AS n FROM partners p WHERE ${which}`),
    rows<ListedPartner>(sql`
      SELECT p.name, p.slug, ${isInOrder} AS "isInOrder",
        (SELECT array_agg(DISTINCT s.category) FROM partner_services s WHERE s.partner_id = p.id AND s.is_offered) AS categories,
        (SELECT array_agg(DISTINCT l ORDER BY l) FROM partner_services s, unnest(s.languages) l WHERE s.partner_id = p.id AND s.is_offered) AS languages,
        (SELECT array_agg(DISTINCT a ORDER BY a) FROM partner_services s, unnest(s.areas) a WHERE s.partner_id = p.id AND s.is_offered) AS areas
      FROM partners p WHERE ${which} ORDER BY lower(p.name), p.id LIMIT ${size} OFFSET ${(query.page - 1) * size}`),
  ]);
  return { total: counted?.n ?? 0, partners };
}

export type AreaName = { id: string; name: string; kind: "province" | "airport" | "comune" };

/** Where partners can say they work: provinces, airports and towns, by name. */
export async function areaNames(language: Language): Promise<AreaName[]> {
  return rows<AreaName>(sql`
    SELECT p.id, p.kind::text AS kind, (SELECT n.name FROM place_names n WHERE n.place_id = p.id AND n.is_main AND n.language IN (${language}, 'it', 'en')
      ORDER BY n.language = ${language} DESC, n.language = 'en' DESC LIMIT 1) AS name
    FROM places p WHERE p.kind IN ('province', 'airport', 'comune') ORDER BY p.kind = 'comune', p.kind = 'airport', name`);
}

type CheckedItem = {
  item: string;
  state: "checked" | "waived" | "expired";
  checkedAt: Date;
  /** An ISO day. */
  endsOn: string | null;
};

export type PublicPartner = {
  id: string;
  number: string;
  name: string;
  legalName: string;
  slug: string;
  website: string;
  state: PartnerState;
  movedAt: Date;
  isDemo: boolean;
  isInOrder: boolean;
  release: Release | null;
  checks: CheckedItem[];
};

/** A partner as everybody may know it, also a suspended or former one; null where none was ever admitted at this address. */
export async function partnerBySlug(slug: string): Promise<PublicPartner | null> {
  const found = await row<Omit<PublicPartner, "release" | "checks">>(sql`
    SELECT p.id, p.number, p.name, p.legal_name AS "legalName", p.slug, p.website, p.state, p.moved_at AS "movedAt", p.is_demo AS "isDemo", ${isInOrder} AS "isInOrder"
    FROM partners p WHERE p.slug = ${slug}`);
  if (!found) return null;
  const [release, checks] = await Promise.all([
    newestRelease(found.id),
    rows<CheckedItem>(sql`
      SELECT item, state, checked_at AS "checkedAt", ends_on::text AS "endsOn" FROM partner_checks
      WHERE partner_id = ${found.id} AND state IN ('checked', 'waived', 'expired') ORDER BY position`),
  ]);
  return { ...found, release, checks };
}

/** The pages of admitted partners, for the sitemap. */
export async function partnerEntries(): Promise<{ path: string; changedOn: string }[]> {
  return rows(sql`
    SELECT '/partners/' || slug AS path, greatest(moved_at, coalesce((SELECT max(r.at) FROM partner_releases r WHERE r.partner_id = partners.id), moved_at))::date::text AS "changedOn"
    FROM partners WHERE state = 'admitted' ORDER BY slug LIMIT 5000`);
}

export type OrderableService = { id: string; partnerId: string; category: string };

/** The services that can be ordered now, narrowed as the list is: what a journey chooses from. */
export async function orderableServices(query: PartnerQuery): Promise<OrderableService[]> {
  return rows<OrderableService>(sql`
    SELECT s.id, s.partner_id AS "partnerId", s.category FROM partner_services s JOIN partners p ON p.id = s.partner_id
    WHERE ${isOrderable} AND ${narrowed(query)} ORDER BY lower(p.name), s.position, s.id LIMIT 500`);
}
