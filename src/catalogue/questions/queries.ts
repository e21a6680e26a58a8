import "server-only";
import type { Office } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";

export type WaitingQuestion = {
  id: number;
  slug: string;
  facility: string;
  topic: string | null;
  reason: "no-source" | "weak-source";
  text: string;
  isItalian: boolean;
  sourceUrl: string | null;
};

/** What is said of facilities and waits for a source. Only the association's administrators read it. */
export async function waitingQuestions(
  office: Office,
  language: Language,
): Promise<WaitingQuestion[]> {
  if (office.role !== "administrator") return [];
  const isItalian = language === "it";
  return rows<WaitingQuestion>(sql`
    SELECT q.id, f.slug, f.common_name AS facility, coalesce(own.name, english.name) AS topic, q.reason,
      CASE WHEN ${isItalian} THEN coalesce(q.it, q.en) ELSE q.en END AS text, (${isItalian} AND q.it IS NOT NULL) AS "isItalian", q.source_url AS "sourceUrl"
    FROM catalogue_questions q JOIN facilities f ON f.id = q.facility_id
    LEFT JOIN topic_texts own ON own.topic_id = q.topic_id AND own.language = ${language}
    LEFT JOIN topic_texts english ON english.topic_id = q.topic_id AND english.language = 'en'
    ORDER BY f.common_name, topic, q.id`);
}
