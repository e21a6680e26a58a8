import "server-only";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";

export type Place = {
  id: string;
  kind: "comune" | "province" | "airport" | "lake" | "resort";
  province: string | null;
  lat: number;
  lon: number;
  code: string | null;
  name: string;
};

const columns = (language: Language) => sql`
  p.id, p.kind::text AS kind, p.province, p.lat, p.lon, p.code,
  (SELECT n.name FROM place_names n WHERE n.place_id = p.id AND n.is_main AND n.language IN (${language}, 'it', 'en') ORDER BY n.language = ${language} DESC, n.language = 'en' DESC LIMIT 1) AS name`;

export async function placeById(language: Language, id: string): Promise<Place | null> {
  return row<Place>(sql`SELECT ${columns(language)} FROM places p WHERE p.id = ${id}`);
}

/** Airports first, then the towns that have a facility, then the lakes, by name. */
export async function placesToStartFrom(language: Language): Promise<Place[]> {
  return rows<Place>(
    sql`SELECT ${columns(language)} FROM places p WHERE p.kind IN ('airport', 'comune', 'lake') ORDER BY p.kind <> 'airport', p.kind = 'lake', name`,
  );
}

export async function airports(language: Language): Promise<Place[]> {
  return rows<Place>(
    sql`SELECT ${columns(language)} FROM places p WHERE p.kind = 'airport' ORDER BY p.code`,
  );
}
