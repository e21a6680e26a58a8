import "server-only";
import { Converter } from "opencc-js";
import type { PoolClient } from "pg";
import { pinyin } from "pinyin-pro";
import { pool } from "@/platform/db/pool";
import type { Language } from "@/platform/i18n/rules";
import { isGeneric, isStop } from "../search-words/rules";
import { fold, soundOf, spellings, stemmers, withOneLess, wordsOf } from "./rules";

const simplified = Converter({ from: "t", to: "cn" });

type Source = {
  kind: string;
  ref: string;
  phrases: { language: string; text: string; isName: boolean }[];
  extra: { language: string; text: string }[];
};
type Posting = { term: string; position: number };
type Phrase = {
  document: number;
  language: string;
  text: string;
  isName: boolean;
  size: number;
  postings: Posting[];
  stems: { word: string; language: Language; position: number }[];
};

/** The places whose names and words make up what is found; `extra` are words that may be met beside the name: the town, who runs it. */
const sources = `
  SELECT t.kind::text AS kind, t.id AS ref,
    (SELECT jsonb_agg(jsonb_build_object('language', language, 'text', name, 'isName', true)) FROM topic_texts x WHERE x.topic_id = t.id)
      || coalesce((SELECT jsonb_agg(jsonb_build_object('language', language, 'text', word, 'isName', false)) FROM topic_words x WHERE x.topic_id = t.id), '[]') AS phrases,
    '[]'::jsonb AS extra
  FROM topics t WHERE $1::text[] IS NULL OR 'topic:' || t.id = ANY($1)
  UNION ALL
  SELECT 'place', p.id, (SELECT jsonb_agg(jsonb_build_object('language', language, 'text', name, 'isName', is_main)) FROM place_names x WHERE x.place_id = p.id), jsonb_build_array(jsonb_build_object('language', '', 'text', coalesce(p.code, '')))
  FROM places p WHERE $1::text[] IS NULL OR 'place:' || p.id = ANY($1)
  UNION ALL
  SELECT 'facility', f.slug,
    jsonb_build_array(jsonb_build_object('language', 'it', 'text', f.common_name, 'isName', true), jsonb_build_object('language', 'it', 'text', f.official_name, 'isName', false))
      || coalesce((SELECT jsonb_agg(jsonb_build_object('language', language, 'text', name, 'isName', false)) FROM facility_names x WHERE x.facility_id = f.id), '[]'),
    jsonb_build_array(jsonb_build_object('language', 'it', 'text', f.comune), jsonb_build_object('language', 'it', 'text', coalesce(f.operator, '')))
      || coalesce((SELECT jsonb_agg(jsonb_build_object('language', x.language, 'text', x.name)) FROM place_names x WHERE x.place_id = f.place_id AND (x.name <> f.comune OR x.language = 'en')), '[]')
  FROM facilities f WHERE f.closed_on IS NULL AND ($1::text[] IS NULL OR 'facility:' || f.slug = ANY($1))`;

/**
 * Makes the search documents of the tagged things anew ("topic:D01", "facility:niguarda", "place:bergamo"), or
 * of all where no tags are given, in one transaction. Safe to run twice; things that are gone lose theirs.
 */
export async function refreshSearch(tags: readonly string[] | null): Promise<number> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(720320)");
    if (tags === null)
      await client.query(
        "TRUNCATE search_documents, search_phrases, search_terms, search_postings, search_variants RESTART IDENTITY",
      );
    else
      await client.query(
        "DELETE FROM search_documents WHERE CASE WHEN kind IN ('facility', 'place') THEN kind ELSE 'topic' END || ':' || ref = ANY($1)",
        [tags],
      );
    const found = await client.query<Source>(sources, [tags]);
    for (let at = 0; at < found.rows.length; at += 5000)
      await insertDocuments(client, found.rows.slice(at, at + 5000));
    await client.query(
      `UPDATE search_terms t SET phrases = c.phrases FROM (SELECT term_id, count(DISTINCT phrase_id)::int AS phrases FROM search_postings GROUP BY term_id) c WHERE c.term_id = t.id AND t.phrases IS DISTINCT FROM c.phrases`,
    );
    await client.query("COMMIT");
    if (tags === null)
      await client.query(
        "ANALYZE search_documents, search_phrases, search_terms, search_postings, search_variants",
      );
    return found.rows.length;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** A text as the index takes it in: its words with their other spellings and sounds, and a Chinese text also as it is spoken. */
function phrasesOf(
  document: number,
  kind: string,
  phrase: Source["phrases"][number],
  extra: Source["extra"],
): Phrase[] {
  const text = phrase.language === "zh" ? simplified(phrase.text) : phrase.text;
  const words = wordsOf(text);
  const isCore = (word: string) =>
    !isStop(word) &&
    !(kind === "facility" && isGeneric(word)) &&
    !(/^[a-z]$/.test(word) && words.length > 1);
  const hasCore = words.some((word) => isCore(word.text));
  const sounds = phrase.language === "ru" || kind === "facility" || kind === "place";
  const postings: Posting[] = [];
  const stems: Phrase["stems"] = [];
  let size = 0;
  const put = (word: ReturnType<typeof wordsOf>[number], position: number, language: string) => {
    for (const term of [word.text, ...(word.script === "latin" ? spellings(word.text) : [])])
      postings.push({ term, position });
    if (sounds && (word.script === "cyrillic" || word.script === "latin"))
      postings.push({ term: `:${soundOf(word.text)}`, position });
    if (stemmers[language as Language] && word.script !== "han")
      stems.push({ word: word.text, language: language as Language, position });
  };
  for (const word of words)
    put(word, !hasCore || isCore(word.text) ? size++ : -1, phrase.language || "it");
  // The main name takes the town in every language, other names only in their own.
  const beside = extra.filter((one) => phrase.isName || one.language === (phrase.language || "en"));
  for (const word of beside.flatMap((one) => wordsOf(one.text)))
    if (!isStop(word.text)) put(word, -1, "it");
  const made: Phrase[] =
    size === 0
      ? []
      : [
          {
            document,
            language: phrase.language,
            text: phrase.text,
            isName: phrase.isName,
            size,
            postings,
            stems,
          },
        ];
  if (phrase.language === "zh" && /\p{sc=Han}/u.test(text)) {
    const spoken = fold(pinyin(text, { toneType: "none", type: "array" }).join("")).replaceAll(
      /[^a-z0-9]/g,
      "",
    );
    if (spoken.length > 3)
      made.push({
        document,
        language: "zh",
        text: phrase.text,
        isName: false,
        size: 1,
        postings: [{ term: spoken, position: 0 }],
        stems: [],
      });
  }
  return made;
}

async function insertDocuments(client: PoolClient, found: readonly Source[]) {
  const { rows: documents } = await client.query<{ id: number; kind: string; ref: string }>(
    "INSERT INTO search_documents (kind, ref) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT (kind, ref) DO UPDATE SET ref = excluded.ref RETURNING id, kind, ref",
    [found.map((one) => one.kind), found.map((one) => one.ref)],
  );
  const idOf = new Map(documents.map((row) => [`${row.kind}:${row.ref}`, row.id]));
  const phrases = found.flatMap((source) => {
    const seen = new Set<string>();
    return (source.phrases ?? []).flatMap((phrase) => {
      const key = `${phrase.language}:${fold(phrase.text)}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return phrasesOf(
        idOf.get(`${source.kind}:${source.ref}`) ?? 0,
        source.kind,
        phrase,
        source.extra,
      );
    });
  });
  await addStems(client, phrases);

  const { rows: ids } = await client.query<{ id: number }>(
    "INSERT INTO search_phrases (document_id, language, text, is_name, size) SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::bool[], $5::int[]) RETURNING id",
    [
      phrases.map((one) => one.document),
      phrases.map((one) => one.language),
      phrases.map((one) => one.text),
      phrases.map((one) => one.isName),
      phrases.map((one) => one.size),
    ],
  );
  const terms = [
    ...new Set(phrases.flatMap((phrase) => phrase.postings.map((posting) => posting.term))),
  ];
  const { rows: fresh } = await client.query<{ id: number; term: string }>(
    "INSERT INTO search_terms (term) SELECT unnest($1::text[]) ON CONFLICT (term) DO NOTHING RETURNING id, term",
    [terms],
  );
  const variants = fresh.flatMap(({ id, term }) =>
    term.startsWith(":") || /\p{sc=Han}/u.test(term)
      ? []
      : withOneLess(term).map((variant) => ({ variant, id })),
  );
  await client.query(
    "INSERT INTO search_variants (variant, term_id) SELECT * FROM unnest($1::text[], $2::int[]) ON CONFLICT DO NOTHING",
    [variants.map((one) => one.variant), variants.map((one) => one.id)],
  );

  const flat = phrases.flatMap((phrase, at) =>
    phrase.postings.map((posting) => ({ ...posting, phrase: ids[at]?.id })),
  );
  await client.query(
    `INSERT INTO search_postings (term_id, phrase_id, position) SELECT t.id, p.phrase, p.position FROM unnest($1::text[], $2::int[], $3::int[]) AS p(term, phrase, position) JOIN search_terms t USING (term) ON CONFLICT DO NOTHING`,
    [flat.map((one) => one.term), flat.map((one) => one.phrase), flat.map((one) => one.position)],
  );
}

/** PostgreSQL's own stemmers, each word asked once. */
async function addStems(client: PoolClient, phrases: readonly Phrase[]) {
  for (const [language, stemmer] of Object.entries(stemmers)) {
    const words = [
      ...new Set(
        phrases.flatMap((phrase) =>
          phrase.stems.filter((stem) => stem.language === language).map((stem) => stem.word),
        ),
      ),
    ];
    const { rows } = await client.query<{ word: string; stem: string | null }>(
      "SELECT word, (ts_lexize($2::regdictionary, word))[1] AS stem FROM unnest($1::text[]) word",
      [words, stemmer],
    );
    const stemOf = new Map(rows.map((row) => [row.word, row.stem]));
    for (const phrase of phrases) {
      for (const { word, language: of, position } of phrase.stems) {
        const stem = of === language ? stemOf.get(word) : null;
        if (stem && stem !== word && stem.length > 1)
          phrase.postings.push({ term: stem, position });
      }
    }
  }
}
