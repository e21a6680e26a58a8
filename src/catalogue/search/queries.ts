import "server-only";
import { none, rows, sql } from "@/platform/db/sql";

export type FoundKind =
  | "district"
  | "specialty"
  | "condition"
  | "treatment"
  | "facility"
  | "place"
  | "page";

/** How many open facilities each place has; a province has those of all its towns. */
export async function countsOfPlaces(): Promise<Map<string, number>> {
  const counted = await rows<{ id: string; facilities: number }>(
    sql`SELECT p.id, count(f.id)::int AS facilities FROM places p JOIN facilities f ON f.closed_on IS NULL AND (f.place_id = p.id OR (p.kind = 'province' AND f.province = p.province)) GROUP BY p.id`,
  );
  return new Map(counted.map((one) => [one.id, one.facilities]));
}

/** Offers of one topic that are looked at where no place narrows them: the sourced ones come first. */
const mostOffers = 50;

/** Facilities that look after a topic, in or around a place where one is named, best evidenced first. */
export async function facilitiesFor(
  topicId: string,
  placeId: string | null,
  most: number,
): Promise<{ ref: string; isDirect: boolean }[]> {
  const reasons = placeId
    ? sql`SELECT here.id AS facility_id, here.is_there, o.topic_id = ${topicId} AS is_direct, o.is_sourced FROM here JOIN offers o ON o.facility_id = here.id
        AND o.topic_id = ANY(ARRAY(SELECT ${topicId} UNION ALL SELECT specialty_id FROM topic_specialties WHERE topic_id = ${topicId}))`
    : sql`SELECT o.facility_id, true AS is_there, t.is_direct, o.is_sourced
        FROM (SELECT ${topicId} AS id, true AS is_direct UNION ALL SELECT specialty_id, false FROM topic_specialties WHERE topic_id = ${topicId}) t
        CROSS JOIN LATERAL (SELECT facility_id, is_sourced FROM offers WHERE topic_id = t.id ORDER BY is_sourced DESC, facility_id LIMIT ${mostOffers}) o`;
  return rows(
    sql`
    WITH ${placeId ? sql`here AS MATERIALIZED (${facilitiesAround(placeId)}),` : none} reasons AS (${reasons})
    SELECT f.slug AS ref, bool_or(r.is_direct) AS "isDirect" FROM reasons r JOIN facilities f ON f.id = r.facility_id AND f.closed_on IS NULL
    GROUP BY f.id ORDER BY bool_or(r.is_there) DESC, bool_or(r.is_direct) DESC, bool_or(r.is_sourced) DESC, count(*) DESC, f.common_name LIMIT ${most}`,
    placeId ? "search.facilities-there" : "search.facilities",
  );
}

/** The open facilities of a place, and those near it: 8 km from a town, 25 from an airport or a lake, 60 from a resort in the mountains. */
const facilitiesAround = (placeId: string) => sql`
  SELECT f.id, f.place_id IS NOT DISTINCT FROM p.id OR p.kind = 'province' AS is_there FROM places p JOIN facilities f ON f.closed_on IS NULL AND (
    f.place_id = p.id OR (p.kind = 'province' AND f.province = p.province)
    OR (p.kind <> 'province' AND f.lat BETWEEN p.lat - 0.56 AND p.lat + 0.56 AND f.lon BETWEEN p.lon - 0.8 AND p.lon + 0.8 AND distance_km(f.lat, f.lon, p.lat, p.lon) < CASE p.kind WHEN 'comune' THEN 8 WHEN 'resort' THEN 60 ELSE 25 END))
  WHERE p.id = ${placeId}`;

/** Facilities of a place, best evidenced first; of a lake, an airport or a town without any, the nearest, with the distance in kilometres. */
export async function facilitiesAt(
  placeId: string,
  most: number,
): Promise<{ ref: string; distance: number | null }[]> {
  const there = await rows<{ ref: string; distance: null }>(sql`
    WITH here AS MATERIALIZED (${facilitiesAround(placeId)})
    SELECT f.slug AS ref, NULL AS distance FROM here JOIN facilities f USING (id) JOIN places p ON p.id = ${placeId} AND here.is_there AND p.kind <> 'resort'
    ORDER BY (SELECT count(*) FROM highlights h WHERE h.facility_id = f.id) DESC, f.common_name LIMIT ${most}`);
  if (there.length > 0) return there;
  return rows(sql`
    SELECT f.slug AS ref, distance_km(f.lat, f.lon, p.lat, p.lon) AS distance FROM places p JOIN facilities f ON f.closed_on IS NULL
    WHERE p.id = ${placeId} ORDER BY distance, f.common_name LIMIT ${most}`);
}
