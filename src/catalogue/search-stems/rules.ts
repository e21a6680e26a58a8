import type { Language } from "@/platform/i18n/rules";
import type { Word } from "../search-text/rules";

/** The endings that a language adds to a word, longest first, with what stands for them. */
const endings: Partial<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/ies$/, "y"],
    [/(ss|x|ch|sh|s)es$/, "$1"],
    [/(?:ing|ings|ed)$/, ""],
    [/(?<![su])s$/, ""],
    [/(?<=\w{5})e$/, ""],
  ],
  it: [[/(?:h?[ei]|ie|[ao])$/, ""]],
  fr: [
    [/aux$/, "al"],
    [/(?:ees|ee|es|[esx])$/, ""],
  ],
  de: [[/(?:ern|en|er|em|es|[ens])$/, ""]],
  es: [[/(?:[aeo]?s|[aeo])$/, ""]],
  ru: [
    [
      /(?:иями|ями|ами|ией|иям|иях|ием|ого|его|ому|ему|ыми|ими|ая|яя|ое|ее|ую|юю|ые|ие|ый|ий|ой|ей|ых|их|ым|им|ом|ем|ах|ях|ов|ев|ам|ям|ия|ии|ию|ью|[аяыиоеуюьй])$/,
      "",
    ],
  ],
  ar: [[/(?:تين|ات|ين|ون|ان|يه|ها|هم|نا|[هيك])$/, ""]],
};

/** Shorter stems of one language are words of another: Italian "timo" would be English "time". */
const shortestStems: Partial<Record<Language, number>> = { en: 3, ru: 3, ar: 3 };

/** A word without what its language bends at its end; roughly, but the same way for the index and for who asks. */
export function stemOf(word: string, language: Language): string {
  if (word.length < 4) return word;
  for (const [ending, instead] of endings[language] ?? []) {
    const stem = word.replace(ending, instead);
    if (stem !== word) return stem.length < (shortestStems[language] ?? 4) ? word : stem;
  }
  return word;
}

const languagesOf: Record<Word["script"], readonly Language[]> = {
  latin: ["en", "it", "fr", "de", "es"],
  cyrillic: ["ru"],
  arabic: ["ar"],
  han: [],
  other: [],
};

/** The stems of a word whose language nobody said. */
export const stemsOf = (word: Word): string[] => [
  ...new Set(languagesOf[word.script].map((language) => stemOf(word.text, language))),
];

const parts =
  "abszess achsel adern after allergie angst arm arterien arzt atem auge augen bandscheiben bauch becken bein bestrahlung blase blasen blut brust bruch bypass chirurg chirurgie darm diabetes druck dickdarm eierstock eierstocks enddarm entfernung entzundung erkrankung ersatz facharzt fehler finger fieber frau frauen fraktur fruchtbarkeit fuss galle gallen gebarmutter gebarmutterhals gefass gehirn gelenk gelenks gelenk geschwur gesicht hals hand haut herz herzklappen hirn hoden hor hufte huft impfung infarkt kehlkopf kiefer kind kinder klappen klinik knie knochen knorpel kopf korper krampf krankheit krebs kreuzband leber leisten leiden leukamie lid linsen lippen lunge lungen lymph magen mandel medizin meniskus muskel nabel nasen nase nebennieren nerven netzhaut niere nieren ohr ohren operation pankreas prostata prothese prothesen riss rucken ruckenmark schadel scheiden schild schilddrusen schmerz schmerzen schulter schwache schwangerschaft speiserohren spezialist spiegelung stein steine stimm storung sucht syndrom therapie thrombose transplantation tumor unfall untersuchung vergrosserung verkalkung verlust verengung vorhof wirbel wirbelsaulen wunde zahn zahne zucker zyste".split(
    " ",
  );
const known = new Set(parts);

/** A German word made of words that this field uses: "Brustkrebs" is "brust" and "krebs". Empty for any other. */
export function partsOf(word: string): string[] {
  if (word.length < 7) return [];
  for (let at = word.length - 3; at > 2; at--) {
    const [first, rest] = [word.slice(0, at), word.slice(at)];
    if (!known.has(first)) continue;
    for (const second of [rest, rest.replace(/^[ns]/, "")]) {
      if (known.has(second)) return [first, second];
      const more = partsOf(second);
      if (more.length > 0) return [first, ...more];
    }
  }
  return [];
}
