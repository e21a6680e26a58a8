import type { Language } from "@/platform/i18n/rules";
import type { Segment } from "../search-index/rules";
import { partsOf, stemsOf } from "../search-stems/rules";
import {
  fold,
  skeletonOf,
  slipsAllowed,
  soundOf,
  spellings,
  type Word,
  wordsOf,
} from "../search-text/rules";
import { isGeneric, isOrdinary, isStop } from "../search-words/rules";

/** One of the things found: which of its words met the query, how much of it was met and how well it fits (0 to 1). */
export type Hit = {
  kind: string;
  ref: string;
  phrase: string;
  isName: boolean;
  language: string;
  score: number;
  covered: number;
  /** How much of the query this explains, by weight. */
  explained: number;
  met: number[];
  /** Whether each word that was met is that word, and not one that looks like it. */
  isExact: boolean;
};
export type Asked = Word & { weight: number };
export type Matched = { hits: Hit[]; words: Asked[]; weights: number[]; unknown: number[] };

/** At most this many words of a query are looked at. */
const mostWords = 24;
/** A term that stands in more places than this does not say where to look, only how well what is found by another fits. */
const commonFrom = 4000;
/** What fits less than this part of the best is left out: it shares a common word and nothing else. */
const tailFrom = 0.3;
const corpus = 200_000;

type Meeting = { term: number; likeness: number; part: boolean };

/** A word still being typed is no word of grammar yet: "can" may become "cancer". */
export function askedWords(text: string, isTyping: boolean): Asked[] {
  const all = wordsOf(text).slice(0, mostWords);
  const isLight = (word: Word, at: number) =>
    isStop(word.text) && !(isTyping && at === all.length - 1);
  const weighty = all.some((word, at) => !isLight(word, at));
  return all.map((word, at) => ({
    ...word,
    weight:
      weighty && isLight(word, at) ? 0 : isGeneric(word.text) || isOrdinary(word.text) ? 0.3 : 1,
  }));
}

/** The forms under which the index may hold a word, each with how much it is the word that was typed. */
function formsOf(word: Asked): [string, number, boolean][] {
  const forms: [string, number, boolean][] = [[word.text, 1, false]];
  if (word.script === "latin")
    for (const other of spellings(word.text)) forms.push([other, 0.97, false]);
  if (word.text.length > 2) for (const stem of stemsOf(word)) forms.push([`~${stem}`, 0.95, false]);
  return forms;
}

/** Terms that may be meant where a word is no word of the index: its sound, its parts, one or two slips, a beginning. */
function guessesOf(segment: Segment, word: Asked, isForeign: boolean, isMeant: boolean): Meeting[] {
  const found: Meeting[] = [];
  const add = (term: number | undefined, likeness: number, part = false) => {
    if (term !== undefined) found.push({ term, likeness, part });
  };
  if (word.script === "han") return found;
  const sound = word.script === "latin" || word.script === "cyrillic" ? soundOf(word.text) : "";
  if (sound.length > 2) add(segment.numberOf(`:${sound}`), 0.86);
  if (isMeant) return found;
  if (word.script === "latin") {
    const skeleton = skeletonOf(word.text);
    // Two consonants alone could be anything; they only help where all the other words are foreign too.
    if (skeleton.length > 2 || (skeleton.length === 2 && isForeign))
      add(segment.numberOf(`=${skeleton}`), skeleton.length > 2 ? 0.76 : 0.66);
  }
  for (const { term, slips } of segment.alike(word.text, slipsAllowed(word.text.length)))
    add(term, slips > 1 ? 0.74 : word.text.length < 6 ? 0.74 : 0.88);
  if (word.text.length > 4)
    for (const term of segment.begunWith(word.text, 12))
      add(term, 0.78 * Math.min(1, 0.5 + word.text.length / segment.wordOf(term).length / 2));
  return found;
}

/** The terms of one segment that each word may mean. */
function meetingsIn(
  segment: Segment,
  words: readonly Asked[],
  inIndex: readonly boolean[],
  isKnown: readonly boolean[],
  isTyping: boolean,
): Meeting[][] {
  const latin = words.every((word) => word.script === "latin") && words.length > 1;
  // Several Latin words may be the syllables of one word as it is spoken: "qian lie xian ai".
  const joined = latin
    ? segment.numberOf(fold(words.map((word) => word.text).join("")))
    : undefined;
  const isForeign =
    words.length > 1 && words.every((word, at) => word.weight === 0 || !isKnown[at]);
  return words.map((word, at) => {
    if (word.weight === 0 && joined === undefined) return [];
    const best = new Map<number, Meeting>();
    const keep = (meeting: Meeting) => {
      if (meeting.likeness > (best.get(meeting.term)?.likeness ?? 0))
        best.set(meeting.term, meeting);
    };
    if (joined !== undefined) keep({ term: joined, likeness: 0.9, part: false });
    if (word.weight === 0) return [...best.values()];
    for (const [form, likeness, part] of formsOf(word)) {
      const term = segment.numberOf(form);
      if (term !== undefined) keep({ term, likeness, part });
    }
    if (word.script === "latin") {
      const whole = segment.numberOf(`+${word.text}`);
      if (whole !== undefined) keep({ term: whole, likeness: 0.88, part: true });
      for (const piece of isKnown[at] ? [] : partsOf(word.text))
        for (const form of [piece, `+${piece}`]) {
          const term = segment.numberOf(form);
          if (term !== undefined) keep({ term, likeness: 0.7, part: true });
        }
    }
    if (!inIndex[at])
      for (const guess of guessesOf(segment, word, isForeign, isKnown[at] ?? false)) keep(guess);
    if (isTyping && at === words.length - 1 && word.text.length > 1)
      for (const term of segment.begunWith(word.text, 16))
        keep({
          term,
          likeness: 0.9 * Math.min(1, 0.5 + word.text.length / segment.wordOf(term).length / 2),
          part: false,
        });
    return [...best.values()];
  });
}

/** What the words of a query met in one phrase. */
class Tally {
  readonly explained = new Map<number, number>();
  readonly covered = new Map<number, number>();
  readonly words = new Map<number, number[]>();
  readonly inexact = new Set<number>();
}

/**
 * What meets the query, best first. The score is that of its best phrase: how much of the phrase is met, and how
 * much of the query the phrase explains, rare words weighing more. `isWord` knows words that are right as they
 * are though nothing here has them: for those nothing that looks alike is taken.
 */
export function match(
  segments: readonly Segment[],
  text: string,
  language: Language,
  isTyping: boolean,
  most: number,
  isWord: (word: Word) => boolean,
): Matched {
  const words = askedWords(text, isTyping);
  const inIndex = words.map((word) =>
    segments.some((segment) => formsOf(word).some(([form]) => segment.has(form))),
  );
  const isKnown = words.map((word, at) => inIndex[at] || isWord(word));
  // Two Chinese signs of which each belongs to a word beside it are no word.
  for (const [at, word] of words.entries())
    if (word.script === "han" && !isKnown[at] && [at - 1, at + 1].some((by) => isHanWord(by)))
      word.weight = 0;
  function isHanWord(at: number) {
    const word = words[at];
    return word?.script === "han" && (inIndex[at] || isStop(word.text));
  }
  const met = segments.map((segment) => meetingsIn(segment, words, inIndex, isKnown, isTyping));
  const weights = words.map((word, at) => {
    const counts = segments.flatMap((segment, of) =>
      (met[of]?.[at] ?? []).map(({ term }) => segment.countOf(term)),
    );
    // What a misspelt word may be is judged by the most common of the words that look like it.
    const count = inIndex[at] ? Math.min(...counts) : Math.max(...counts);
    const weight = counts.length > 0 ? 1 + Math.log(1 + corpus / (1 + count)) : 6;
    return word.weight * weight;
  });
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const unknown = words.flatMap((word, at) => (word.weight > 0 && !isKnown[at] ? [at] : []));
  if (whole === 0) return { hits: [], words, weights, unknown };
  const found = segments.flatMap((segment, of) =>
    scored(segment, met[of] ?? [], weights, whole, language),
  );
  found.sort((a, b) => b.rank - a.rank);
  const least = Math.max(0.12, (found[0]?.hit.score ?? 0) * tailFrom);
  const hits = found
    .slice(0, most)
    .map((one) => one.hit)
    .filter((hit) => hit.score >= least);
  return { hits, words, weights, unknown };
}

const kindWeights: Record<string, number> = {
  condition: 1,
  treatment: 0.985,
  specialty: 0.98,
  district: 0.97,
  facility: 0.99,
  drug: 1.01,
};

function scored(
  segment: Segment,
  met: readonly (readonly Meeting[])[],
  weights: readonly number[],
  whole: number,
  language: Language,
): { rank: number; hit: Hit }[] {
  const tally = new Tally();
  const isRare = (meeting: Meeting) => segment.countOf(meeting.term) <= commonFrom;
  const hasSeeds = met.some((meetings) => meetings.some(isRare));
  const passes = hasSeeds ? [true, false] : [false];
  for (const isSeed of passes)
    for (const [word, meetings] of met.entries())
      take(
        segment,
        tally,
        word,
        hasSeeds ? meetings.filter((one) => isRare(one) === isSeed) : meetings,
        weights[word] ?? 0,
        hasSeeds && !isSeed,
      );
  const best = new Map<number, { phrase: number; score: number; covered: number }>();
  for (const [phrase, explained] of tally.explained) {
    const owner = segment.owners[phrase] ?? 0;
    if (segment.isStruck[owner]) continue;
    const size = segment.sizeOf(phrase);
    const covered = Math.min(size, tally.covered.get(phrase) ?? 0.25) / size;
    const score =
      covered ** 0.8 *
      Math.min(1, explained / whole) ** 0.9 *
      (segment.isName(phrase) ? 1 : 0.97) *
      (segment.languageOf(phrase) === language ? 1 : 0.99);
    if (score > (best.get(owner)?.score ?? 0)) best.set(owner, { phrase, score, covered });
  }
  return [...best].map(([owner, { phrase, score, covered }]) => {
    const kind = segment.kinds[owner] ?? "";
    return {
      rank: score * (kindWeights[kind] ?? 0.96),
      hit: {
        kind,
        ref: segment.refs[owner] ?? "",
        phrase: segment.texts[phrase] ?? "",
        isName: segment.isName(phrase),
        language: segment.languageOf(phrase),
        score,
        covered,
        explained: (tally.explained.get(phrase) ?? 0) / whole,
        met: tally.words.get(phrase) ?? [],
        isExact: !tally.inexact.has(phrase),
      },
    };
  });
}

/** Adds what one word meets: in each phrase its best likeness counts once, and at a place that must be met also for how much is covered. */
function take(
  segment: Segment,
  tally: Tally,
  word: number,
  meetings: readonly Meeting[],
  weight: number,
  onlyTouched: boolean,
) {
  const here = new Map<number, { likeness: number; covers: number }>();
  for (const { term, likeness, part } of meetings)
    for (const place of segment.placesOf(term)) {
      const phrase = place >>> 4;
      if (onlyTouched && !tally.explained.has(phrase)) continue;
      const covers = (place & 15) === 0 ? 0 : part ? likeness * 0.57 : likeness;
      const before = here.get(phrase);
      if (!before) here.set(phrase, { likeness, covers });
      else {
        before.likeness = Math.max(before.likeness, likeness);
        before.covers = Math.max(before.covers, covers);
      }
    }
  for (const [phrase, { likeness, covers }] of here) {
    // A word's rare and its common forms may meet the same phrase, one after the other: the first counts.
    const before = tally.words.get(phrase);
    if (before?.includes(word)) continue;
    if (before) before.push(word);
    else tally.words.set(phrase, [word]);
    tally.explained.set(phrase, (tally.explained.get(phrase) ?? 0) + likeness * weight);
    if (covers > 0) tally.covered.set(phrase, (tally.covered.get(phrase) ?? 0) + covers);
    if (likeness < 0.86) tally.inexact.add(phrase);
  }
}
