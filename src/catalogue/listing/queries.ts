import "server-only";
import { join, row, rows, type Sql, sql } from "@/platform/db/sql";
import { cardColumns, type FacilityCard, givesOpinions, isCurrent } from "../facilities/queries";
import type { FilterName, ListQuery } from "../facilities/schema";
import { type TopicKind, topicKinds } from "../topics/rules";

type Place = { lat: number; lon: number };
type ListedFacility = FacilityCard & { distance: number | null; evidence: number };
export type Facet = { facet: string; value: string; facilities: number };
type MapPoint = { slug: string; name: string; lat: number; lon: number };
type Listed = { total: number; facilities: ListedFacility[]; facets: Facet[]; points: MapPoint[] };

/** The facilities of a topic in their one order, the topic being named as in the address. */
const under = (kind: TopicKind, slug: string) =>
  sql`facilities_of_topic((SELECT t.id FROM topics t WHERE t.kind = ${kind}::topic_kind AND t.slug = ${slug}))`;

/** One condition for each filter that is set, by its name, so that a facet can be counted without its own. */
function conditions(query: ListQuery, near: Place | null): Partial<Record<FilterName, Sql>> {
  const of = (kind: TopicKind, slug: string) =>
    sql`f.id IN (SELECT o.facility_id FROM ${under(kind, slug)} o)`;
  const set: Partial<Record<FilterName, Sql>> = {};
  for (const kind of topicKinds) {
    const slug = query[kind];
    if (slug) set[kind] = of(kind, slug);
  }
  if (query.province) set.province = sql`f.province = ${query.province}`;
  if (query.ownership) set.ownership = sql`f.ownership = ${query.ownership}::ownership`;
  if (query.irccs) set.irccs = sql`f.irccs_institute IS NOT NULL`;
  if (query.accreditation)
    set.accreditation = sql`f.id IN (SELECT r.facility_id FROM recognitions r WHERE ${isCurrent} AND r.kind = ${query.accreditation})`;
  if (query.language)
    set.language = sql`f.id IN (SELECT l.facility_id FROM facility_languages l WHERE l.language = ${query.language})`;
  if (query.opinion) set.opinion = givesOpinions;
  if (near && query.within)
    set.within = sql`distance_km(f.lat, f.lon, ${near.lat}, ${near.lon}) <= ${query.within}`;
  return set;
}

const all = (set: Partial<Record<FilterName, Sql>>, without: readonly FilterName[] = []) =>
  join(
    [
      sql`f.closed_on IS NULL AND f.suspended_at IS NULL`,
      ...Object.entries(set).flatMap(([name, condition]) =>
        without.includes(name as FilterName) ? [] : [condition],
      ),
    ],
    sql` AND `,
  );

/** How much is said with a source of what a facility does: statements, highlights and marks, counted. Not a mark of quality. */
const evidence = sql`((SELECT count(*) FROM statements s WHERE s.facility_id = f.id) + (SELECT count(*) FROM highlights h WHERE h.facility_id = f.id) + (SELECT count(*) FROM recognitions r WHERE r.facility_id = f.id AND ${isCurrent}))::int`;

/** Under a topic the list has the topic's order; the nearest of several is the treatment, then the condition. */
const nearestTopic = (query: ListQuery) => {
  const kind = topicKinds.toReversed().find((one) => query[one]);
  return kind && { kind, slug: query[kind] ?? "" };
};

export async function listedFacilities(
  query: ListQuery,
  near: Place | null,
  pageSize: number,
): Promise<Listed> {
  const set = conditions(query, near);
  const topic = nearestTopic(query);
  const distance = near
    ? sql`distance_km(f.lat, f.lon, ${near.lat}, ${near.lon})`
    : sql`NULL::float8`;
  const order = {
    evidence: topic
      ? sql`(SELECT o.rank FROM ${under(topic.kind, topic.slug)} o WHERE o.facility_id = f.id), f.id`
      : sql`evidence DESC, f.common_name, f.id`,
    name: sql`f.common_name, f.id`,
    beds: sql`f.beds DESC NULLS LAST, f.common_name, f.id`,
    discharges: sql`f.discharges DESC NULLS LAST, f.common_name, f.id`,
    distance: near ? sql`distance NULLS LAST, f.common_name, f.id` : sql`f.common_name, f.id`,
  }[query.sort];
  const [facilities, total, facets, points] = await Promise.all([
    rows<ListedFacility>(sql`
      SELECT ${cardColumns}, ${distance} AS distance, ${evidence} AS evidence FROM facilities f WHERE ${all(set)}
      ORDER BY ${order} LIMIT ${pageSize} OFFSET ${(query.page - 1) * pageSize}`),
    row<{ total: number }>(sql`SELECT count(*)::int AS total FROM facilities f WHERE ${all(set)}`),
    listFacets(set),
    rows<MapPoint>(
      sql`SELECT f.slug, f.common_name AS name, f.lat, f.lon FROM facilities f WHERE ${all(set)} AND f.lat IS NOT NULL ORDER BY f.id LIMIT 400`,
    ),
  ]);
  return { facilities, total: total?.total ?? 0, facets, points };
}

/**
 * For every value of every filter, how many facilities it would leave together with the other filters. A facility
 * that one filter alone leaves out is counted for that filter's own values, so all are read once, each with the
 * name of the filter that it misses, or none.
 */
async function listFacets(set: Partial<Record<FilterName, Sql>>): Promise<Facet[]> {
  const missed = Object.entries(set).map(
    ([name, condition]) => sql`CASE WHEN ${condition} THEN NULL ELSE ${name}::text END`,
  );
  const own = (name: FilterName) => sql`missed IN ('', ${name}::text)`;
  return rows<Facet>(sql`
    WITH near AS MATERIALIZED (
      SELECT id, province, ownership, is_irccs, opinion, coalesce(missed[1], '') AS missed FROM (
        SELECT f.id, f.province, f.ownership, f.irccs_institute IS NOT NULL AS is_irccs, ${givesOpinions} AS opinion,
          array_remove(ARRAY[${join(missed, sql`, `)}]::text[], NULL) AS missed FROM facilities f WHERE f.closed_on IS NULL AND f.suspended_at IS NULL OFFSET 0) x
      WHERE cardinality(missed) <= 1),
    districts AS MATERIALIZED (SELECT id, slug, 1::bigint << (row_number() OVER (ORDER BY position) - 1)::int AS bit FROM topics WHERE kind = 'district'),
    districts_of AS MATERIALIZED (
      SELECT topic_id, bit_or(bit) AS bits FROM (SELECT id AS topic_id, district_id FROM topics WHERE district_id IS NOT NULL UNION ALL SELECT specialty_id, topic_id FROM topic_specialties) x
      JOIN districts ON districts.id = x.district_id GROUP BY 1),
    reach AS MATERIALIZED (
      SELECT bits, count(*)::int AS facilities FROM (
        SELECT bit_or(d.bits) AS bits FROM near JOIN offers o ON o.facility_id = near.id JOIN districts_of d ON d.topic_id = o.topic_id WHERE ${own("district")} GROUP BY near.id) x GROUP BY 1)
    SELECT 'province' AS facet, province::text AS value, count(*)::int AS facilities FROM near WHERE ${own("province")} GROUP BY 2
    UNION ALL SELECT 'ownership', ownership::text, count(*)::int FROM near WHERE ${own("ownership")} GROUP BY 2
    UNION ALL SELECT 'irccs', 'yes', count(*)::int FROM near WHERE ${own("irccs")} AND is_irccs
    UNION ALL SELECT 'opinion', 'yes', count(*)::int FROM near WHERE ${own("opinion")} AND opinion
    UNION ALL SELECT 'accreditation', r.kind, count(DISTINCT near.id)::int FROM near JOIN recognitions r ON r.facility_id = near.id AND ${isCurrent} WHERE ${own("accreditation")} GROUP BY 2
    UNION ALL SELECT 'language', l.language, count(*)::int FROM near JOIN facility_languages l ON l.facility_id = near.id WHERE ${own("language")} GROUP BY 2
    UNION ALL SELECT t.kind::text, t.slug, o.facilities FROM (
      SELECT o.topic_id, count(*)::int AS facilities FROM near JOIN offers o ON o.facility_id = near.id WHERE ${own("specialty")} GROUP BY 1) o JOIN topics t ON t.id = o.topic_id AND t.kind = 'specialty'
    UNION ALL SELECT 'district', d.slug, sum(reach.facilities)::int FROM districts d JOIN reach ON reach.bits & d.bit <> 0 GROUP BY 2`);
}
