import bidiFactory from "bidi-js";
import { BufferFlag, ClusterLevel, Direction, Buffer as Shaping, shape } from "harfbuzzjs";
import type { Language } from "../i18n/rules";
import { type Family, familyOf, type Typeface, typeface } from "./fonts";

export type Style = { language: Language; direction: "ltr" | "rtl"; size: number; isBold: boolean };

/** A glyph in the order of reading, with the text it stands for; measures in thousandths of the size. */
export type Glyph = {
  id: number;
  text: string;
  start: number;
  advance: number;
  x: number;
  y: number;
};

/** Signs next to each other of one typeface, script and direction. */
export type Run = { start: number; end: number; level: number; typeface: Typeface };
export type Shaped = Run & { glyphs: Glyph[]; width: number };

export class Unprintable extends Error {
  constructor(sign: string) {
    super(
      `no typeface has U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
    );
  }
}

const bidi = bidiFactory();
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Han}/u,
];

/** Cuts a text into runs. Levels are those of the Unicode bidirectional algorithm: odd ones read from the right. */
export function runsOf(text: string, { language, direction, isBold }: Style): Run[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction);
  const runs: Run[] = [];
  let family: Family | undefined;
  let script: number | undefined;
  let at = 0;
  for (const sign of text) {
    const here = familyOf(sign, language, isBold, family);
    if (!here) throw new Unprintable(sign);
    const own = scripts.findIndex((pattern) => pattern.test(sign));
    const last = runs.at(-1);
    const isOther = own >= 0 && script !== undefined && own !== script;
    if (last && here === family && levels[at] === last.level && !isOther)
      last.end = at + sign.length;
    else {
      runs.push({
        start: at,
        end: at + sign.length,
        level: levels[at] ?? 0,
        typeface: typeface(here, isBold),
      });
      script = undefined;
    }
    if (own >= 0) script = own;
    family = here;
    at += sign.length;
  }
  return runs;
}

/** Shapes one run of a text; letters join with their neighbours in the text. */
export function shapeRun(text: string, run: Run, language: Language): Shaped {
  const isMirrored = run.level % 2 === 1;
  const buffer = new Shaping();
  buffer.addText(text, run.start, run.end - run.start);
  buffer.setDirection(isMirrored ? Direction.RTL : Direction.LTR);
  buffer.setLanguage(language === "zh" ? "zh-Hans" : language);
  buffer.guessSegmentProperties();
  buffer.setFlags(BufferFlag.REMOVE_DEFAULT_IGNORABLES);
  buffer.setClusterLevel(ClusterLevel.MONOTONE_CHARACTERS);
  shape(run.typeface.font, buffer);
  const found = buffer.getGlyphInfosAndPositions();
  if (isMirrored) found.reverse();
  const scale = 1000 / run.typeface.face.upem;
  const ends = new Map<number, number>();
  for (const [at, { cluster }] of found.entries())
    if (cluster !== found[at - 1]?.cluster) ends.set(found[at - 1]?.cluster ?? -1, cluster);
  const glyphs = found.map((glyph, at): Glyph => {
    if (glyph.codepoint === 0) throw new Unprintable(text.slice(glyph.cluster));
    const isFirst = found[at - 1]?.cluster !== glyph.cluster;
    return {
      id: glyph.codepoint,
      text: isFirst
        ? text.slice(glyph.cluster, ends.get(glyph.cluster) ?? run.end).replace(/\n/g, "")
        : "",
      start: glyph.cluster,
      advance: (glyph.xAdvance ?? 0) * scale,
      x: (glyph.xOffset ?? 0) * scale,
      y: (glyph.yOffset ?? 0) * scale,
    };
  });
  const blank = isMirrored ? blankOf(run.typeface) : undefined;
  return {
    ...run,
    glyphs:
      blank === undefined ? named(glyphs) : named(glyphs).flatMap((glyph) => parted(glyph, blank)),
    width: glyphs.reduce((sum, { advance }) => sum + advance, 0),
  };
}

/** Where one sign became several glyphs, each gets its part of the sign taken apart: no glyph may be without text. */
function named(glyphs: readonly Glyph[]): Glyph[] {
  const groups = Map.groupBy(glyphs, ({ start }) => start);
  return glyphs.map((glyph) => {
    const group = groups.get(glyph.start) ?? [];
    if (group.length < 2) return glyph;
    const signs = [...(group[0]?.text ?? "").normalize("NFD")];
    const place = group.indexOf(glyph);
    const text = place === group.length - 1 ? signs.slice(place).join("") : (signs[place] ?? "");
    return { ...glyph, text: text || "\u200b" };
  });
}

/** A glyph without width or ink: the one typefaces have for the null sign. */
function blankOf({ font }: Typeface) {
  const empty = font.nominalGlyph(0);
  return empty !== undefined && font.glyphHAdvance(empty) === 0 ? empty : undefined;
}

/**
 * Programs that take text from a file read it from the left and turn it round, but not the letters inside a ligature.
 * So its last letter stays with it, and the others stand at its right end as blanks.
 */
function parted(glyph: Glyph, blank: number): Glyph[] {
  const signs = [...glyph.text];
  const last = signs.pop() ?? "";
  return [
    ...signs.map((text) => ({ ...glyph, id: blank, text, advance: 0, x: 0, y: 0 })),
    { ...glyph, text: last },
  ];
}

/** Runs in the order of sight, from the left: rule L2 of the bidirectional algorithm. */
export function inSight<R extends { level: number }>(runs: readonly R[]): R[] {
  const seen = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level--) {
    for (let from = 0; from < seen.length; from++) {
      let to = from;
      while ((seen[to]?.level ?? -1) >= level) to++;
      if (to > from) seen.splice(from, to - from, ...seen.slice(from, to).reverse());
      from = to;
    }
  }
  return seen;
}
