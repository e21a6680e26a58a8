import "server-only";
import { Converter } from "opencc-js";
import { none, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { isGeneric, isStop } from "../search-words/rules";
import {
  fold,
  slips,
  slipsAllowed,
  soundOf,
  spellings,
  stemmers,
  stemmersOf,
  type Word,
  withOneLess,
  wordsOf,
} from "./rules";

export type FoundKind = "district" | "specialty" | "condition" | "treatment" | "facility" | "place";

/** A result before it has words: what it is, which of its words met the query, how much of it was met and how well it fits (0 to 1). */
export type Hit = {
  documentId: number;
  kind: FoundKind;
  ref: string;
  phrase: string;
  isName: boolean;
  language: string;
  score: number;
  covered: number;
  met: number[];
};

const simplified = Converter({ from: "t", to: "cn" });

/** At most this many words of a query are looked at, and this many terms for each. */
const mostWords = 12;
const mostTerms = 24;
/** A term that stands in more phrases than this does not say where to look, only how well a place found by another fits. */
const commonFrom = 4000;
/** What fits less than this part of the best is left out: it shares a common word and nothing else. */
const tailFrom = 0.3;

type Asked = Word & { weight: number };
type Term = { id: number; term: string; phrases: number };
type Meeting = { termId: number; word: number; likeness: number; phrases: number };

/** A word still being typed is no word of grammar yet: "can" may become "cancer". */
function askedWords(text: string, isTyping: boolean): Asked[] {
  const all = wordsOf(simplified(text)).slice(0, mostWords);
  const isLight = (word: Word, at: number) =>
    isStop(word.text) && !(isTyping && at === all.length - 1);
  const weighty = all.some((word, at) => !isLight(word, at));
  return all.map((word, at) => ({
    ...word,
    weight: weighty && isLight(word, at) ? 0 : isGeneric(word.text) ? 0.3 : 1,
  }));
}

/** The forms under which the index may hold a word, each with how much it is the word that was typed. */
function formsOf(word: Asked): Map<string, number> {
  const forms = new Map<string, number>([[word.text, 1]]);
  const add = (form: string, likeness: number) => {
    if (form.length > 1 && (forms.get(form) ?? 0) < likeness) forms.set(form, likeness);
  };
  if (word.script === "latin") for (const other of spellings(word.text)) add(other, 0.97);
  if ((word.script === "latin" || word.script === "cyrillic") && word.text.length > 2)
    add(`:${soundOf(word.text)}`, 0.86);
  return forms;
}

/** The terms of the index that the words may mean: the same, their stems, one or two slips away, or begun alike. */
async function meetings(words: readonly Asked[], isTyping: boolean): Promise<Meeting[]> {
  const asked = words.map((word, at) => ({ word, at })).filter(({ word }) => word.weight > 0);
  const forms = asked.flatMap(({ word, at }) =>
    [...formsOf(word)].map(([form, likeness]) => ({ at, form, likeness })),
  );
  const slipped = asked.flatMap(({ word, at }) =>
    word.script === "han" || word.text.length < 4
      ? []
      : withOneLess(word.text).map((form) => ({ at, form })),
  );
  const stems = asked.flatMap(({ word, at }) =>
    stemmersOf[word.script].map((language) => ({
      at,
      word: word.text,
      stemmer: stemmers[language] ?? "simple",
    })),
  );
  const begun = asked
    .filter(
      ({ word, at }) =>
        word.text.length > 2 &&
        word.script !== "han" &&
        (isTyping ? at === words.length - 1 : word.text.length > 3),
    )
    .map(({ word, at }) => ({ at, form: word.text }));
  // Several Latin words may be the syllables of one word as it is spoken: "qian lie xian ai".
  const latin = words.filter((word) => word.script === "latin");
  const joined =
    latin.length === words.length && latin.length > 1
      ? [fold(latin.map((word) => word.text).join(""))]
      : [];
  const found = await rows<Term & { at: number; how: string; likeness: number }>(
    sql`
    SELECT t.id, t.term, t.phrases, f.at, 'form' AS how, f.likeness FROM unnest(${forms.map((one) => one.at)}::int[], ${forms.map((one) => one.form)}::text[], ${forms.map((one) => one.likeness)}::float8[]) AS f(at, form, likeness) JOIN search_terms t ON t.term = f.form
    UNION ALL
    SELECT t.id, t.term, t.phrases, s.at, 'stem', 0.95 FROM (SELECT at, (ts_lexize(stemmer::regdictionary, word))[1] AS form FROM unnest(${stems.map((one) => one.at)}::int[], ${stems.map((one) => one.word)}::text[], ${stems.map((one) => one.stemmer)}::text[]) AS s(at, word, stemmer)) s JOIN search_terms t ON t.term = s.form
    UNION ALL
    SELECT DISTINCT t.id, t.term, t.phrases, v.at, 'slip', 0.0 FROM unnest(${slipped.map((one) => one.at)}::int[], ${slipped.map((one) => one.form)}::text[]) AS v(at, form) JOIN search_variants sv ON sv.variant = v.form JOIN search_terms t ON t.id = sv.term_id
    UNION ALL
    SELECT t.* FROM unnest(${begun.map((one) => one.at)}::int[], ${begun.map((one) => one.form)}::text[]) AS b(at, form)
      CROSS JOIN LATERAL (SELECT t.id, t.term, t.phrases, b.at, 'begun', 0.0::float8 FROM search_terms t WHERE lower(t.term) ~>=~ b.form AND lower(t.term) ~<~ (b.form || ${"\u{10FFFF}"}) ORDER BY length(t.term), t.phrases DESC LIMIT 12) t
    UNION ALL
    SELECT t.id, t.term, t.phrases, -1, 'joined', 0.9 FROM search_terms t WHERE t.term = ANY(${joined}::text[])`,
    "search.meetings",
  );

  const best = new Map<string, Meeting>();
  const keep = (at: number, term: Term, likeness: number) => {
    const key = `${at} ${term.id}`;
    if (likeness > (best.get(key)?.likeness ?? 0))
      best.set(key, { termId: term.id, word: at, likeness, phrases: term.phrases });
  };
  for (const term of found) {
    if (term.how === "joined") for (const at of words.keys()) keep(at, term, term.likeness);
    else
      keep(
        term.at,
        term,
        term.how === "slip"
          ? slipLikeness(words[term.at]?.text ?? "", term.term)
          : term.how === "begun"
            ? begunLikeness(words[term.at]?.text ?? "", term.term, isTyping)
            : term.likeness,
      );
  }
  const unmet = asked.filter(
    ({ word, at }) =>
      word.script !== "han" &&
      word.text.length > 4 &&
      ![...best.values()].some((one) => one.word === at),
  );
  if (unmet.length > 0)
    for (const term of await lookalikes(unmet.map(({ word, at }) => ({ at, text: word.text }))))
      keep(term.at, term, term.likeness * 0.8);
  return words.flatMap((_, at) =>
    [...best.values()]
      .filter((one) => one.word === at && one.likeness > 0)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, mostTerms),
  );
}

const slipLikeness = (word: string, term: string) => {
  const most = slipsAllowed(word.length);
  const made = slips(word, term, most);
  return made > most ? 0 : made === 1 ? 0.85 : made === 2 ? 0.6 : 1;
};

const begunLikeness = (word: string, term: string, isTyping: boolean) =>
  (isTyping ? 0.9 : 0.78) * Math.min(1, 0.5 + word.length / term.length / 2);

/** Words that share many groups of three letters, for slips that are more than one letter. */
async function lookalikes(
  words: readonly { at: number; text: string }[],
): Promise<(Term & { at: number; likeness: number })[]> {
  return rows(sql`
    SELECT t.*, w.at FROM unnest(${words.map((one) => one.at)}::int[], ${words.map((one) => one.text)}::text[]) AS w(at, text)
    CROSS JOIN LATERAL (SELECT id, term, phrases, similarity(term, w.text)::float8 AS likeness FROM search_terms WHERE term % w.text ORDER BY term <-> w.text LIMIT 6) t WHERE t.likeness > 0.42`);
}

/**
 * The documents whose words meet the query, best first. A document's score is that of its best phrase: how much
 * of the phrase is met, and how much of the query the phrase explains, rare words weighing more.
 */
export async function hits(
  text: string,
  language: Language,
  isTyping: boolean,
  most: number,
): Promise<{ hits: Hit[]; words: Asked[]; weights: number[] }> {
  const words = askedWords(text, isTyping);
  const met = await meetings(words, isTyping);
  const rarest = (at: number) =>
    Math.min(
      ...met.filter((one) => one.word === at).map((one) => one.phrases),
      Number.POSITIVE_INFINITY,
    );
  const weights = words.map(
    (word, at) =>
      word.weight *
      (Number.isFinite(rarest(at)) ? 1 + Math.log(1 + 200_000 / (1 + rarest(at))) : 6),
  );
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (met.length === 0 || whole === 0) return { hits: [], words, weights };
  const seeds = met.filter((one) => one.phrases <= commonFrom);
  const where = (seeds.length > 0 ? seeds : met).map((one) => one.termId);
  const found = await rows<Hit>(
    sql`
    WITH m(term_id, word, likeness, weight) AS (SELECT * FROM unnest(${met.map((one) => one.termId)}::int[], ${met.map((one) => one.word)}::int[], ${met.map((one) => one.likeness)}::float8[], ${met.map((one) => weights[one.word] ?? 0)}::float8[])),
    seeds AS MATERIALIZED (SELECT DISTINCT phrase_id FROM (SELECT phrase_id FROM search_postings WHERE term_id = ANY(${[...new Set(where)]}::int[]) LIMIT 20000) s),
    met AS MATERIALIZED (SELECT p.phrase_id, p.position, m.word, m.likeness, m.weight FROM seeds JOIN search_postings p USING (phrase_id) JOIN m USING (term_id)),
    covered AS (SELECT phrase_id, sum(likeness) AS got FROM (SELECT phrase_id, position, max(likeness) AS likeness FROM met WHERE position >= 0 GROUP BY 1, 2) x GROUP BY 1),
    explained AS (SELECT phrase_id, sum(likeness * weight) AS got, array_agg(word) AS words FROM (SELECT phrase_id, word, max(likeness) AS likeness, max(weight) AS weight FROM met GROUP BY 1, 2) x GROUP BY 1),
    scored AS (
      SELECT p.document_id, p.text, p.is_name, p.language, e.words, coalesce(c.got, 0) / p.size AS covered,
        power(coalesce(c.got, 0.25) / p.size, 0.8) * power(e.got / ${whole}::float8, 0.9) * (CASE WHEN p.is_name THEN 1.0 ELSE 0.97 END) * (CASE WHEN p.language = ${language} THEN 1.0 ELSE 0.99 END) AS score
      FROM explained e JOIN search_phrases p ON p.id = e.phrase_id LEFT JOIN covered c ON c.phrase_id = e.phrase_id
    ),
    best AS (SELECT DISTINCT ON (document_id) * FROM scored ORDER BY document_id, score DESC)
    SELECT d.id AS "documentId", d.kind, d.ref, b.text AS phrase, b.is_name AS "isName", b.language, b.score, b.covered, b.words AS met
    FROM best b JOIN search_documents d ON d.id = b.document_id
    ORDER BY b.score * CASE d.kind WHEN 'condition' THEN 1.0 WHEN 'treatment' THEN 0.985 WHEN 'specialty' THEN 0.98 WHEN 'district' THEN 0.97 WHEN 'facility' THEN 0.99 ELSE 0.96 END DESC, d.id LIMIT ${most}`,
    "search.hits",
  );
  const least = Math.max(0.12, (found[0]?.score ?? 0) * tailFrom);
  return { hits: found.filter((hit) => hit.score >= least), words, weights };
}

export type FoundName = {
  id: string;
  slug: string;
  name: string;
  comune: string | null;
  province: string | null;
  district: string | null;
  facilities: number;
};

/** The names of hits in the reader's language, by kind and ref. */
export async function namesOf(
  language: Language,
  found: readonly Pick<Hit, "kind" | "ref">[],
): Promise<Map<string, FoundName & { kind: FoundKind }>> {
  const refs = (kind: string) =>
    found
      .filter((hit) =>
        kind === "topic" ? !["facility", "place"].includes(hit.kind) : hit.kind === kind,
      )
      .map((hit) => hit.ref);
  const named = await rows<FoundName & { kind: FoundKind }>(
    sql`
    SELECT t.kind::text AS kind, t.id, t.slug, coalesce(own.name, english.name) AS name, NULL AS comune, NULL AS province, coalesce(d.name, de.name) AS district, (SELECT count(*)::int FROM offers o WHERE o.topic_id = t.id) AS facilities
    FROM topics t LEFT JOIN topic_texts own ON own.topic_id = t.id AND own.language = ${language} JOIN topic_texts english ON english.topic_id = t.id AND english.language = 'en'
    LEFT JOIN topic_texts d ON d.topic_id = t.district_id AND d.language = ${language} LEFT JOIN topic_texts de ON de.topic_id = t.district_id AND de.language = 'en'
    WHERE t.id = ANY(${refs("topic")}::text[])
    UNION ALL
    SELECT 'facility', f.slug, f.slug, f.common_name, f.comune, f.province, NULL, 0 FROM facilities f WHERE f.slug = ANY(${refs("facility")}::text[]) AND f.closed_on IS NULL
    UNION ALL
    SELECT 'place', p.id, p.id, (SELECT n.name FROM place_names n WHERE n.place_id = p.id AND n.is_main AND n.language IN (${language}, 'it', 'en') ORDER BY n.language = ${language} DESC, n.language = 'en' DESC LIMIT 1), NULL, p.province, NULL,
      (SELECT count(*)::int FROM facilities f WHERE f.closed_on IS NULL AND (f.place_id = p.id OR (p.kind = 'province' AND f.province = p.province)))
    FROM places p WHERE p.id = ANY(${refs("place")}::text[])`,
    "search.names",
  );
  return new Map(named.map((one) => [`${one.kind}:${one.id}`, one]));
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

/** The open facilities of a place, and those near it: 8 km from a town, 25 from an airport or a lake. */
const facilitiesAround = (placeId: string) => sql`
  SELECT f.id, f.place_id IS NOT DISTINCT FROM p.id OR p.kind = 'province' AS is_there FROM places p JOIN facilities f ON f.closed_on IS NULL AND (
    f.place_id = p.id OR (p.kind = 'province' AND f.province = p.province)
    OR (p.kind <> 'province' AND f.lat BETWEEN p.lat - 0.24 AND p.lat + 0.24 AND f.lon BETWEEN p.lon - 0.34 AND p.lon + 0.34 AND distance_km(f.lat, f.lon, p.lat, p.lon) < CASE p.kind WHEN 'comune' THEN 8 ELSE 25 END))
  WHERE p.id = ${placeId}`;

/** Facilities of a place, best evidenced first. */
export async function facilitiesAt(placeId: string, most: number): Promise<string[]> {
  const found = await rows<{ slug: string }>(sql`
    WITH here AS MATERIALIZED (${facilitiesAround(placeId)})
    SELECT f.slug FROM here JOIN facilities f USING (id) JOIN places p ON p.id = ${placeId} AND (here.is_there OR p.kind <> 'comune')
    ORDER BY (SELECT count(*) FROM highlights h WHERE h.facility_id = f.id) DESC, f.common_name LIMIT ${most}`);
  return found.map((row) => row.slug);
}
