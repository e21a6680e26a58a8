import "server-only";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import type {
  Claim,
  FacilityKind,
  IrccsField,
  Ownership,
  Province,
  RecognitionKind,
  RecognitionLevel,
  RecognitionState,
} from "./rules";

export type FacilityCard = {
  id: number;
  slug: string;
  name: string;
  comune: string;
  province: Province;
  kind: FacilityKind;
  ownership: Ownership;
  isIrccs: boolean;
  irccsFields: IrccsField[];
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

/** Whether a facility gives second opinions follows from its terms, once the association has confirmed them. */
export const givesOpinions = sql`(f.is_hospital AND f.closed_on IS NULL AND f.suspended_at IS NULL AND EXISTS (SELECT FROM opinion_terms t WHERE t.facility_id = f.id AND t.is_offered AND t.confirmed_at IS NOT NULL))`;
/** A mark that stands beside a name: with a source, and not at its end. */
export const isCurrent = sql`(r.is_sourced AND recognition_state(r.status, r.until, current_date) <> 'expired')`;

export const cardColumns = sql`
  f.id, f.slug, f.common_name AS name, f.comune, f.province, f.kind::text AS kind, f.ownership::text AS ownership, (f.irccs_institute IS NOT NULL) AS "isIrccs", f.irccs_fields AS "irccsFields",
  f.beds, f.beds_year AS "bedsYear", f.discharges, f.discharges_year AS "dischargesYear", f.lat, f.lon, ${givesOpinions} AS "offersSecondOpinion",
  ARRAY(SELECT DISTINCT r.kind FROM recognitions r WHERE r.facility_id = f.id AND ${isCurrent} ORDER BY r.kind) AS recognitions,
  ARRAY(SELECT l.language FROM facility_languages l WHERE l.facility_id = f.id ORDER BY l.language) AS languages`;

/** The columns that every claim has, of the table named. */
const claim = (table: "h" | "r" | "l") => {
  const columns = {
    h: sql`h.source_url AS "sourceUrl", h.source_date AS "sourceDate", h.read_on::text AS "readOn", h.confirmed_by::text AS "confirmedBy", h.confirmed_on::text AS "confirmedOn"`,
    r: sql`r.source_url AS "sourceUrl", r.source_name AS "sourceName", r.source_date AS "sourceDate", r.read_on::text AS "readOn", r.confirmed_by::text AS "confirmedBy", r.confirmed_on::text AS "confirmedOn"`,
    l: sql`l.source_url AS "sourceUrl", l.source_date AS "sourceDate", l.read_on::text AS "readOn", l.confirmed_by::text AS "confirmedBy", l.confirmed_on::text AS "confirmedOn"`,
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
  isHospital: boolean;
  foundedYear: number | null;
  checkedOn: string;
  closedOn: string | null;
  /** Nobody can ask it for now. */
  isSuspended: boolean;
  /** The name in addresses of the facility that it became part of. */
  mergedInto: string | null;
  about: string | null;
  aboutLanguage: Language | null;
  aboutState: "original" | "draft" | "checked" | "outdated" | null;
  otherNames: string[];
  facts: Record<string, Claim & { note: string | null }>;
  sources: { url: string; readOn: string }[];
};

export async function facilityBySlug(language: Language, slug: string): Promise<Facility | null> {
  return row<Facility>(sql`
    SELECT ${cardColumns}, f.official_name AS "officialName", f.ministry_code AS "ministryCode", f.operator, f.street, f.postcode, f.place_id AS "placeId", f.website,
      f.international_office_url AS "internationalOfficeUrl", f.phone, f.is_hospital AS "isHospital", f.founded_year AS "foundedYear", f.checked_on::text AS "checkedOn", f.closed_on::text AS "closedOn", f.suspended_at IS NOT NULL AS "isSuspended",
      (SELECT m.slug FROM facilities m WHERE m.id = f.merged_into_id) AS "mergedInto",
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
  name: string;
  level: RecognitionLevel | null;
  since: string | null;
  until: string | null;
  state: RecognitionState;
};

/** Marks with their end: those that hold first, those that are over last. */
export async function recognitionsOf(facilityId: number): Promise<Recognition[]> {
  return rows<Recognition>(sql`
    SELECT * FROM (SELECT r.kind, r.name, r.level, r.since, r.until, recognition_state(r.status, r.until, current_date) AS state, r.is_sourced AS "isSourced", ${claim("r")}
      FROM recognitions r WHERE r.facility_id = ${facilityId}) x
    ORDER BY array_position(ARRAY['valid', 'unknown', 'expired'], state), "isSourced" DESC, kind, name`);
}

export type SpokenLanguage = Claim & {
  language: string;
  note: string | null;
  how: "staff" | "interpreter" | "telephone" | null;
};

export async function languagesOf(facilityId: number): Promise<SpokenLanguage[]> {
  return rows<SpokenLanguage>(sql`
    SELECT l.language, l.note, l.how, true AS "isSourced", ${claim("l")} FROM facility_languages l WHERE l.facility_id = ${facilityId} ORDER BY l.language <> 'it', l.language`);
}

export type Offered = {
  id: string;
  kind: "specialty" | "condition" | "treatment";
  slug: string;
  name: string;
  districtId: string | null;
  isSourced: boolean;
  strength: 0 | 1 | 2;
  saidOn: string | null;
};

/** What a facility looks after, with how well that is evidenced: the best first. */
export async function offersOf(language: Language, facilityId: number): Promise<Offered[]> {
  return rows<Offered>(sql`
    SELECT t.id, t.kind::text AS kind, t.slug, coalesce(own.name, english.name) AS name, t.district_id AS "districtId", o.is_sourced AS "isSourced", o.strength, o.source_date AS "saidOn"
    FROM offers o JOIN topics t ON t.id = o.topic_id
    LEFT JOIN topic_texts own ON own.topic_id = t.id AND own.language = ${language}
    JOIN topic_texts english ON english.topic_id = t.id AND english.language = 'en'
    WHERE o.facility_id = ${facilityId} ORDER BY o.strength DESC, t.position`);
}

export type Offering = FacilityCard & {
  isDirect: boolean;
  strength: 0 | 1 | 2;
  saidOn: string | null;
  /** The topic that its evidence is about, where that is another: an item of the district, or a specialty. */
  viaId: string | null;
  via: string | null;
};
export type Offerings = { facilities: Offering[]; total: number; direct: number };

/** Who looks after a topic, in the one order that `facilities_of_topic` gives, and how many have evidence of their own. */
export async function facilitiesOffering(
  language: Language,
  topicId: string,
  limit: number,
): Promise<Offerings> {
  const found = await rows<Offering & { total: number; direct: number }>(sql`
    SELECT ${cardColumns}, o.is_direct AS "isDirect", o.strength, o.said_on AS "saidOn", o.via_id AS "viaId", coalesce(own.name, english.name) AS via, o.total, o.direct
    FROM (SELECT *, (count(*) OVER ())::int AS total, (count(*) FILTER (WHERE is_direct AND strength > 0) OVER ())::int AS direct FROM facilities_of_topic(${topicId})) o
    JOIN facilities f ON f.id = o.facility_id
    LEFT JOIN topic_texts own ON own.topic_id = o.via_id AND own.language = ${language}
    LEFT JOIN topic_texts english ON english.topic_id = o.via_id AND english.language = 'en'
    ORDER BY o.rank LIMIT ${limit}`);
  return { facilities: found, total: found[0]?.total ?? 0, direct: found[0]?.direct ?? 0 };
}

export async function facilitiesBySlugs(slugs: readonly string[]): Promise<FacilityCard[]> {
  return rows<FacilityCard>(sql`
    SELECT ${cardColumns} FROM unnest(${slugs}::text[]) WITH ORDINALITY AS wanted(slug, place) JOIN facilities f USING (slug) ORDER BY wanted.place`);
}

export type CatalogueCounts = {
  facilities: number;
  /** Research institutes with their seat in the region, and the sites that belong to one. */
  institutes: number;
  irccsSites: number;
  conditions: number;
  treatments: number;
  specialties: number;
  beds: number;
  discharges: number;
  checkedOn: string;
};

export async function catalogueCounts(): Promise<CatalogueCounts> {
  const counts = await row<CatalogueCounts>(sql`
    SELECT count(*)::int AS facilities, count(DISTINCT irccs_institute) FILTER (WHERE irccs_seat_here)::int AS institutes, count(irccs_institute)::int AS "irccsSites", coalesce(sum(beds), 0)::int AS beds, coalesce(sum(discharges), 0)::int AS discharges,
      max(checked_on)::text AS "checkedOn",
      (SELECT count(*)::int FROM topics WHERE kind = 'condition') AS conditions, (SELECT count(*)::int FROM topics WHERE kind = 'treatment') AS treatments, (SELECT count(*)::int FROM topics WHERE kind = 'specialty') AS specialties
    FROM facilities WHERE closed_on IS NULL AND suspended_at IS NULL`);
  if (!counts) throw new Error("counts answer one row");
  return counts;
}
