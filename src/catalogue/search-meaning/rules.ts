import { partsOf } from "../search-stems/rules";
import { fold, type Word, wordsOf } from "../search-text/rules";
import { isStop } from "../search-words/rules";

/** A thing that people say, with the words for it in any language. A star ends a word that may go on. */
export type Concept = { id: string; words: readonly string[] };
/** What those who say such things together may need: each of `is` is met by any of its concepts. */
export type Story = {
  is: readonly (readonly string[])[];
  unless: readonly string[];
  targets: readonly string[];
};
/** What is known, and not in this catalogue: an illness, a place, a hospital elsewhere, or nothing medical at all. */
export type Unlisted = {
  id: string;
  what: "illness" | "elsewhere" | "animal" | "everyday";
  words: readonly string[];
  near: readonly string[];
};
export type Drug = {
  id: string;
  name: string;
  substance: string;
  words: readonly string[];
  targets: readonly string[];
  /** Whose product information says for what it is: the European agency's or the Italian one's. */
  source: "ema" | "aifa";
};

type Meant = { targets: readonly string[]; score: number; count: number; words: number[] };
export type Understood = {
  /** Best first. */
  stories: Meant[];
  dangers: string[];
  unlisted: { what: Unlisted["what"]; word: string; near: readonly string[]; words: number[] }[];
  concepts: ReadonlySet<string>;
  /** The words that some concept explains. */
  explained: ReadonlySet<number>;
};

type Pattern = { words: readonly { text: string; isBegin: boolean }[]; means: string };
type Span = { from: number; to: number; means: string };

const patternOf = (text: string, means: string): Pattern => ({
  words: text
    .trim()
    .split(/\s+/)
    .flatMap((piece) => {
      const isBegin = piece.endsWith("*");
      const words = wordsOf(isBegin ? piece.slice(0, -1) : piece);
      return words.map((word, at) => ({
        text: word.text,
        isBegin: isBegin && at === words.length - 1,
      }));
    }),
  means,
});

const shortest = 3;
/** Arabic writes "and", "in", "for" and the person of a verb onto the word. */
const prefixed = /^[وفبلكسيتان]\p{sc=Arabic}{3}/u;
const fits = (word: string, part: { text: string; isBegin: boolean }) =>
  part.isBegin ? word.startsWith(part.text) : word === part.text;

/** Patterns of words, found by how their first word begins. */
class Patterns {
  private readonly byBegin = new Map<string, Pattern[]>();
  private readonly whole = new Set<string>();
  private readonly signs: { text: string; means: string }[] = [];

  add(text: string, means: string) {
    if (/\p{sc=Han}/u.test(text)) {
      this.signs.push({ text: fold(text), means });
      return;
    }
    const pattern = patternOf(text, means);
    for (const word of pattern.words) if (!word.isBegin) this.whole.add(word.text);
    const key = pattern.words[0]?.text.slice(0, shortest);
    if (!key) return;
    const list = this.byBegin.get(key);
    if (list) list.push(pattern);
    else this.byBegin.set(key, [pattern]);
  }

  ready() {
    this.signs.sort((a, b) => b.text.length - a.text.length || (a.text < b.text ? -1 : 1));
  }

  /** Whether a word stands somewhere in a pattern, or begins as its first word does. */
  knows(word: string): boolean {
    if (this.whole.has(word)) return true;
    return this.startingWith(word).some(
      ({ words: [first] }) =>
        first && (first.isBegin || first.text === word || prefixed.test(word)),
    );
  }

  private startingWith(word: string): Pattern[] {
    const found = this.begunBy(word);
    return found.length > 0 || !prefixed.test(word) ? found : this.begunBy(word.slice(1));
  }

  private begunBy(word: string): Pattern[] {
    const found: Pattern[] = [];
    for (let length = Math.min(shortest, word.length); length > 0; length--)
      for (const pattern of this.byBegin.get(word.slice(0, length)) ?? []) {
        const first = pattern.words[0];
        if (first && fits(word, first)) found.push(pattern);
      }
    return found;
  }

  /** At each place the longest patterns that stand there; what a longer one takes is not read again. */
  read(words: readonly Word[], text: string): Span[] {
    const spans: Span[] = [];
    for (let at = 0; at < words.length; at++) {
      const fitting = this.startingWith(words[at]?.text ?? "").filter((pattern) =>
        pattern.words.every((part, next) => {
          const word = words[at + next]?.text ?? "";
          return fits(word, part) || (prefixed.test(word) && fits(word.slice(1), part));
        }),
      );
      const longest = Math.max(0, ...fitting.map((pattern) => pattern.words.length));
      for (const pattern of fitting)
        if (pattern.words.length === longest)
          spans.push({ from: at, to: at + longest, means: pattern.means });
      at += Math.max(0, longest - 1);
    }
    return [...spans, ...this.readSigns(words, text)];
  }

  private readSigns(words: readonly Word[], text: string): Span[] {
    if (!/\p{sc=Han}/u.test(text)) return [];
    const spans: Span[] = [];
    let left = text;
    let taken = "";
    for (const { text: sign, means } of this.signs) {
      if (!left.includes(sign) && sign !== taken) continue;
      for (const [at, word] of words.entries())
        if (word.script === "han" && [...word.text].some((one) => sign.includes(one)))
          spans.push({ from: at, to: at + 1, means });
      left = left.replaceAll(sign, " ");
      taken = sign;
    }
    return spans;
  }
}

/** What people mean beyond names: stories of what happens to them, dangers, and what is not here. */
export class Meaning {
  private readonly concepts = new Patterns();
  private readonly others = new Patterns();
  private readonly unlisted = new Map<string, Unlisted>();
  private readonly stories: readonly Story[];

  constructor(
    concepts: readonly Concept[],
    stories: readonly Story[],
    unlisted: readonly Unlisted[],
  ) {
    this.stories = stories;
    for (const { id, words } of concepts) for (const word of words) this.concepts.add(word, id);
    for (const one of unlisted) {
      this.unlisted.set(one.id, one);
      for (const word of one.words) this.others.add(word, one.id);
    }
    this.concepts.ready();
    this.others.ready();
  }

  /** A word that is right as it is: nothing that only looks like it is meant. */
  isWord = (word: Word): boolean =>
    isStop(word.text) || this.concepts.knows(word.text) || this.others.knows(word.text);

  /** German puts words together: "Brustschmerzen" is read as its parts, where it has no meaning of its own. */
  private spansOf(words: readonly Word[], folded: string): Span[] {
    const parts = words.flatMap((word, at) => {
      const pieces = this.concepts.knows(word.text) ? [] : partsOf(word.text);
      return pieces.length > 0
        ? pieces.map((text) => ({ text, script: word.script, at }))
        : [{ ...word, at }];
    });
    return this.concepts.read(parts, folded).map(({ from, to, means }) => ({
      means,
      from: parts[from]?.at ?? 0,
      to: (parts[to - 1]?.at ?? 0) + 1,
    }));
  }

  read(words: readonly (Word & { weight: number })[], text: string): Understood {
    const folded = fold(text);
    const spans = this.spansOf(words, folded);
    const said = new Set(spans.map((span) => span.means));
    // So many tablets are no dose.
    if (words.some((word) => Number(word.text) >= 8)) said.add("many");
    const explained = new Set(spans.flatMap(({ from, to }) => range(from, to)));
    const heavy = words.reduce((sum, word, at) => sum + (explained.has(at) ? 1 : word.weight), 0);
    const met = this.stories.filter(
      (story) =>
        story.is.every((any) => any.some((one) => said.has(one))) &&
        !story.unless.some((one) => said.has(one)),
    );
    const dangers = [
      ...new Set(
        met.flatMap((story) =>
          story.targets
            .filter((target) => target.startsWith("danger:"))
            .map((target) => target.slice("danger:".length)),
        ),
      ),
    ];
    const stories = met.flatMap((story): Meant[] => {
      const targets = story.targets.filter((target) => !target.startsWith("danger:"));
      if (targets.length === 0) return [];
      const used = new Set(
        spans
          .filter((span) => story.is.some((any) => any.includes(span.means)))
          .flatMap(({ from, to }) => range(from, to)),
      );
      const share = Math.min(1, used.size / Math.max(1, heavy));
      const count = story.is.length;
      return [
        {
          targets,
          count,
          words: [...used],
          score: Math.min(0.97, 0.52 + 0.13 * count) * (0.66 + 0.34 * share),
        },
      ];
    });
    stories.sort((a, b) => b.count - a.count || b.score - a.score);
    const unlisted = this.others.read(words, folded).flatMap(({ from, to, means }) => {
      const one = this.unlisted.get(means);
      const word = words
        .slice(from, to)
        .map((part) => part.text)
        .join(" ");
      return one ? [{ what: one.what, near: one.near, word, words: range(from, to) }] : [];
    });
    return { stories, dangers, unlisted, concepts: said, explained };
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
