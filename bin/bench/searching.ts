import { readFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { search } from "../../src/catalogue/finding/queries";
import { pool } from "../../src/platform/db/pool";
import type { Language } from "../../src/platform/i18n/rules";
import { count, line, milliseconds, now, percentile, ratio, timed } from "./report";
import { replay, statementsOf } from "./statements";

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
    .filter((text) => text && !text.startsWith("#"))
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

/** The same work twice for each query, through the code and as its bare statements, one right after the other. */
async function besideItsStatements(
  queries: readonly Asked[],
): Promise<{ code: Outcome; statements: number[] }> {
  const statements: number[] = [];
  const code = await asking(queries, ours);
  const begun = now();
  for (const query of queries) {
    if (now() - begun > longest) break;
    const sent = await statementsOf(() => ours(query));
    statements.push(await timed(() => replay(sent)));
  }
  return { code, statements };
}

/** A search kept in memory, given the same phrases; the towns of facilities as in our index. */
async function inMemory() {
  const { rows } = await pool().query<{
    id: string;
    ref: string;
    names: string;
    words: string;
    town: string;
  }>(`
    SELECT d.kind || ':' || d.ref AS id, d.ref, coalesce(string_agg(p.text, ' ') FILTER (WHERE p.is_name), '') AS names, coalesce(string_agg(p.text, ' ') FILTER (WHERE NOT p.is_name), '') AS words,
      coalesce((SELECT f.comune FROM facilities f WHERE d.kind = 'facility' AND f.slug = d.ref), '') AS town
    FROM search_documents d JOIN search_phrases p ON p.document_id = d.id GROUP BY d.id`);
  const index = new MiniSearch({ fields: ["names", "words", "town"], storeFields: ["ref"] });
  index.addAll(rows);
  return async (query: Asked): Promise<string[]> =>
    index.search(query.text, { fuzzy: 0.2, prefix: true }).map((result) => result.ref);
}

export async function measureSearch(size: number) {
  const queries = askedQueries();
  for (const query of queries.slice(0, 20)) await ours(query);
  const { code, statements } = await besideItsStatements(queries);
  const [p50, p95] = [percentile(code.taken, 0.5), percentile(code.taken, 0.95)];
  const [bare50, bare95] = [percentile(statements, 0.5), percentile(statements, 0.95)];
  const at = `at ${count(size)}`;
  line(
    `search / its SQL alone, p50 ${at}`,
    `${ratio(p50 / bare50)} (${milliseconds(p50)} / ${milliseconds(bare50)})`,
  );
  line(
    `search / its SQL alone, p95 ${at}`,
    `${ratio(p95 / bare95)} (${milliseconds(p95)} / ${milliseconds(bare95)})`,
    `at most 1.5 x SQL + 1 ms = ${milliseconds(1.5 * bare95 + 1)}`,
  );

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
