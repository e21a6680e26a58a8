import { Converter } from "opencc-js";
import { pinyin } from "pinyin-pro";
import type { Language } from "@/platform/i18n/rules";
import type { Card, Entry, Phrase } from "../search-index/rules";
import { partsOf, stemOf } from "../search-stems/rules";
import { fold, skeletonOf, soundOf, spellings, type Word, wordsOf } from "../search-text/rules";
import { isGeneric, isStop } from "../search-words/rules";

/** What the catalogue says of one thing that can be found. `extra` are words that may be met beside its name: the town, who runs it. */
export type Source = {
  kind: string;
  ref: string;
  phrases: { language: string; text: string; isName: boolean }[] | null;
  extra: { language: string; text: string }[];
  slug: string;
  card: Card;
};

export const simplified = Converter({ from: "t", to: "cn" });

/** The words of a text are the same each time, and towns and operators come back thousands of times. */
const remembered = new Map<string, Word[]>();
const wordsIn = (text: string): Word[] => {
  const known = remembered.get(text);
  if (known) return known;
  const words = wordsOf(text);
  if (remembered.size > 5000) remembered.clear();
  remembered.set(text, words);
  return words;
};

/** Facilities of one town are shown with the same town and province: one card serves them all. */
const cards = new Map<string, Card>();
function shared(card: Card): Card {
  const key = `${card.district} ${card.comune} ${card.province}`;
  const known = cards.get(key);
  if (!known) cards.set(key, card);
  return known ?? card;
}

export function entryOf(source: Source): Entry {
  const seen = new Set<string>();
  const phrases = (source.phrases ?? []).flatMap((phrase) => {
    const key = `${phrase.language}:${fold(phrase.text)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return phrasesOf(source.kind, phrase, source.extra);
  });
  return {
    kind: source.kind,
    ref: source.ref,
    slug: source.slug,
    phrases,
    card: shared(source.card),
  };
}

/** The forms of a word are the same each time; a catalogue has far fewer words than places where they stand. */
const formsKnown = new Map<string, readonly string[]>();

function termsOf(word: Word, language: string): readonly string[] {
  const key = `${language} ${word.text}`;
  const known = formsKnown.get(key);
  if (known) return known;
  const terms = new Set([word.text]);
  if (word.script === "latin") for (const other of spellings(word.text)) terms.add(other);
  if (word.text.length > 2 && (word.script === "cyrillic" || word.script === "latin"))
    terms.add(`:${soundOf(word.text)}`);
  if (word.script !== "han") terms.add(`~${stemOf(word.text, language as Language)}`);
  if (word.script === "arabic") terms.add(`=${skeletonOf(word.text)}`);
  if (language === "de") for (const part of partsOf(word.text)) terms.add(`+${part}`);
  const list = [...terms];
  if (formsKnown.size > 40_000) formsKnown.clear();
  formsKnown.set(key, list);
  return list;
}

/** Lets go of what was remembered while many texts were taken in. */
export function forgetWords() {
  for (const known of [remembered, formsKnown, cards]) known.clear();
}

/** A text as the index takes it in: its words with their other spellings, stems and sounds, and a Chinese text also as it is spoken. */
function phrasesOf(
  kind: string,
  phrase: { language: string; text: string; isName: boolean },
  extra: Source["extra"],
): Phrase[] {
  const text = phrase.language === "zh" ? simplified(phrase.text) : phrase.text;
  const words = wordsIn(text);
  const isCore = (word: string) => !isStop(word) && !(kind === "facility" && isGeneric(word));
  const hasCore = words.some((word) => isCore(word.text));
  const terms: string[] = [];
  const positions: number[] = [];
  const put = (word: Word, position: number, language: string) => {
    for (const term of termsOf(word, language)) {
      terms.push(term);
      positions.push(position);
    }
  };
  let size = 0;
  for (const word of words)
    put(word, !hasCore || isCore(word.text) ? size++ : -1, phrase.language || "it");
  // The main name takes the town in every language, other names only in their own.
  const beside = extra.filter((one) => phrase.isName || one.language === (phrase.language || "en"));
  // A town is called much the same in many languages; its sounds are the place's own to know.
  for (const word of new Map(
    beside.flatMap((one) => wordsIn(one.text)).map((word) => [word.text, word]),
  ).values()) {
    if (isStop(word.text)) continue;
    for (const term of termsOf(word, "it"))
      if (!term.startsWith(":")) {
        terms.push(term);
        positions.push(-1);
      }
  }
  if (size === 0) return [];
  const { language, isName } = phrase;
  const made: Phrase[] = [{ text: phrase.text, language, isName, size, terms, positions }];
  const spoken = language === "zh" ? spokenForm(text) : "";
  if (spoken)
    made.push({
      text: phrase.text,
      language,
      isName: false,
      size: 1,
      terms: [spoken],
      positions: [0],
    });
  return made;
}

function spokenForm(text: string): string {
  if (!/\p{sc=Han}/u.test(text)) return "";
  const spoken = fold(pinyin(text, { toneType: "none", type: "array" }).join("")).replaceAll(
    /[^a-z0-9]/g,
    "",
  );
  return spoken.length > 3 ? spoken : "";
}
