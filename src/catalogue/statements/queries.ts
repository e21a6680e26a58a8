import "server-only";
import { rows, type Sql, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import type { Statement } from "./rules";

export type FacilityStatement = Statement & { facilityId: number };

/** Statements with their numbers; `text` where somebody wrote the sentence in this very language. */
const select = (language: Language, where: Sql) =>
  rows<FacilityStatement>(sql`
    SELECT s.id, s.facility_id AS "facilityId", s.kind::text AS kind, s.strength, s.unit, s.since_year AS since, s.marks, s.features, own.text,
      true AS "isSourced", s.source_url AS "sourceUrl", s.source_date AS "sourceDate", s.read_on::text AS "readOn", s.confirmed_by::text AS "confirmedBy", s.confirmed_on::text AS "confirmedOn",
      ARRAY(SELECT t.topic_id FROM statement_topics t WHERE t.statement_id = s.id ORDER BY t.topic_id) AS topics,
      coalesce((SELECT jsonb_agg(jsonb_build_object('count', m.count, 'value', m.value, 'bound', m.bound, 'who', m.who, 'topicId', m.topic_id, 'topic', coalesce(name.name, english.name),
          'per', m.per, 'year', m.year, 'from', m.from_year, 'until', m.until_year, 'origin', m.origin, 'edition', m.edition, 'label', m.label) ORDER BY m.position)
        FROM statement_measures m
        LEFT JOIN topic_texts name ON name.topic_id = m.topic_id AND name.language = ${language}
        LEFT JOIN topic_texts english ON english.topic_id = m.topic_id AND english.language = 'en'
        WHERE m.statement_id = s.id), '[]') AS measures
    FROM statements s LEFT JOIN statement_texts own ON own.statement_id = s.id AND own.language = ${language}
    WHERE ${where}
    ORDER BY s.strength DESC, s.source_date DESC NULLS LAST, s.id`);

/** What is said of these facilities about one topic, the best first. */
export async function statementsAbout(
  language: Language,
  topicId: string,
  facilityIds: readonly number[],
): Promise<FacilityStatement[]> {
  if (facilityIds.length === 0) return [];
  return select(
    language,
    sql`s.facility_id = ANY(${facilityIds}::int[]) AND EXISTS (SELECT FROM statement_topics t WHERE t.statement_id = s.id AND t.topic_id = ${topicId})`,
  );
}

/** What is said of one facility, about anything, the best first. */
export async function statementsOf(
  language: Language,
  facilityId: number,
): Promise<FacilityStatement[]> {
  return select(language, sql`s.facility_id = ${facilityId}`);
}
