import "server-only";
import { join, none, row, rows, type Sql, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import type { TopicKind } from "./rules";

/** A topic's name in the reader's language, or in English where `isTranslated` is false. */
export type TopicName = {
  id: string;
  kind: TopicKind;
  slug: string;
  name: string;
  isTranslated: boolean;
};
export type TopicCard = TopicName & { about: string; facilities: number };
export type Topic = TopicName & {
  about: string;
  needsDirect: boolean;
  state: "original" | "draft" | "checked";
  district: TopicName | null;
  words: string[];
  codes: { system: string; code: string; display: string }[];
};

const named = sql`
  t.id, t.kind, t.slug, coalesce(own.name, english.name) AS name, own.name IS NOT NULL AS "isTranslated"`;
const texts = (language: Language) => sql`
  LEFT JOIN topic_texts own ON own.topic_id = t.id AND own.language = ${language}
  JOIN topic_texts english ON english.topic_id = t.id AND english.language = 'en'`;

/** How many open facilities have evidence about the topic itself (of a district: about anything in it), as its page counts. */
const counted = sql`(SELECT count(*)::int FROM facilities_of_topic(t.id) o WHERE o.is_direct)`;

async function cards(language: Language, kind: TopicKind, where: Sql = none): Promise<TopicCard[]> {
  return rows<TopicCard>(sql`
    SELECT ${named}, coalesce(own.about, english.about) AS about, ${counted} AS facilities
    FROM topics t ${texts(language)} WHERE t.kind = ${kind}::topic_kind ${where} ORDER BY t.position`);
}

/** The districts by name, for pages that count nothing under them. */
export const districtNames = (language: Language) =>
  rows<TopicName>(sql`
    SELECT ${named} FROM topics t ${texts(language)} WHERE t.kind = 'district' ORDER BY t.position`);

export const districts = (language: Language) => cards(language, "district");
export const specialties = (language: Language) => cards(language, "specialty");

/** Conditions or treatments of one district or one specialty. */
export async function itemsOf(
  language: Language,
  kind: "condition" | "treatment",
  topic: { id: string; kind: TopicKind },
): Promise<TopicCard[]> {
  const belongs =
    topic.kind === "district"
      ? sql`AND t.district_id = ${topic.id}`
      : sql`AND t.id IN (SELECT topic_id FROM topic_specialties WHERE specialty_id = ${topic.id})`;
  return cards(language, kind, belongs);
}

/** The specialties of a topic, nearest first; of a specialty itself, none. */
export async function specialtiesOf(language: Language, topicId: string): Promise<TopicCard[]> {
  return rows<TopicCard>(sql`
    SELECT ${named}, coalesce(own.about, english.about) AS about, ${counted} AS facilities
    FROM topic_specialties link JOIN topics t ON t.id = link.specialty_id ${texts(language)}
    WHERE link.topic_id = ${topicId} ORDER BY link.position`);
}

export async function districtsOf(language: Language, specialtyId: string): Promise<TopicName[]> {
  return rows<TopicName>(sql`
    SELECT ${named} FROM topic_specialties link JOIN topics t ON t.id = link.topic_id AND t.kind = 'district' ${texts(language)}
    WHERE link.specialty_id = ${specialtyId} ORDER BY t.position`);
}

/** What is treated for a condition, and what a treatment is for: those of the same district that share a specialty. */
export async function relatedItems(
  language: Language,
  topic: { id: string; kind: TopicKind },
): Promise<TopicName[]> {
  return rows<TopicName>(sql`
    SELECT ${named} FROM topics t ${texts(language)}
    WHERE t.district_id = (SELECT district_id FROM topics WHERE id = ${topic.id}) AND t.id <> ${topic.id} AND t.kind <> ${topic.kind}::topic_kind
      AND EXISTS (SELECT 1 FROM topic_specialties a JOIN topic_specialties b USING (specialty_id) WHERE a.topic_id = t.id AND b.topic_id = ${topic.id})
    ORDER BY t.position LIMIT 12`);
}

export async function topicBySlug(
  language: Language,
  kind: TopicKind,
  slug: string,
): Promise<Topic | null> {
  return row<Topic>(sql`
    SELECT ${named}, coalesce(own.about, english.about) AS about, t.needs_direct AS "needsDirect", coalesce(own.state, english.state) AS state,
      (SELECT jsonb_build_object('id', d.id, 'kind', d.kind, 'slug', d.slug, 'name', coalesce(dt.name, de.name), 'isTranslated', dt.name IS NOT NULL)
       FROM topics d LEFT JOIN topic_texts dt ON dt.topic_id = d.id AND dt.language = ${language} JOIN topic_texts de ON de.topic_id = d.id AND de.language = 'en' WHERE d.id = t.district_id) AS district,
      ARRAY(SELECT word FROM topic_words w WHERE w.topic_id = t.id AND w.language = ${language} ORDER BY word) AS words,
      coalesce((SELECT jsonb_agg(jsonb_build_object('system', c.system, 'code', c.code, 'display', c.display) ORDER BY c.system, c.code) FROM topic_codes c WHERE c.topic_id = t.id), '[]') AS codes
    FROM topics t ${texts(language)} WHERE t.kind = ${kind}::topic_kind AND t.slug = ${slug}`);
}

export async function topicNames(
  language: Language,
  chosen: readonly { kind: TopicKind; slug: string }[],
): Promise<TopicName[]> {
  if (chosen.length === 0) return [];
  return rows<TopicName>(sql`
    SELECT ${named} FROM topics t ${texts(language)}
    WHERE ${join(
      chosen.map((one) => sql`(t.kind = ${one.kind}::topic_kind AND t.slug = ${one.slug})`),
      sql` OR `,
    )}`);
}
