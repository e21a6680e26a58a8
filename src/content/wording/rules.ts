import type { Language } from "@/platform/i18n/rules";
import {
  categoryRules,
  type Severity,
  type WordCategory,
  wordCategories,
  words,
} from "../wording-words/rules";

export type WordFault = {
  category: WordCategory;
  severity: Severity;
  phrase: string;
  words: string;
};

type Phrase = { text: string; tokens: readonly string[] };
type Rules = { phrases: ReadonlyMap<WordCategory, readonly Phrase[]>; except: readonly Phrase[] };

/** Words joined by an apostrophe are words of their own: "d'eccellenza". */
const fold = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\u064b-\u0652]/g, "")
    .replaceAll(/['’]/g, " ");
const segmenters = new Map<Language, Intl.Segmenter>();
const prepared = new Map<Language, Rules>();

/** Chinese is not set apart by spaces, and what a segmenter makes of it changes: its phrases are met as they stand. */
const isUnspaced = (language: Language) => language === "zh";

function tokensOf(text: string, language: Language): string[] {
  if (isUnspaced(language)) return [fold(text)];
  const segmenter =
    segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: "word" });
  segmenters.set(language, segmenter);
  return [...segmenter.segment(fold(text))]
    .filter((part) => part.isWordLike)
    .map((part) => part.segment);
}

const phrasesOf = (list: string | undefined, language: Language): Phrase[] =>
  (list ?? "").split(",").flatMap((part) => {
    const text = part.trim();
    if (!text) return [];
    // Asterisk and hash are no words: they are carried through as letters that no text has.
    const tokens = isUnspaced(language)
      ? [fold(text)]
      : tokensOf(text.replaceAll("*", "ʼʼ").replaceAll("#", "ʽʽ"), language);
    return [
      { text, tokens: tokens.map((token) => token.replace(/ʼʼ$/, "*").replace(/^ʽʽ$/, "#")) },
    ];
  });

function rulesOf(language: Language): Rules {
  const known = prepared.get(language);
  if (known) return known;
  const own = words[language];
  const rules = {
    phrases: new Map(
      wordCategories.map((category) => [category, phrasesOf(own[category], language)] as const),
    ),
    except: phrasesOf(own.except, language),
  };
  prepared.set(language, rules);
  return rules;
}

const meets = (token: string | undefined, wanted: string) =>
  token !== undefined &&
  (wanted === "#"
    ? /^\p{N}/u.test(token)
    : wanted.endsWith("*")
      ? token.startsWith(wanted.slice(0, -1))
      : token === wanted);

/** Where a phrase begins among the words of a text, as places. */
function placesOf(phrase: Phrase, tokens: readonly string[], language: Language): number[] {
  if (isUnspaced(language)) return tokens[0]?.includes(phrase.tokens[0] ?? "\0") ? [0] : [];
  return tokens.flatMap((_, at) =>
    phrase.tokens.every((wanted, step) => meets(tokens[at + step], wanted)) ? [at] : [],
  );
}

/**
 * The words of a public text that praise, rank, promise or press, each with its category. Empty for a text that
 * only says what is there. Of an illness it may be said that it is painless. Used on the reference data, and on whatever a facility or a partner will write.
 */
export function wordFaults(
  text: string,
  language: Language,
  about: "care" | "illness" = "care",
): WordFault[] {
  const { phrases, except } = rulesOf(language);
  const tokens = tokensOf(text, language);
  const excused = new Set(
    except.flatMap((phrase) =>
      placesOf(phrase, tokens, language).flatMap((at) => phrase.tokens.map((_, step) => at + step)),
    ),
  );
  const kinds = [...phrases].filter(([kind]) => about === "care" || kind !== "painless");
  return kinds.flatMap(([category, list]) =>
    list.flatMap((phrase) =>
      placesOf(phrase, tokens, language)
        .filter((at) => !excused.has(at))
        .map((at) => ({
          category,
          severity: categoryRules[category].severity,
          phrase: phrase.text,
          words: isUnspaced(language)
            ? phrase.text
            : tokens.slice(at, at + phrase.tokens.length).join(" "),
        })),
    ),
  );
}
