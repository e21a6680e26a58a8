import "server-only";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import type { Claim, FacilityKind, Ownership, Province, RecognitionKind } from "./rules";

export type FacilityCard = {
  id: number;
  slug: string;
  name: string;
  comune: string;
  province: Province;
  kind: FacilityKind;
  ownership: Ownership;
  irccsDiscipline: string | null;
  beds: number | null;
  bedsYear: number | null;
  discharges: number | null;
  dischargesYear: number | null;
  lat: number | null;
  lon: number | null;
  offersSecondOpinion: boolean;
  recognitions: RecognitionKind[];
  languages: string[];
};

export const cardColumns = sql`
  f.id, f.slug, f.common_name AS name, f.comune, f.province, f.kind::text AS kind, f.ownership::text AS ownership, f.irccs_discipline AS "irccsDiscipline",
  f.beds, f.beds_year AS "bedsYear", f.discharges, f.discharges_year AS "dischargesYear", f.lat, f.lon, f.offers_second_opinion AS "offersSecondOpinion",
  ARRAY(SELECT DISTINCT r.kind FROM recognitions r WHERE r.facility_id = f.id AND r.is_sourced ORDER BY r.kind) AS recognitions,
  ARRAY(SELECT l.language FROM facility_languages l WHERE l.facility_id = f.id ORDER BY l.language) AS languages`;

/** The columns that every claim has, of the table named. */
const claim = (table: "h" | "r" | "l" | "o") => {
  const columns = {
    h: sql`h.source_url AS "sourceUrl", h.source_date AS "sourceDate", h.read_on::text AS "readOn", h.confirmed_by::text AS "confirmedBy", h.confirmed_on::text AS "confirmedOn"`,
    r: sql`r.source_url AS "sourceUrl", r.source_name AS "sourceName", r.source_date AS "sourceDate", r.read_on::text AS "readOn", r.confirmed_by::text AS "confirmedBy", r.confirmed_on::text AS "confirmedOn"`,
    l: sql`l.source_url AS "sourceUrl", l.source_date AS "sourceDate", l.read_on::text AS "readOn", l.confirmed_by::text AS "confirmedBy", l.confirmed_on::text AS "confirmedOn"`,
    o: sql`o.source_url AS "sourceUrl", o.source_date AS "sourceDate", o.read_on::text AS "readOn", o.confirmed_by::text AS "confirmedBy", o.confirmed_on::text AS "confirmedOn"`,
  };
  return columns[table];
};

export type Facility = FacilityCard & {
  officialName: string;
  ministryCode: string | null;
  operator: string | null;
  street: string | null;
  postcode: string | null;
  placeId: string | null;
  website: string | null;
  internationalOfficeUrl: string | null;
  phone: string | null;
  foundedYear: number | null;
  checkedOn: string;
  closedOn: string | null;
  about: string | null;
  aboutLanguage: Language | null;
  aboutState: "original" | "draft" | "checked" | null;
  otherNames: string[];
  facts: Record<string, Claim & { note: string | null }>;
  sources: { url: string; readOn: string }[];
};

export async function facilityBySlug(language: Language, slug: string): Promise<Facility | null> {
  return row<Facility>(sql`
    SELECT ${cardColumns}, f.official_name AS "officialName", f.ministry_code AS "ministryCode", f.operator, f.street, f.postcode, f.place_id AS "placeId", f.website,
      f.international_office_url AS "internationalOfficeUrl", f.phone, f.founded_year AS "foundedYear", f.checked_on::text AS "checkedOn", f.closed_on::text AS "closedOn",
      text.about, text.language AS "aboutLanguage", text.state AS "aboutState",
      ARRAY(SELECT n.name FROM facility_names n WHERE n.facility_id = f.id AND n.language IN ('', ${language}) ORDER BY n.name) AS "otherNames",
      coalesce((SELECT jsonb_object_agg(c.field, jsonb_build_object('isSourced', c.is_sourced, 'sourceUrl', c.source_url, 'sourceDate', c.source_date, 'readOn', c.read_on, 'confirmedBy', c.confirmed_by, 'confirmedOn', c.confirmed_on, 'note', c.note)) FROM facility_facts c WHERE c.facility_id = f.id), '{}') AS facts,
      coalesce((SELECT jsonb_agg(jsonb_build_object('url', s.url, 'readOn', s.read_on) ORDER BY s.position) FROM facility_sources s WHERE s.facility_id = f.id), '[]') AS sources
    FROM facilities f
    LEFT JOIN LATERAL (SELECT * FROM facility_texts t WHERE t.facility_id = f.id AND t.language IN (${language}, 'en') ORDER BY (t.language = ${language}) DESC LIMIT 1) text ON true
    WHERE f.slug = ${slug}`);
}

export type Highlight = Claim & {
  id: number;
  text: string;
  textLanguage: Language;
  textState: "original" | "draft" | "checked";
};

export async function highlightsOf(language: Language, facilityId: number): Promise<Highlight[]> {
  return rows<Highlight>(sql`
    SELECT h.id, true AS "isSourced", ${claim("h")}, text.text, text.language AS "textLanguage", text.state AS "textState"
    FROM highlights h JOIN LATERAL (SELECT * FROM highlight_texts t WHERE t.highlight_id = h.id AND t.language IN (${language}, 'en') ORDER BY (t.language = ${language}) DESC LIMIT 1) text ON true
    WHERE h.facility_id = ${facilityId} ORDER BY h.source_date DESC NULLS LAST, h.position`);
}

export type Recognition = Claim & {
  kind: RecognitionKind;
  what: string;
  since: string | null;
  note: string | null;
};

export async function recognitionsOf(facilityId: number): Promise<Recognition[]> {
  return rows<Recognition>(sql`
    SELECT r.kind, r.what, r.since, r.note, r.is_sourced AS "isSourced", ${claim("r")}
    FROM recognitions r WHERE r.facility_id = ${facilityId} ORDER BY r.is_sourced DESC, coalesce(r.source_date, r.since) DESC NULLS LAST, r.kind, r.what`);
}

export type SpokenLanguage = Claim & { language: string; note: string | null };

export async function languagesOf(facilityId: number): Promise<SpokenLanguage[]> {
  return rows<SpokenLanguage>(sql`
    SELECT l.language, l.note, true AS "isSourced", ${claim("l")} FROM facility_languages l WHERE l.facility_id = ${facilityId} ORDER BY l.language <> 'it', l.language`);
}

export type Offered = Claim & {
  id: string;
  kind: "specialty" | "condition" | "treatment";
  slug: string;
  name: string;
  basis: string;
  districtId: string | null;
};

export async function offersOf(language: Language, facilityId: number): Promise<Offered[]> {
  return rows<Offered>(sql`
    SELECT t.id, t.kind::text AS kind, t.slug, coalesce(own.name, english.name) AS name, o.basis, t.district_id AS "districtId", o.is_sourced AS "isSourced", ${claim("o")}
    FROM offers o JOIN topics t ON t.id = o.topic_id
    LEFT JOIN topic_texts own ON own.topic_id = t.id AND own.language = ${language}
    JOIN topic_texts english ON english.topic_id = t.id AND english.language = 'en'
    WHERE o.facility_id = ${facilityId} ORDER BY o.is_sourced DESC, t.position`);
}

export type Offering = FacilityCard &
  Claim & { basis: string; isDirect: boolean; via: string | null };

/**
 * Who looks after a topic, and why each is shown: first those with an offer for the topic itself, then those
 * with one for a specialty that looks after it (`via` names it). Sourced before unsourced, recent before old.
 */
export async function facilitiesOffering(
  language: Language,
  topicId: string,
  limit: number,
): Promise<{ facilities: Offering[]; total: number }> {
  const found = await rows<Offering & { total: number }>(sql`
    WITH reasons AS (
      SELECT o.*, true AS is_direct, NULL::text AS via_id, 0 AS place FROM offers o WHERE o.topic_id = ${topicId}
      UNION ALL
      SELECT o.*, false, o.topic_id, s.position + 1 FROM offers o JOIN topic_specialties s ON s.specialty_id = o.topic_id AND s.topic_id = ${topicId}
      UNION ALL
      SELECT o.*, false, o.topic_id, 9 FROM offers o JOIN topics i ON i.id = o.topic_id WHERE i.district_id = ${topicId}
    ), o AS (
      SELECT DISTINCT ON (facility_id) * FROM reasons ORDER BY facility_id, is_direct DESC, is_sourced DESC, place, source_date DESC NULLS LAST
    )
    SELECT ${cardColumns}, o.basis, o.is_sourced AS "isSourced", o.is_direct AS "isDirect", coalesce(own.name, english.name) AS via, ${claim("o")}, (count(*) OVER ())::int AS total
    FROM o JOIN facilities f ON f.id = o.facility_id AND f.closed_on IS NULL
    LEFT JOIN topic_texts own ON own.topic_id = o.via_id AND own.language = ${language}
    LEFT JOIN topic_texts english ON english.topic_id = o.via_id AND english.language = 'en'
    ORDER BY o.is_direct DESC, o.is_sourced DESC, o.place, o.source_date DESC NULLS LAST, f.common_name LIMIT ${limit}`);
  return { facilities: found, total: found[0]?.total ?? 0 };
}

export async function facilitiesBySlugs(slugs: readonly string[]): Promise<FacilityCard[]> {
  return rows<FacilityCard>(sql`
    SELECT ${cardColumns} FROM unnest(${slugs}::text[]) WITH ORDINALITY AS wanted(slug, place) JOIN facilities f USING (slug) ORDER BY wanted.place`);
}

export type CatalogueCounts = {
  facilities: number;
  irccs: number;
  conditions: number;
  treatments: number;
  specialties: number;
  beds: number;
  discharges: number;
  checkedOn: string;
};

export async function catalogueCounts(): Promise<CatalogueCounts> {
  const counts = await row<CatalogueCounts>(sql`
    SELECT count(*)::int AS facilities, count(*) FILTER (WHERE irccs_discipline IS NOT NULL OR kind = 'irccs')::int AS irccs, coalesce(sum(beds), 0)::int AS beds, coalesce(sum(discharges), 0)::int AS discharges,
      max(checked_on)::text AS "checkedOn",
      (SELECT count(*)::int FROM topics WHERE kind = 'condition') AS conditions, (SELECT count(*)::int FROM topics WHERE kind = 'treatment') AS treatments, (SELECT count(*)::int FROM topics WHERE kind = 'specialty') AS specialties
    FROM facilities WHERE closed_on IS NULL`);
  if (!counts) throw new Error("counts answer one row");
  return counts;
}
