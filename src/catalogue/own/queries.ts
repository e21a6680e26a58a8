import "server-only";
import { row, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import type { OwnSections } from "./rules";

/** What a facility says of itself beside what sources say of it, with the names of what it is about. */
export async function ownSectionsOf(language: Language, facilityId: number): Promise<OwnSections> {
  const found = await row<OwnSections>(sql`
    SELECT
      coalesce((SELECT jsonb_agg(jsonb_build_object('topicId', o.topic_id, 'name', coalesce(own.name, english.name), 'evidenceUrl', o.evidence_url, 'evidenceDate', o.evidence_date, 'lead', o.lead,
        'volume', o.volume, 'volumeYear', o.volume_year, 'volumeUrl', o.volume_url, 'priceFrom', o.price_from, 'priceTo', o.price_to, 'priceIncludes', to_jsonb(o.price_includes),
        'stayFrom', o.stay_from, 'stayTo', o.stay_to, 'waitFrom', o.wait_from, 'waitTo', o.wait_to, 'remote', o.remote, 'ages', o.ages) ORDER BY t.position)
        FROM own_offers o JOIN topics t ON t.id = o.topic_id JOIN topic_texts english ON english.topic_id = t.id AND english.language = 'en'
          LEFT JOIN topic_texts own ON own.topic_id = t.id AND own.language = ${language} WHERE o.facility_id = ${facilityId}), '[]') AS offers,
      coalesce((SELECT jsonb_agg(jsonb_build_object('key', d.key, 'name', d.name, 'disciplines', to_jsonb(d.disciplines), 'languages', to_jsonb(d.languages), 'registration', d.registration, 'order', d."order",
        'disciplineNames', (SELECT coalesce(jsonb_agg(coalesce(own.name, english.name) ORDER BY 1), '[]') FROM topic_texts english LEFT JOIN topic_texts own ON own.topic_id = english.topic_id AND own.language = ${language}
          WHERE english.language = 'en' AND english.topic_id = ANY (d.disciplines))) ORDER BY d.position) FROM facility_doctors d WHERE d.facility_id = ${facilityId}), '[]') AS doctors,
      ARRAY(SELECT feature FROM facility_access WHERE facility_id = ${facilityId} ORDER BY feature) AS accessibility,
      coalesce((SELECT jsonb_agg(jsonb_build_object('file', p.file, 'width', p.width, 'height', p.height, 'credit', p.credit, 'rights', p.rights,
        'alt', (SELECT t.alt FROM photograph_texts t WHERE t.facility_id = p.facility_id AND t.file = p.file AND t.language IN (${language}, 'en') ORDER BY (t.language = ${language}) DESC LIMIT 1)) ORDER BY p.position)
        FROM photographs p WHERE p.facility_id = ${facilityId}), '[]') AS photographs`);
  return found ?? { offers: [], doctors: [], accessibility: [], photographs: [] };
}
