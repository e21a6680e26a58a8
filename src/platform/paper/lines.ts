import { Rules } from "@cto.af/linebreak";
import { inSight, type Run, runsOf, type Shaped, type Style, shapeRun } from "./shape";

/** A line: its runs in the order of reading, each with its distance from the line's left end, in points. */
export type Line = { runs: (Shaped & { x: number })[]; width: number };

const opportunities = new Rules();
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Breaks a text into lines of at most `width` points, by the Unicode line breaking algorithm; inside a word only where one is longer than a line. */
export function linesOf(text: string, style: Style, width: number): Line[] {
  if (text === "") return [];
  const runs = runsOf(text, style);
  const measure = measured(text, runs, style);
  const most = (width * 1000) / style.size;
  const trimmed = (from: number, to: number) => from + text.slice(from, to).trimEnd().length;
  const fits = (from: number, to: number) =>
    (measure[trimmed(from, to)] ?? 0) - (measure[from] ?? 0) <= most;
  const lines: Line[] = [];
  let start = 0;
  let last = 0;
  const end = (at: number) => {
    lines.push(lineOf(text, runs, style, start, trimmed(start, at), at));
    start = at;
    last = at;
  };
  for (const { position, required } of breaks(text)) {
    while (!fits(start, position)) {
      if (last > start) end(last);
      else
        end(start + longest(text.slice(start, position), (length) => fits(start, start + length)));
    }
    last = position;
    if (required || position === text.length) end(position);
  }
  return lines;
}

/** A number stays with the unit after it: a dose torn apart is misread. */
const isTornDose = (text: string, at: number) =>
  /\d $/.test(text.slice(Math.max(0, at - 2), at)) &&
  /^[\p{Script=Latin}\p{Script=Cyrillic}µμ%°²³]{1,4}(?!\p{L})/u.test(text.slice(at, at + 12));

const breaks = (text: string) =>
  [...opportunities.breaks(text)]
    .map(({ position, required }) => ({ position, required: required === true }))
    .filter(({ position, required }) => required || !isTornDose(text, position));

/** The most whole signs that fit, at least one. */
function longest(text: string, fits: (length: number) => boolean) {
  let most = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (most > 0 && !fits(index + segment.length)) break;
    most = index + segment.length;
  }
  return most;
}

/** For each place in the text the sum of what stands before it, in thousandths of the size. */
function measured(text: string, runs: readonly Run[], style: Style) {
  const own = new Array<number>(text.length + 1).fill(0);
  for (const run of runs)
    for (const part of withoutBreaks(text, run))
      for (const glyph of shapeRun(text, part, style.language).glyphs)
        own[glyph.start + 1] = (own[glyph.start + 1] ?? 0) + glyph.advance;
  let sum = 0;
  return own.map((advance) => (sum += advance));
}

function withoutBreaks(text: string, run: Run): Run[] {
  const parts: Run[] = [];
  let start = run.start;
  for (let at = run.start; at <= run.end; at++) {
    if (at < run.end && text[at] !== "\n") continue;
    if (at > start) parts.push({ ...run, start, end: at });
    start = at + 1;
  }
  return parts;
}

/** One space at a line's end stays, unseen, so that words taken from the file don't run together. */
function lineOf(
  text: string,
  runs: readonly Run[],
  style: Style,
  start: number,
  end: number,
  next: number,
): Line {
  const clipped = runs
    .map((run) => ({ ...run, start: Math.max(run.start, start), end: Math.min(run.end, end) }))
    .filter((run) => run.end > run.start);
  const shaped = clipped.map((run) => shapeRun(text, run, style.language));
  const lastRun = clipped.at(-1);
  const width = shaped.reduce((sum, run) => sum + run.width, 0);
  if (lastRun && next > end && text[end] === " ") {
    const level = style.direction === "rtl" ? 1 : 0;
    shaped.push(shapeRun(text, { ...lastRun, start: end, end: end + 1, level }, style.language));
  }
  const points = style.size / 1000;
  const total = shaped.reduce((sum, run) => sum + run.width, 0);
  let x = style.direction === "rtl" ? width - total : 0;
  const places = new Map<Shaped, number>();
  for (const run of inSight(shaped)) {
    places.set(run, x);
    x += run.width;
  }
  return {
    runs: shaped.map((run) => ({ ...run, x: (places.get(run) ?? 0) * points })),
    width: width * points,
  };
}
