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

/** Towns and provinces come back thousands of times: one text serves them all. */
const texts = new Map<string, string>();
function shared(card: Card): Card {
  const one = (text: string | null) => {
    if (text === null) return null;
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  };
  return { ...card, comune: one(card.comune), province: one(card.province) };
}

export function entryOf(source: Source): Entry {
  const seen = new Set<string>();
  const phrases = (source.phrases ?? []).flatMap((phrase) => {
    const key = `${phrase.language}:${fold(phrase.text)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return phrasesOf(source.kind, phrase, source.extra);
  });
  return { kind: source.kind, ref: source.ref, phrases, card: shared(source.card) };
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
  const postings: { term: string; position: number }[] = [];
  const put = (word: Word, position: number, language: string) => {
    const terms = new Set([word.text]);
    if (word.script === "latin") for (const other of spellings(word.text)) terms.add(other);
    if (word.text.length > 2 && (word.script === "cyrillic" || word.script === "latin"))
      terms.add(`:${soundOf(word.text)}`);
    if (word.script !== "han") terms.add(`~${stemOf(word.text, language as Language)}`);
    if (word.script === "arabic") terms.add(`=${skeletonOf(word.text)}`);
    if (language === "de") for (const part of partsOf(word.text)) terms.add(`+${part}`);
    for (const term of terms) postings.push({ term, position });
  };
  let size = 0;
  for (const word of words)
    put(word, !hasCore || isCore(word.text) ? size++ : -1, phrase.language || "it");
  // The main name takes the town in every language, other names only in their own.
  const beside = extra.filter((one) => phrase.isName || one.language === (phrase.language || "en"));
  for (const word of beside.flatMap((one) => wordsIn(one.text)))
    if (!isStop(word.text)) put(word, -1, "it");
  if (size === 0) return [];
  const { language, isName } = phrase;
  const made: Phrase[] = [{ text: phrase.text, language, isName, size, postings }];
  const spoken = language === "zh" ? spokenForm(text) : "";
  if (spoken)
    made.push({
      text: phrase.text,
      language,
      isName: false,
      size: 1,
      postings: [{ term: spoken, position: 0 }],
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
