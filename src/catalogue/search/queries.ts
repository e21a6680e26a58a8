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
    sql`SELECT p.id, count(f.id)::int AS facilities FROM places p JOIN facilities f ON f.closed_on IS NULL AND f.suspended_at IS NULL AND (f.place_id = p.id OR (p.kind = 'province' AND f.province = p.province)) GROUP BY p.id`,
  );
  return new Map(counted.map((one) => [one.id, one.facilities]));
}

/** Facilities that look after a topic, in or around a place where one is named: in the one order of the catalogue, those of the place first. */
export async function facilitiesFor(
  topicId: string,
  placeId: string | null,
  most: number,
): Promise<{ ref: string; isDirect: boolean }[]> {
  const place = placeId ? sql`WITH here AS MATERIALIZED (${facilitiesAround(placeId)})` : none;
  return rows(
    sql`
    ${place} SELECT f.slug AS ref, o.is_direct AS "isDirect" FROM facilities_of_topic(${topicId}) o JOIN facilities f ON f.id = o.facility_id
    ${placeId ? sql`JOIN here ON here.id = f.id` : none} ORDER BY ${placeId ? sql`here.is_there DESC,` : none} o.rank LIMIT ${most}`,
    placeId ? "search.facilities-there" : "search.facilities",
  );
}

/** The open facilities of a place, and those near it: 8 km from a town, 25 from an airport or a lake, 60 from a resort in the mountains. */
const facilitiesAround = (placeId: string) => sql`
  SELECT f.id, f.place_id IS NOT DISTINCT FROM p.id OR p.kind = 'province' AS is_there FROM places p JOIN facilities f ON f.closed_on IS NULL AND f.suspended_at IS NULL AND (
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
    SELECT f.slug AS ref, distance_km(f.lat, f.lon, p.lat, p.lon) AS distance FROM places p JOIN facilities f ON f.closed_on IS NULL AND f.suspended_at IS NULL
    WHERE p.id = ${placeId} ORDER BY distance, f.common_name LIMIT ${most}`);
}
