import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Blob, Face, Font } from "harfbuzzjs";
import type { Language } from "../i18n/rules";

type Weight = "regular" | "bold";
export type Family = "latin" | "arabic" | "chinese";

/** A typeface, loaded once a process: 10 MB for each weight of the Chinese one. */
export type Typeface = {
  key: string;
  name: string;
  weight: Weight;
  file: Uint8Array;
  face: Face;
  font: Font;
  signs: ReadonlySet<number>;
};

const files: Record<Family, Record<Weight, string>> = {
  latin: {
    regular: "ibm-plex-sans/400Regular/IBMPlexSans_400Regular",
    bold: "ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold",
  },
  arabic: {
    regular: "ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular",
    bold: "ibm-plex-sans-arabic/600SemiBold/IBMPlexSansArabic_600SemiBold",
  },
  chinese: {
    regular: "noto-sans-sc/400Regular/NotoSansSC_400Regular",
    bold: "noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold",
  },
};

const loaded = new Map<string, Typeface>();

export function typeface(family: Family, isBold: boolean): Typeface {
  const weight = isBold ? "bold" : "regular";
  const key = `${family}-${weight}`;
  const known = loaded.get(key);
  if (known) return known;
  const path = files[family][weight];
  const file = new Uint8Array(
    readFileSync(join(process.cwd(), "node_modules", "@expo-google-fonts", `${path}.ttf`)),
  );
  const face = new Face(new Blob(file));
  const name = (path.split("/").at(-1) ?? "").replace(/_\d+/, "-");
  const made = {
    key,
    name,
    weight,
    file,
    face,
    font: new Font(face),
    signs: new Set(face.collectUnicodes()),
  } as const;
  loaded.set(key, made);
  return made;
}

const order: Partial<Record<Language, readonly Family[]>> = { ar: ["arabic", "latin", "chinese"] };
const latinFirst: readonly Family[] = ["latin", "chinese", "arabic"];
const chineseFirst: readonly Family[] = ["chinese", "latin", "arabic"];

/** Shaping finds another way for these where a typeface lacks them: hyphens and spaces of fixed width. */
const substituted = /[\u2010\u2011\u00a0\u2000-\u200a\u202f\u205f\u3000]/;
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/** The family that draws a sign, or undefined where none has it. One that continues a word stays with what stands before it. */
export function familyOf(
  sign: string,
  language: Language,
  isBold: boolean,
  before: Family | undefined,
): Family | undefined {
  const has = (family: Family) => {
    const { signs } = typeface(family, isBold);
    return [sign, sign.normalize("NFD")].some((spelling) =>
      [...spelling].every((one) => signs.has(one.codePointAt(0) ?? 0)),
    );
  };
  if (before && (invisible.test(sign) || sign === "\n" || substituted.test(sign))) return before;
  if (before && /[\p{M}\p{Zs}]/u.test(sign) && has(before)) return before;
  const wished =
    language === "zh" && !/[\p{Script=Latin}\p{Nd} -~]/u.test(sign)
      ? chineseFirst
      : (order[language] ?? latinFirst);
  return (
    wished.find(has) ??
    (invisible.test(sign) || sign === "\n" || substituted.test(sign) ? wished[0] : undefined)
  );
}

/** Signs no typeface here has, such as emoji. A paper with one of them can't be made: ask before. */
export function unprintable(text: string): string[] {
  return [
    ...new Set([...text].filter((sign) => familyOf(sign, "en", false, undefined) === undefined)),
  ];
}
