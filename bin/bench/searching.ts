import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import MiniSearch from "minisearch";
import { rememberFacilities, search } from "../../src/catalogue/finding/queries";
import {
  followSearch,
  refreshSearch,
  searchIndex,
} from "../../src/catalogue/search-memory/queries";
import { pool } from "../../src/platform/db/pool";
import type { Language } from "../../src/platform/i18n/rules";
import { count, line, milliseconds, now, percentile, ratio, timed } from "./report";

type Asked = { language: Language; text: string; wanted: string[] };
type Outcome = { taken: number[]; isMet: boolean[] };

const longest = 9_000;

/** The queries of the relevance test, not in its order: whatever part of them there is time for holds every language. */
function askedQueries(): Asked[] {
  const all = readFileSync(
    join(import.meta.dirname, "..", "..", "tests", "support", "relevance.txt"),
    "utf8",
  )
    .split("\n")
    .filter((text) => text && !text.startsWith("#") && !/\|(?:none|danger)$/.test(text))
    .map((text) => {
      const [language = "en", words = "", wanted = ""] = text.split("|");
      return { language: language as Language, text: words, wanted: wanted.split(",") };
    });
  const stride = 37;
  return Array.from({ length: stride }, (_, first) =>
    all.filter((_, at) => at % stride === first),
  ).flat();
}

async function asking(
  queries: readonly Asked[],
  answer: (query: Asked) => Promise<readonly string[]>,
): Promise<Outcome> {
  const outcome: Outcome = { taken: [], isMet: [] };
  const begun = now();
  for (const query of queries) {
    if (now() - begun > longest) break;
    let found: readonly string[] = [];
    outcome.taken.push(
      await timed(async () => {
        found = await answer(query);
      }),
    );
    outcome.isMet.push(query.wanted.some((wanted) => found.slice(0, 5).includes(wanted)));
  }
  return outcome;
}

const ours = async (query: Asked) =>
  (await search(query.text, query.language, 5)).results.map((result) => result.id);

/** A search kept in memory, given the same phrases; the towns of facilities as in our index. */
async function inMemory() {
  const { rows } = await pool().query<{
    id: string;
    ref: string;
    names: string;
    words: string;
    town: string;
  }>(`
    SELECT 'topic:' || t.id AS id, t.id AS ref, (SELECT string_agg(name, ' ') FROM topic_texts x WHERE x.topic_id = t.id) AS names, coalesce((SELECT string_agg(word, ' ') FROM topic_words x WHERE x.topic_id = t.id), '') AS words, '' AS town FROM topics t
    UNION ALL SELECT 'place:' || p.id, p.id, (SELECT string_agg(name, ' ') FROM place_names x WHERE x.place_id = p.id), '', '' FROM places p
    UNION ALL SELECT 'facility:' || f.slug, f.slug, f.common_name, f.official_name || coalesce((SELECT ' ' || string_agg(name, ' ') FROM facility_names x WHERE x.facility_id = f.id), ''), f.comune FROM facilities f WHERE f.closed_on IS NULL`);
  const index = new MiniSearch({ fields: ["names", "words", "town"], storeFields: ["ref"] });
  index.addAll(rows);
  return async (query: Asked): Promise<string[]> =>
    index.search(query.text, { fuzzy: 0.2, prefix: true }).map((result) => result.ref);
}

/** What the index holds in memory, by what goes when it is let go. */
async function megabytesHeld(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const held = () => {
    collect();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + Math.max(external, arrayBuffers);
  };
  await searchIndex();
  const before = held();
  globalThis.portalSearch = undefined;
  await new Promise((resolve) => setTimeout(resolve, 50));
  const megabytes = (before - held()) / 1024 / 1024;
  await searchIndex();
  return megabytes;
}

/** From the moment in which a word is written to that in which it is found. */
async function untilFound(): Promise<number> {
  const ending = new AbortController();
  const following = followSearch(ending.signal, async () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const word = `zanzibarismo${Date.now()}`;
  const taken = await timed(async () => {
    await pool().query(
      "INSERT INTO topic_words (topic_id, language, word) VALUES ('D01-C01', 'it', $1)",
      [word],
    );
    while ((await search(word, "it", 5)).results[0]?.id !== "D01-C01")
      await new Promise((resolve) => setTimeout(resolve, 5));
  });
  ending.abort();
  await following;
  await pool().query("DELETE FROM topic_words WHERE word = $1", [word]);
  await refreshSearch(["topic:D01-C01"]);
  return taken;
}

export async function measureSearch(size: number) {
  const queries = askedQueries();
  const at = `at ${count(size)}`;
  line(
    `memory of the search ${at}`,
    `${(await megabytesHeld()).toFixed(0)} MB`,
    "300 MB at 100,000",
  );
  line(`a new word is found ${at}`, milliseconds(await untilFound()), "below 2 s");
  // As the front does once it has started.
  await rememberFacilities();
  for (const query of queries.slice(0, 20)) await ours(query);
  const code = await asking(queries, ours);
  const [p50, p95] = [percentile(code.taken, 0.5), percentile(code.taken, 0.95)];
  line(`search, p50 ${at}`, milliseconds(p50));
  const other = await asking(queries, await inMemory());
  const other95 = percentile(other.taken, 0.95);
  line(
    `search / MiniSearch in memory, p95 ${at}`,
    `${ratio(p95 / other95)} (${milliseconds(p95)} / ${milliseconds(other95)})`,
    "below 1",
  );
  // Both are judged by the queries that both had time for.
  const both = Math.min(code.isMet.length, other.isMet.length);
  const recall = (outcome: Outcome) => outcome.isMet.slice(0, both).filter(Boolean).length / both;
  const share = (outcome: Outcome) => `${(100 * recall(outcome)).toFixed(1)} %`;
  line(
    `recall at 5 / MiniSearch ${at}`,
    `${ratio(recall(code) / recall(other))} (${share(code)} / ${share(other)} of ${both} queries)`,
    "above 1",
  );
}
