/** One word of a query or a phrase, folded, and the script it is written in. */
export type Word = { text: string; script: "latin" | "cyrillic" | "arabic" | "han" | "other" };

const arabicFolds: Record<string, string> = {
  أ: "ا",
  إ: "ا",
  آ: "ا",
  ٱ: "ا",
  ى: "ي",
  ة: "ه",
  ؤ: "و",
  ئ: "ي",
  ک: "ك",
  گ: "ك",
  ی: "ي",
  پ: "ب",
  ڤ: "ف",
  چ: "ج",
};
const latinFolds: Record<string, string> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  œ: "oe",
  æ: "ae",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** Case, accents, vowel signs, hamza and digits of other scripts are folded away; й stays й. */
export function fold(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u064B-\u065F\u0670\u0640]/g, "")
    .replace(/[أإآٱىةؤئکگیپڤچ]/g, (letter) => arabicFolds[letter] ?? letter)
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/ё/g, "е")
    .replace(/[ßøłœæđðþı]/g, (letter) => latinFolds[letter] ?? letter)
    .replace(/[\p{sc=Latin}\p{M}]+/gu, (run) => run.normalize("NFD").replace(/\p{M}/gu, ""));
}

const scriptOf = (text: string): Word["script"] => {
  const code = text.codePointAt(0) ?? 0;
  if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) return "latin";
  if (code >= 0x400 && code < 0x530) return "cyrillic";
  if (code >= 0x600 && code < 0x780) return "arabic";
  return /^\p{sc=Han}/u.test(text) ? "han" : "other";
};

/** The Arabic article and the prepositions written onto it. */
const withoutArticle = (word: string) => word.replace(/^(?:وال|بال|كال|فال|لل|ال)(?=.{3})/, "");

/** Words of a text in order. Chinese has none: there it is each two neighbouring signs, or the single one. */
export function wordsOf(text: string): Word[] {
  const folded = fold(text);
  // Nearly every text is of one alphabet, and needs no looking for signs.
  if (!/[\u2E80-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u.test(folded))
    return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((part) => {
      const script = scriptOf(part);
      return { text: script === "arabic" ? withoutArticle(part) : part, script };
    });
  return [...folded.matchAll(/\p{sc=Han}+|[\p{L}\p{N}]+/gu)].flatMap(([run]): Word[] =>
    [...run.matchAll(/\p{sc=Han}+|[^\p{sc=Han}]+/gu)].flatMap(([part]): Word[] => {
      const script = scriptOf(part);
      if (script === "han") {
        const signs = [...part];
        return signs.length === 1
          ? [{ text: part, script }]
          : signs.slice(1).map((sign, at) => ({ text: `${signs[at]}${sign}`, script }));
      }
      return [{ text: script === "arabic" ? withoutArticle(part) : part, script }];
    }),
  );
}

/** Other spellings of a Latin word: ue for ü, ae and oe of the British for e. Without the word itself. */
export function spellings(word: string): string[] {
  if (!/[aou]e/.test(word)) return [];
  const found = [
    word.replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u"),
    word.replace(/ae/g, "e").replace(/oe/g, "e"),
  ];
  return [...new Set(found)].filter((other) => other !== word && other.length > 1);
}

const cyrillic: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "h",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "sh",
  ъ: "",
  ы: "i",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
};

/**
 * How a Cyrillic or Latin word sounds, roughly, so that "rak prostaty", "рак простаты" and "Монца", "Monza"
 * meet: one letter for one sound, none doubled.
 */
export function soundOf(word: string): string {
  return [...word]
    .map((letter) => cyrillic[letter] ?? letter)
    .join("")
    .replace(/shch|sch/g, "sh")
    .replace(/tz|ts/g, "z")
    .replace(/zh/g, "j")
    .replace(/kh|ch|ck|q|c/g, "k")
    .replace(/gh/g, "g")
    .replace(/ph/g, "f")
    .replace(/w/g, "v")
    .replace(/x/g, "ks")
    .replace(/y/g, "i")
    .replace(/([^s])h/g, "$1")
    .replace(/^h/, "")
    .replace(/j/g, "i")
    .replace(/(.)\1+/g, "$1");
}

const arabicSounds: Record<string, string> = {
  ب: "b",
  ت: "t",
  ث: "t",
  ج: "j",
  ح: "h",
  خ: "k",
  د: "d",
  ذ: "d",
  ر: "r",
  ز: "z",
  س: "s",
  ش: "s",
  ص: "s",
  ض: "d",
  ط: "t",
  ظ: "z",
  غ: "g",
  ف: "f",
  ق: "k",
  ك: "k",
  ل: "l",
  م: "m",
  ن: "n",
  ه: "h",
};

/**
 * The consonants of an Arabic word, or of one that people write in Latin letters as they hear it: "saratan",
 * "سرطان". Vowels are written or not; what is heard alike counts as one; a last h is the ending of a noun.
 */
export function skeletonOf(word: string): string {
  const latin = /[a-z]/.test(word)
    ? word
        .replace(/^(?:al|el)(?=.{4})/, "")
        .replace(/(?:ah|et|at|eh)$/, "")
        .replace(/kh|5/g, "k")
        .replace(/gh/g, "g")
        .replace(/sh|ch/g, "s")
        .replace(/th/g, "t")
        .replace(/dh/g, "d")
        .replace(/7/g, "h")
        .replace(/[q9]/g, "k")
        .replace(/[^b-df-hj-np-tvxz]/g, "")
        .replace(/p/g, "b")
        .replace(/v/g, "f")
    : [...word].map((letter) => arabicSounds[letter] ?? "").join("");
  return latin.replace(/h$/, "").replace(/(.)\1+/g, "$1");
}

/** Slips between two words: letters changed, added, left out or swapped. Stops counting beyond `most`. */
export function slips(a: string, b: string, most: number): number {
  const [x, y] = [[...a], [...b]];
  if (Math.abs(x.length - y.length) > most) return most + 1;
  let older: number[] = [];
  let old = Array.from({ length: y.length + 1 }, (_, at) => at);
  for (let i = 1; i <= x.length; i++) {
    const now = [i];
    for (let j = 1; j <= y.length; j++) {
      const same = x[i - 1] === y[j - 1] ? 0 : 1;
      let least = Math.min((old[j] ?? 0) + 1, (now[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1])
        least = Math.min(least, (older[j - 2] ?? 0) + 1);
      now.push(least);
    }
    if (Math.min(...now) > most) return most + 1;
    older = old;
    old = now;
  }
  return old[y.length] ?? most + 1;
}

/** How many slips a word of this length may have and still be meant. */
export const slipsAllowed = (length: number) => (length < 4 ? 0 : length < 7 ? 1 : 2);
