import type { Hit, Matched } from "../search-matching/rules";
import type { Drug, Understood } from "../search-meaning/rules";
import { isPage, type PageName, pages } from "../search-pages/rules";

/** Something that may be meant, before it has words. */
export type Candidate = {
  kind: string;
  ref: string;
  score: number;
  hit: Hit | null;
  /** Its words in the query, by place. */
  met: readonly number[];
  page?: PageName;
  drug?: Drug;
  isStory?: boolean;
  for?: string;
  at?: string;
  distance?: number | null;
};
export type NotHere = { what: "illness" | "elsewhere" | "animal" | "everyday"; word: string };
export type Judged = {
  candidates: Candidate[];
  sure: boolean;
  notHere: NotHere | null;
  dangers: string[];
};
type Known = {
  drugs: ReadonlyMap<string, Drug>;
  /** The kind and id of a topic given by its id or its English name. */
  topicOf: (target: string) => { kind: string; ref: string } | undefined;
};

/** What is less likely than this to be meant is not called an answer. */
const floor = 0.5;
const kindWeights: Record<string, number> = {
  treatment: 0.985,
  specialty: 0.98,
  district: 0.97,
  facility: 0.99,
  place: 0.96,
};
const rank = (one: Candidate) => one.score * (kindWeights[one.kind] ?? 1);

export const isTopicKind = (kind: string) =>
  kind === "district" || kind === "specialty" || kind === "condition" || kind === "treatment";

/** Puts names, medicines, stories and pages together, best first, and judges whether that is an answer. */
export function judge(matched: Matched, understood: Understood, known: Known): Judged {
  const best = new Map<string, Candidate>();
  const keep = (one: Candidate) => {
    const key = `${one.kind}:${one.ref}`;
    const before = best.get(key);
    if (!before || rank(one) > rank(before)) best.set(key, one);
  };
  for (const hit of matched.hits) {
    if (hit.kind === "drug") takeDrug(hit);
    else keep({ kind: hit.kind, ref: hit.ref, score: hit.score, hit, met: hit.met });
  }
  for (const { targets, score, words } of understood.stories.slice(0, 6))
    for (const [at, target] of targets.entries())
      takeTarget(target, score * 0.985 ** at, { met: words, isStory: true });

  const candidates = [...best.values()].sort((a, b) => rank(b) - rank(a));
  const page = candidates.findIndex((one) => one.kind === "page");
  if (page > 2) candidates.splice(2, 0, ...candidates.splice(page, 1));
  const { sure, notHere } = certainty(matched, understood, candidates);
  return {
    candidates: [...candidates, ...nearest()],
    sure,
    notHere,
    dangers: understood.dangers,
  };

  function takeDrug(hit: Hit) {
    const drug = known.drugs.get(hit.ref);
    if (!drug || hit.score < 0.4) return;
    for (const [at, target] of drug.targets.entries())
      takeTarget(target, hit.score * 0.99 ** at, { met: hit.met, drug, hit });
  }

  function takeTarget(target: string, score: number, more: Partial<Candidate>) {
    const page = target.startsWith("page:") ? target.slice("page:".length) : "";
    const found = page
      ? isPage(page)
        ? { kind: "page", ref: pages[page][0], page }
        : undefined
      : known.topicOf(target);
    if (found) keep({ score, hit: null, met: [], ...found, ...more });
  }

  /** What comes nearest to an illness that is not here. */
  function nearest(): Candidate[] {
    return understood.unlisted
      .flatMap((one) => one.near)
      .flatMap((target) => {
        const found = known.topicOf(target);
        return found && !best.has(`${found.kind}:${found.ref}`)
          ? [{ ...found, score: 0.1, hit: null, met: [] }]
          : [];
      });
  }
}

/** How well the best candidates explain the whole question, and whether what it asks for is known not to be here. */
function certainty(
  { words, weights, unknown }: Matched,
  { unlisted, stories, explained }: Understood,
  candidates: readonly Candidate[],
): Pick<Judged, "sure" | "notHere"> {
  const weighed = words.flatMap((word, at) => (word.weight > 0 ? [at] : []));
  const all = weighed.reduce((sum, at) => sum + (weights[at] ?? 0), 0);
  const share = (met: ReadonlySet<number>) =>
    all === 0
      ? 0
      : weighed.reduce((sum, at) => sum + (met.has(at) ? (weights[at] ?? 0) : 0), 0) / all;
  const first = (is: (kind: string) => boolean) =>
    candidates.filter((one) => is(one.kind) && isWhole(one)).slice(0, 1);
  const beside = [
    ...first(isTopicKind),
    ...first((kind) => kind === "place"),
    ...first((kind) => kind === "facility"),
    ...first((kind) => kind === "page"),
  ];
  const strange =
    all === 0
      ? 0
      : unknown.reduce((sum, at) => sum + (explained.has(at) ? 0 : (weights[at] ?? 0)), 0) / all;
  const quality = (one: Candidate) => {
    // A page answers a question about itself, not one of which half is about something else.
    if (one.kind === "page") return strange > 0.4 ? one.score / 2 : one.score;
    if (one.isStory || !one.hit) return one.score;
    const met = new Set([
      ...one.met,
      ...beside.filter((other) => groupOf(other) !== groupOf(one)).flatMap((other) => other.met),
    ]);
    return one.hit.covered ** 0.8 * (one.hit.isExact ? 1 : 0.66) * share(met) ** 0.9;
  };
  const strength = Math.max(0, ...candidates.slice(0, 8).map(quality));
  // A town's name alone does not answer "the weather in Milan".
  const isClear = candidates
    .slice(0, 8)
    .some((one) => (isTopicKind(one.kind) || one.kind === "page") && quality(one) > 0.8);
  const absent = unlisted.find((one) => !isListed(one.words, one.what, candidates));
  const notHere = absent ? { what: absent.what, word: absent.word } : null;
  const hasLongStory = stories.some((story) => story.count > 2);
  const sure =
    strength >= floor && (!notHere || (notHere.what === "everyday" && (hasLongStory || isClear)));
  return { sure, notHere: sure && notHere?.what === "everyday" ? null : notHere };
}

const groupOf = ({ kind }: Candidate) => (isTopicKind(kind) ? "topic" : kind);
const isWhole = (one: Candidate) =>
  one.isStory || one.kind === "page" || (one.hit?.covered ?? 0) > 0.45;

/** Whether the catalogue itself has what stands among the things it lacks: then its own word counts. */
function isListed(
  words: readonly number[],
  what: NotHere["what"],
  candidates: readonly Candidate[],
): boolean {
  return candidates.some(
    ({ hit, kind }) =>
      hit?.isExact &&
      hit.covered > 0.95 &&
      (what !== "illness" || kind === "condition" || kind === "treatment" || hit.isName) &&
      words.every((word) => hit.met.includes(word)),
  );
}
