import { fold, slips } from "../search-text/rules";

/** A name or word of something that can be found: which words it has, and at which place of it each stands. */
export type Phrase = {
  text: string;
  language: string;
  isName: boolean;
  /** How many words must be met. */
  size: number;
  terms: readonly string[];
  /** For each term the place of its word; -1 is a word that may be left out, such as "hospital" or the town. */
  positions: readonly number[];
};
/** What an answer shows of a thing beside its name. */
export type Card = {
  district: string | null;
  comune: string | null;
  province: string | null;
};
export type Shown = Card & { slug: string; name: string };
export type Entry = {
  kind: string;
  ref: string;
  slug: string;
  phrases: readonly Phrase[];
  card: Card;
};

const languageCodes = ["", "en", "it", "fr", "de", "es", "ru", "ar", "zh"];
const topicKinds = ["condition", "treatment", "specialty", "district"];
const buckets = 65_536;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A list of numbers that grows; plain arrays would take several times the memory. */
class Numbers {
  private held: Uint32Array<ArrayBuffer> = new Uint32Array(1024);
  length = 0;

  push(value: number) {
    if (this.length === this.held.length) {
      const larger = new Uint32Array(this.held.length * 2);
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.length++] = value;
  }

  /** Lets go of what was held, which is as much as it grew to. */
  release() {
    this.held = new Uint32Array(0);
    this.length = 0;
  }

  at = (place: number) => this.held[place] ?? 0;

  all(): Uint32Array<ArrayBuffer> {
    return this.held.slice(0, this.length);
  }
}

/** Lists one after the other in one array, and where each begins. */
type Lists = { starts: Uint32Array; values: Uint32Array };

/** Which values belong to which key, sorted by counting; it lets others work in between. */
async function grouped(keys: Uint32Array, values: Uint32Array, count: number): Promise<Lists> {
  const starts = new Uint32Array(count + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let at = 1; at <= count; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  await pause();
  const next = starts.slice();
  const sorted = new Uint32Array(values.length);
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? 0;
    const to = next[key] ?? 0;
    sorted[to] = values[at] ?? 0;
    next[key] = to + 1;
    if (at % 400_000 === 399_999) await pause();
  }
  return { starts, values: sorted };
}

const bucketOf = (a: string, b: string) =>
  ((a.codePointAt(0) ?? 0) * 131 + (b.codePointAt(0) ?? 0)) % buckets;

/** The pairs of neighbouring letters of a word, its ends included. */
function pairsOf(word: string): number[] {
  const letters = ["^", ...word, "$"];
  return [...new Set(letters.slice(1).map((letter, at) => bucketOf(letters[at] ?? "", letter)))];
}

/** Words that people write; forms of our own making begin with a sign. */
const isWritten = (term: string) => !/^[:~+=]|\p{sc=Han}/u.test(term);

/**
 * Postings in typed arrays, made once and never changed: what changes later stands in a younger, small segment,
 * and the old entries are struck out here.
 */
export class Segment {
  private readonly terms = new Map<string, number>();
  private readonly words: string[] = [];
  private sorted = new Uint32Array(0);
  private pairs: Lists = { starts: new Uint32Array(1), values: new Uint32Array(0) };
  private postings: Lists = { starts: new Uint32Array(1), values: new Uint32Array(0) };
  private readonly termsMet = new Numbers();
  private readonly placesMet = new Numbers();
  private readonly ownerList = new Numbers();
  private readonly shapeList = new Numbers();
  private readonly numbers = new Map<string, number>();
  private readonly namedTopics = new Map<string, number>();
  readonly texts: string[] = [];
  readonly kinds: string[] = [];
  readonly refs: string[] = [];
  private readonly cards: Card[] = [];
  /** Where it is not the ref itself. */
  private readonly slugs = new Map<number, string>();
  /** The first phrase of each entry. */
  private readonly firsts = new Numbers();
  owners = new Uint32Array(0);
  shapes = new Uint32Array(0);
  isStruck = new Uint8Array(0);
  private shared = new Uint8Array(0);

  static async of(entries: AsyncIterable<readonly Entry[]> | Iterable<readonly Entry[]>) {
    const made = new Segment();
    for await (const some of entries) {
      for (const entry of some) made.add(entry);
      await pause();
    }
    await made.finish();
    return made;
  }

  private add(entry: Entry) {
    const number = this.kinds.length;
    this.kinds.push(entry.kind);
    this.refs.push(entry.ref);
    this.cards.push(entry.card);
    if (entry.slug !== entry.ref) this.slugs.set(number, entry.slug);
    this.firsts.push(this.texts.length);
    this.numbers.set(`${entry.kind}:${entry.ref}`, number);
    for (const phrase of entry.phrases) {
      const id = this.texts.length;
      if (phrase.language === "en" && topicKinds.includes(entry.kind)) {
        const name = fold(phrase.text);
        if (phrase.isName || !this.namedTopics.has(name)) this.namedTopics.set(name, number);
      }
      this.texts.push(phrase.text);
      this.ownerList.push(number);
      const language = Math.max(0, languageCodes.indexOf(phrase.language));
      this.shapeList.push(
        Math.min(phrase.size, 255) | (language << 8) | (phrase.isName ? 0x1000 : 0),
      );
      for (let next = 0; next < phrase.terms.length; next++) {
        const term = phrase.terms[next] ?? "";
        const position = phrase.positions[next] ?? 0;
        let at = this.terms.get(term);
        if (at === undefined) {
          at = this.words.length;
          this.words.push(term);
          this.terms.set(term, at);
        }
        this.termsMet.push(at);
        this.placesMet.push(id * 16 + Math.min(position + 1, 15));
      }
    }
  }

  private async finish() {
    this.owners = this.ownerList.all();
    this.shapes = this.shapeList.all();
    this.isStruck = new Uint8Array(this.kinds.length);
    this.shared = new Uint8Array(this.words.length);
    this.postings = await grouped(this.termsMet.all(), this.placesMet.all(), this.words.length);
    for (const list of [this.termsMet, this.placesMet, this.ownerList, this.shapeList])
      list.release();
    await pause();
    const written = this.words.flatMap((word, at) => (isWritten(word) ? [at] : []));
    await pause();
    const [keys, values] = [new Numbers(), new Numbers()];
    for (const at of written)
      for (const pair of pairsOf(this.words[at] ?? "")) {
        keys.push(pair);
        values.push(at);
      }
    this.pairs = await grouped(keys.all(), values.all(), buckets);
    this.sorted = Uint32Array.from(
      written.sort((a, b) => ((this.words[a] ?? "") < (this.words[b] ?? "") ? -1 : 1)),
    );
  }

  /** Takes an entry out of what is found; says whether it was there. */
  strike(key: string): boolean {
    const number = this.numbers.get(key);
    if (number === undefined) return false;
    this.isStruck[number] = 1;
    return true;
  }

  /** A topic by its id, or by its name or a word for it in English. */
  topicOf(target: string): { kind: string; ref: string } | undefined {
    const number =
      topicKinds
        .map((kind) => this.numbers.get(`${kind}:${target}`))
        .find((one) => one !== undefined) ?? this.namedTopics.get(fold(target));
    if (number === undefined || this.isStruck[number]) return undefined;
    return { kind: this.kinds[number] ?? "", ref: this.refs[number] ?? "" };
  }

  /** The name of an entry in a language, or else in English or whatever it has; and what is shown beside it. */
  cardOf(key: string, language: string): Shown | undefined {
    const number = this.numbers.get(key);
    if (number === undefined || this.isStruck[number]) return undefined;
    const from = this.firsts.at(number);
    const names = new Map<string, string>();
    for (let at = from; at < this.texts.length && this.owners[at] === number; at++)
      if (this.isName(at) && !names.has(this.languageOf(at)))
        names.set(this.languageOf(at), this.texts[at] ?? "");
    const name = names.get(language) ?? names.get("en") ?? [...names.values()][0];
    const card = this.cards[number];
    return name && card
      ? { ...card, slug: this.slugs.get(number) ?? this.refs[number] ?? "", name }
      : undefined;
  }

  has = (term: string) => this.terms.has(term);
  numberOf = (term: string) => this.terms.get(term);
  wordOf = (term: number) => this.words[term] ?? "";
  languageOf = (phrase: number) => languageCodes[((this.shapes[phrase] ?? 0) >> 8) & 15] ?? "";
  isName = (phrase: number) => ((this.shapes[phrase] ?? 0) & 0x1000) !== 0;
  sizeOf = (phrase: number) => (this.shapes[phrase] ?? 1) & 255;
  /** In how many places a term stands. */
  countOf = (term: number) =>
    (this.postings.starts[term + 1] ?? 0) - (this.postings.starts[term] ?? 0);

  /** Where a term stands: the phrase times sixteen, and its place in it plus one. */
  placesOf(term: number): Uint32Array {
    return this.postings.values.subarray(
      this.postings.starts[term] ?? 0,
      this.postings.starts[term + 1] ?? 0,
    );
  }

  /** Terms that begin so, the shortest and most common first. */
  begunWith(begin: string, most: number): number[] {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wordOf(this.sorted[middle] ?? 0) < begin) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let at = low; at < this.sorted.length && found.length < 400; at++) {
      const term = this.sorted[at] ?? 0;
      if (!this.wordOf(term).startsWith(begin)) break;
      found.push(term);
    }
    return found
      .sort(
        (a, b) =>
          this.wordOf(a).length - this.wordOf(b).length || this.countOf(b) - this.countOf(a),
      )
      .slice(0, most);
  }

  /** Terms that differ from a word by at most so many slips. They begin alike, or are alike but for one slip. */
  alike(word: string, most: number): { term: number; slips: number }[] {
    const pairs = pairsOf(word);
    const shared = this.shared;
    const touched: number[] = [];
    for (const pair of pairs)
      for (let at = this.pairs.starts[pair] ?? 0; at < (this.pairs.starts[pair + 1] ?? 0); at++) {
        const term = this.pairs.values[at] ?? 0;
        const before = shared[term] ?? 0;
        if (before === 0) touched.push(term);
        shared[term] = before + 1;
      }
    const least = Math.max(2, pairs.length - 3 * most);
    const found: { term: number; slips: number }[] = [];
    for (const term of touched) {
      const count = shared[term] ?? 0;
      shared[term] = 0;
      if (count < least) continue;
      const other = this.wordOf(term);
      if (Math.abs(other.length - word.length) > most) continue;
      const made = slips(word, other, most);
      if (made <= most && ((made < 2 && word.length > 5) || other[0] === word[0]))
        found.push({ term, slips: made });
    }
    return found.sort((a, b) => a.slips - b.slips).slice(0, 24);
  }
}
