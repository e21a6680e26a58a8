import "server-only";
import { followChanges } from "@/platform/changes";
import { rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { entryOf, forgetWords, type Source, simplified } from "../search-entries/rules";
import { type Entry, Segment, type Shown } from "../search-index/rules";
import {
  type Concept,
  type Drug,
  Meaning,
  type Story,
  type Unlisted,
} from "../search-meaning/rules";

/** What searches are answered from. */
export type SearchIndex = {
  /** The whole catalogue as it was when this was made, then what has changed since. */
  segments: Segment[];
  meaning: Meaning;
  drugs: ReadonlyMap<string, Drug>;
  topicOf: (target: string) => { kind: string; ref: string } | undefined;
  /** The ids of all conditions, treatments and specialties. */
  topics: () => string[];
  /** What is shown of a thing: its name in a language, where it is, its district's name. */
  cardOf: (kind: string, ref: string, language: Language) => Shown | undefined;
  /** What was asked of the database before stays known until something changes. */
  remember: <T>(key: string, ask: () => Promise<T>) => Promise<T>;
};
type Held = {
  base: Segment;
  fresh: Segment | null;
  changed: Map<string, Entry>;
  meaning: Meaning;
  drugs: Map<string, Drug>;
  remembered: Map<string, Promise<unknown>>;
  madeAt: number;
};

declare global {
  var portalSearch: { held: Promise<Held>; turn: Promise<unknown> } | undefined;
}

/** After so many changed entries everything is read anew. */
const mostChanged = 2000;
const mostRemembered = 5000;
const pageSize = 4000;

/** Topics and places as the index takes them in. $1 narrows them to tags such as "topic:D01". */
const topics = sql`
  SELECT t.kind::text AS kind, t.id AS ref,
    coalesce((SELECT jsonb_agg(jsonb_build_object('language', language, 'text', name, 'isName', true)) FROM topic_texts x WHERE x.topic_id = t.id), '[]')
      || coalesce((SELECT jsonb_agg(jsonb_build_object('language', language, 'text', word, 'isName', false)) FROM topic_words x WHERE x.topic_id = t.id), '[]') AS phrases,
    '[]'::jsonb AS extra, t.slug, jsonb_build_object('district', t.district_id, 'comune', null, 'province', null) AS card
  FROM topics t`;
const places = sql`
  SELECT 'place' AS kind, p.id AS ref, (SELECT jsonb_agg(jsonb_build_object('language', language, 'text', name, 'isName', is_main)) FROM place_names x WHERE x.place_id = p.id) AS phrases, jsonb_build_array(jsonb_build_object('language', '', 'text', coalesce(p.code, ''))) AS extra,
    p.id AS slug, jsonb_build_object('district', null, 'comune', null, 'province', p.province) AS card
  FROM places p`;
const facilities = sql`
  SELECT f.id, 'facility' AS kind, f.slug AS ref,
    jsonb_build_array(jsonb_build_object('language', 'it', 'text', f.common_name, 'isName', true), jsonb_build_object('language', 'it', 'text', f.official_name, 'isName', false))
      || coalesce((SELECT jsonb_agg(jsonb_build_object('language', language, 'text', name, 'isName', false)) FROM facility_names x WHERE x.facility_id = f.id), '[]') AS phrases,
    jsonb_build_array(jsonb_build_object('language', 'it', 'text', f.comune), jsonb_build_object('language', 'it', 'text', coalesce(f.operator, '')))
      || coalesce((SELECT jsonb_agg(jsonb_build_object('language', x.language, 'text', x.name)) FROM place_names x WHERE x.place_id = f.place_id AND (x.name <> f.comune OR x.language = 'en')), '[]') AS extra,
    f.slug, jsonb_build_object('district', null, 'comune', f.comune, 'province', f.province) AS card
  FROM facilities f WHERE f.closed_on IS NULL AND f.suspended_at IS NULL`;

async function* everything(drugs: Iterable<Drug>): AsyncGenerator<Entry[]> {
  yield [...drugs].map(entryOfDrug);
  for (const source of [topics, places]) {
    const found = await rows<Source>(source);
    for (let at = 0; at < found.length; at += 50) yield found.slice(at, at + 50).map(entryOf);
  }
  for (let last = 0; ; ) {
    const found = await rows<Source & { id: number }>(
      sql`${facilities} AND f.id > ${last} ORDER BY f.id LIMIT ${pageSize}`,
    );
    for (let at = 0; at < found.length; at += 200) yield found.slice(at, at + 200).map(entryOf);
    if (found.length < pageSize) return;
    last = found.at(-1)?.id ?? last;
  }
}

const entryOfDrug = (drug: Drug): Entry =>
  entryOf({
    kind: "drug",
    ref: drug.id,
    phrases: drug.words.map((text) => ({
      language: /\p{sc=Han}/u.test(text)
        ? "zh"
        : /\p{sc=Arabic}/u.test(text)
          ? "ar"
          : /\p{sc=Cyrillic}/u.test(text)
            ? "ru"
            : "",
      text,
      isName: true,
    })),
    extra: [],
    slug: drug.id,
    card: { district: null, comune: null, province: null },
  });

async function words(): Promise<Pick<Held, "meaning" | "drugs">> {
  const found = await rows<{ kind: string; id: string; body: object }>(
    sql`SELECT kind, id, body FROM search_entries ORDER BY kind, id`,
  );
  const of = <T>(kind: string) =>
    found.filter((one) => one.kind === kind).map((one) => ({ id: one.id, ...one.body }) as T);
  const plain = <T extends { words: readonly string[] }>(list: T[]) =>
    list.map((one) => ({ ...one, words: one.words.map(simplified) }));
  return {
    meaning: new Meaning(
      plain(of<Concept>("concept")),
      of<Story>("story"),
      plain(of<Unlisted>("unlisted")),
    ),
    drugs: new Map(of<Drug>("drug").map((drug) => [drug.id, drug])),
  };
}

async function make(): Promise<Held> {
  const { meaning, drugs } = await words();
  const base = await Segment.of(everything(drugs.values()));
  forgetWords();
  return {
    base,
    fresh: null,
    changed: new Map(),
    meaning,
    drugs,
    remembered: new Map(),
    madeAt: Date.now(),
  };
}

/** The index of this process; made at its first use, unless the process follows changes and has made it before. */
export async function searchIndex(): Promise<SearchIndex> {
  // A development server has no front that follows changes.
  if (process.env.NODE_ENV === "development" && globalThis.portalSearch)
    await globalThis.portalSearch.held.then((held) => {
      if (Date.now() - held.madeAt > 30_000) globalThis.portalSearch = undefined;
    });
  const { base, fresh, meaning, drugs, remembered } = await state().held;
  const segments = fresh ? [fresh, base] : [base];
  return {
    segments,
    meaning,
    drugs,
    topicOf(target) {
      for (const segment of segments) {
        const found = segment.topicOf(target);
        if (found) return found;
      }
      return undefined;
    },
    topics: () =>
      base.refs.filter((_, at) =>
        ["condition", "treatment", "specialty"].includes(base.kinds[at] ?? ""),
      ),
    cardOf(kind, ref, language) {
      for (const segment of segments) {
        const card = segment.cardOf(`${kind}:${ref}`, language);
        if (card) return card;
      }
      return undefined;
    },
    remember<T>(key: string, ask: () => Promise<T>): Promise<T> {
      const known = remembered.get(key) as Promise<T> | undefined;
      if (known) return known;
      const asked = ask();
      if (remembered.size > mostRemembered) remembered.clear();
      remembered.set(key, asked);
      asked.catch(() => remembered.delete(key));
      return asked;
    },
  };
}

function state() {
  if (!globalThis.portalSearch) {
    const held = make();
    const made = { held, turn: held as Promise<unknown> };
    held.catch(() => {
      // What could not be read is tried again by whoever asks next.
      if (globalThis.portalSearch === made) globalThis.portalSearch = undefined;
    });
    globalThis.portalSearch = made;
  }
  return globalThis.portalSearch;
}

/**
 * Takes the tagged things anew into this process's index ("topic:D01", "facility:niguarda"), or everything where
 * no tags are given. One after the other; searches go on meanwhile with what was. Says how many entries there are.
 */
export function refreshSearch(tags: readonly string[] | null): Promise<number> {
  const isFirst = globalThis.portalSearch === undefined;
  const now = state();
  if (isFirst) return now.held.then((held) => held.base.kinds.length);
  const done = now.turn
    .catch(() => undefined)
    .then(() => (tags === null ? remake(now) : change(now, tags)));
  now.turn = done;
  return done;
}

async function remake(now: { held: Promise<Held> }): Promise<number> {
  const made = await make();
  now.held = Promise.resolve(made);
  return made.base.kinds.length;
}

async function change(now: { held: Promise<Held> }, tags: readonly string[]): Promise<number> {
  const held = await now.held;
  const all = tags.some((tag) => tag.startsWith("search:"));
  const findable = await withFacilities(tags.filter((tag) => /^(topic|facility|place):/.test(tag)));
  if (all || held.changed.size + findable.length > mostChanged) return remake(now);
  const remembered = tags.some((tag) => /^(facilit|place)/.test(tag))
    ? new Map<string, Promise<unknown>>()
    : held.remembered;
  if (findable.length === 0) {
    now.held = Promise.resolve({ ...held, remembered });
    return held.base.kinds.length;
  }
  const of = (kind: string) =>
    findable.filter((tag) => tag.startsWith(kind)).map((tag) => tag.slice(kind.length));
  const found = [
    ...(await rows<Source>(sql`${topics} WHERE t.id = ANY(${of("topic:")}::text[])`)),
    ...(await rows<Source>(sql`${places} WHERE p.id = ANY(${of("place:")}::text[])`)),
    ...(await rows<Source>(sql`${facilities} AND f.slug = ANY(${of("facility:")}::text[])`)),
  ].map(entryOf);
  const changed = new Map(held.changed);
  const gone = findable.flatMap((tag) =>
    tag.startsWith("topic:")
      ? ["district", "specialty", "condition", "treatment"].map(
          (kind) => `${kind}:${tag.slice("topic:".length)}`,
        )
      : [tag],
  );
  for (const key of gone) changed.delete(key);
  for (const entry of found) changed.set(`${entry.kind}:${entry.ref}`, entry);
  const fresh = await Segment.of([[...changed.values()]]);
  // The old entry goes in the same moment in which the new one comes.
  for (const key of gone) held.base.strike(key);
  now.held = Promise.resolve({ ...held, fresh, changed, remembered });
  return held.base.kinds.length;
}

/** A facility is also found by its town's names. */
async function withFacilities(tags: readonly string[]): Promise<string[]> {
  const towns = tags
    .filter((tag) => tag.startsWith("place:"))
    .map((tag) => tag.slice("place:".length));
  if (towns.length === 0) return [...tags];
  const there = await rows<{ slug: string }>(
    sql`SELECT slug FROM facilities WHERE place_id = ANY(${towns}::text[])`,
  );
  return [...new Set([...tags, ...there.map((one) => `facility:${one.slug}`)])];
}

/** Keeps this process's index up with the catalogue until the signal ends it; `after` hears of each change taken over. */
export function followSearch(signal: AbortSignal, after: () => Promise<void>): Promise<void> {
  const take = async (tags: readonly string[] | null) => {
    await refreshSearch(tags);
    await after();
  };
  return followChanges(
    {
      horizon: null,
      changed: (tags) => take(tags.includes("everything") ? null : tags),
      lost: () => take(null),
      keepHorizon: () => undefined,
    },
    signal,
  );
}
