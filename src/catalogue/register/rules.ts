import type { FacilityKind, Ownership, Province } from "../facilities/rules";

const small = new Set([
  "di",
  "del",
  "della",
  "dello",
  "dei",
  "degli",
  "delle",
  "e",
  "ed",
  "in",
  "per",
  "la",
  "il",
  "lo",
  "le",
  "gli",
  "a",
  "al",
  "alla",
  "da",
  "dal",
  "con",
  "su",
]);
const elided = new Set(["l", "d", "dell", "dall", "all", "sull", "nell", "un"]);
const accented: Record<string, string> = { a: "à", e: "è", i: "ì", o: "ò", u: "ù" };
const keep = new Set([
  "irccs",
  "asst",
  "ats",
  "fbf",
  "cof",
  "srl",
  "spa",
  "ii",
  "iii",
  "iv",
  "vi",
  "xxiii",
  "rsa",
  "inrca",
]);

/** A name in capitals, as the registers write it, in the usual letters. */
export function inUsualLetters(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/\s+/g, " ")
      .trim()
      // Capitals carry their accent as an apostrophe: SALO', SANITA'.
      .replace(/([aeiou])'(?![\p{L}])/gu, (_, vowel: string) => accented[vowel] ?? vowel)
      .replace(/[\p{L}\p{N}]+/gu, (word, at: number, whole: string) => {
        if (keep.has(word)) return word.toUpperCase();
        if (whole[at + word.length] === "." && word.length === 1) return word.toUpperCase();
        const isFirst = at === 0 || /[-(]\s*$/.test(whole.slice(0, at));
        if (small.has(word) && !isFirst) return word;
        if (whole[at + word.length] === "'" && elided.has(word) && !isFirst) return word;
        return word[0]?.toUpperCase() + word.slice(1);
      })
  );
}

/** The name without the town the registers hang behind it: "OSPEDALE DI CIRCOLO - BUSTO ARSIZIO". */
export function nameWithoutTown(name: string, comune: string): string {
  const at = name.search(/\s*-\s*[^-]*$/);
  if (at <= 0) return name;
  const tail = name.slice(at).replace(/^\s*-\s*/, "");
  return tail === "" || slugOf(comune).startsWith(slugOf(tail).slice(0, 5))
    ? name.slice(0, at).trim()
    : name;
}

/** The town behind the name, where there is one. */
export function townInName(name: string): string | null {
  const tail = /-\s*([^-]+)$/.exec(name)?.[1]?.trim();
  return tail && tail.length > 2 && !/\d|gruppo|s\.?p\.?a|s\.?r\.?l|sanita|onlus/i.test(tail)
    ? tail
    : null;
}

/** "VIA ARNALDO DA BRESCIA,1" as it is written on a letter. */
export const streetInUsualLetters = (street: string) =>
  inUsualLetters(street.replace(/'\s*,?\s*(\d)/g, " $1").replace(/\s*,\s*/g, " "));

const general = new Set(
  "ospedale ospedaliero ospedaliera presidio stabilimento istituto istituti ist clinico clinica clinici casa cura di de del della dei fondazione centro irccs asst spa srl p o e la il in medico san santa sant s ss".split(
    " ",
  ),
);

/** Whether two names of the same comune are likely the same house under two codes. */
export function soundsLikeTheSame(one: string, other: string): boolean {
  const words = (name: string) =>
    new Set(
      slugOf(name)
        .split("-")
        .filter((word) => word.length > 1 && !general.has(word)),
    );
  const [a, b] = [words(one), words(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && shared / Math.min(a.size, b.size) >= 0.6;
}

export const slugOf = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .replace(/-+$/, "");

/** The province by the first three digits of the ISTAT code of a comune. */
const provinceCodes: Record<string, Province> = {
  "012": "VA",
  "013": "CO",
  "014": "SO",
  "015": "MI",
  "016": "BG",
  "017": "BS",
  "018": "PV",
  "019": "CR",
  "020": "MN",
  "097": "LC",
  "098": "LO",
  "108": "MB",
};
export const provinceOfComune = (istat: string): Province | null =>
  provinceCodes[istat.padStart(6, "0").slice(0, 3)] ?? null;

/** The ministry's code for a whole company (ASST, IRCCS), which is no place of care by itself. */
export const isCompany = (type: string) => type.trim() === "0";

export function kindOf(type: string): FacilityKind {
  const text = type.toLowerCase();
  if (/^3|irccs/.test(text)) return "irccs";
  if (/^5\.2|non accreditata/.test(text)) return "private";
  if (/^5|^4|casa di cura|classificato/.test(text)) return "private-accredited";
  return "asst-hospital";
}

export function ownershipOf(type: string, nature: string | null): Ownership {
  if (nature)
    return /^pubblico/i.test(nature) || /in lombardia pubblico/i.test(nature)
      ? "public"
      : "private";
  return /gestione diretta|fondazione|^1$/i.test(type) ? "public" : "private";
}

/** A point this far from the middle of its comune is taken for a mistake of the publisher. */
export const farFromComune = 12;
export const isInLombardy = (lat: number, lon: number) =>
  lat >= 44.6 && lat <= 46.7 && lon >= 8.4 && lon <= 11.5;

/** The page on which each file is published, and its name there. */
export const publishers = {
  structures:
    "https://github.com/hl7-it/terminology/blob/master/input/vocabulary/CS_strutture_ricovero.xml",
  sites: "https://github.com/eurostat/healthcare-services/blob/master/data/healthcare/csv/IT.csv",
  discharges:
    "https://www.dati.salute.gov.it/it/dataset/dimissioni-ospedaliere-istituto-e-tipologia-di-dimissione/",
  ages: "https://www.dati.salute.gov.it/it/dataset/dimissioni-ospedaliere-fasce-deta-e-sesso/",
  disciplines:
    "https://www.dati.salute.gov.it/it/dataset/posti-letto-per-stabilimento-ospedaliero-e-disciplina/",
} as const;
