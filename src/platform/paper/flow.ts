import { bar, frame, rule, squares, type Typefaces } from "./ink";
import type { Cell, Half, Type } from "./rows";
import type { Element } from "./structure";

export const page = { width: 595.28, height: 841.89, side: 51, top: 51, bottom: 66 };

/** What stands on one height over all columns; lines of all its cells are on one grid, so that a page breaks it in one place. */
export type Row = {
  halves: Half[];
  type: Type;
  lines: number;
  before: number;
  keepsWithNext?: boolean;
  isWhole?: boolean;
  /** Rows shown again, outside of the order of reading, where this one begins a page. */
  repeats?: readonly Row[];
  picture?: { cells: readonly (readonly boolean[])[]; element: Element; x: number; side: number };
  box?: { x: number; width: number }[];
};

/** Something drawn on a page for an element, or for nobody who reads by ear. */
type Piece = { element: Element | "pagination" | "layout"; operators: string };
type Link = { element: Element; address: string; text: string; rectangle: number[] };
export type Sheet = { pieces: Piece[]; links: Link[] };

const cellsOf = (row: Row) => row.halves.flatMap(({ cells }) => cells);

export function row(halves: Half[], type: Type, about: Partial<Row> = {}): Row {
  const lines = Math.max(
    1,
    ...halves.flatMap(({ cells }) => cells.map((cell) => cell.down + cell.lines.length)),
  );
  return { halves, type, lines, before: Math.max(...halves.map(({ before }) => before)), ...about };
}

/** Lays rows on pages: headings stay with what follows, and no page begins or ends with a single line of a longer text. */
export function flow(rows: readonly Row[], typefaces: Typefaces): Sheet[] {
  const sheets: Sheet[] = [];
  const limit = page.height - page.bottom;
  let sheet: Sheet = { pieces: [], links: [] };
  let y = limit;
  let isFresh = false;
  let hasAbove = false;
  const show = (one: Row, from: number, count: number, isRepeated: boolean) => {
    y += hasAbove ? one.before : 0;
    draw(sheet, one, from, from + count, y, typefaces, isRepeated);
    y += count * one.type.leading;
    hasAbove = true;
  };
  const turn = (repeats: readonly Row[]) => {
    sheet = { pieces: [], links: [] };
    sheets.push(sheet);
    y = page.top;
    hasAbove = false;
    const height = repeats.reduce((sum, one) => sum + one.before + one.lines * one.type.leading, 0);
    if (height < page.height / 3) for (const one of repeats) show(one, 0, one.lines, true);
    isFresh = true;
  };
  for (const [at, one] of rows.entries()) {
    for (let from = 0; from < one.lines; ) {
      const room = limit - y - (hasAbove ? one.before : 0);
      const isParted = from === 0 && one.keepsWithNext && neededBy(rows, at) > room;
      const forced = isFresh
        ? Math.min(one.lines - from, Math.max(1, Math.floor(room / one.type.leading)))
        : 0;
      const count = (isParted && !isFresh ? 0 : fitting(one, from, room)) || forced;
      if (count === 0) turn(one.repeats ?? []);
      else {
        show(one, from, count, false);
        from += count;
        isFresh = false;
      }
    }
  }
  return sheets;
}

/** The least height that a row needs together with what must not be parted from it. */
function neededBy(rows: readonly Row[], at: number): number {
  const one = rows[at];
  if (!one) return 0;
  if (one.keepsWithNext)
    return one.lines * one.type.leading + (rows[at + 1]?.before ?? 0) + neededBy(rows, at + 1);
  return (one.isWhole || one.lines < 4 ? one.lines : 2) * one.type.leading;
}

/** How many of a row's lines may stand in this room; 0 where it should begin on the next page. */
function fitting(one: Row, from: number, room: number): number {
  const most = Math.floor(room / one.type.leading + 0.001);
  if (one.lines - from <= most) return one.lines - from;
  if (one.isWhole) return 0;
  const allows = (end: number) =>
    cellsOf(one).every(
      ({ lines: { length } }) =>
        end >= length || from >= length || (end - from >= 2 && length - end >= 2),
    );
  for (let count = most; count > 1; count--) if (allows(from + count)) return count;
  return 0;
}

function draw(
  sheet: Sheet,
  one: Row,
  from: number,
  to: number,
  y: number,
  typefaces: Typefaces,
  isRepeated: boolean,
) {
  const { leading } = one.type;
  const up = (down: number) => page.height - down;
  const height = (to - from) * leading;
  for (const half of one.halves) {
    if (half.line)
      sheet.pieces.push({
        element: "layout",
        operators: rule(half.frame.x, up(y + height + 2.2), half.frame.width),
      });
    if (half.bar) {
      const x = half.frame.language === "ar" ? half.frame.x + half.frame.width - 2 : half.frame.x;
      sheet.pieces.push({ element: "layout", operators: bar(x, up(y + height), height) });
    }
  }
  for (const { x, width } of one.box ?? [])
    sheet.pieces.push({
      element: "layout",
      operators: frame(x, up(y + height), width, height + 7),
    });
  if (one.picture) {
    const { cells, element, x, side } = one.picture;
    element.attributes = {
      O: "/Layout",
      Placement: "/Block",
      BBox: [x, up(y + side), x + side, up(y)],
    };
    sheet.pieces.push({ element, operators: squares(cells, x, up(y), side) });
  }
  for (const cell of cellsOf(one)) {
    const shown = cell.lines
      .map((line, at) => ({ line, at: at + cell.down }))
      .filter(({ at }) => at >= from && at < to);
    if (shown.length === 0) continue;
    const baseline = (at: number) =>
      up(y + (at - from) * leading + leading * 0.5 + cell.style.size * 0.34);
    const operators = shown
      .map(({ line, at }) =>
        typefaces.line(line, leftOf(cell, line.width), baseline(at), cell.style, cell.tone),
      )
      .join("");
    sheet.pieces.push({ element: isRepeated ? "pagination" : cell.element, operators });
    const text = shown
      .flatMap(({ line }) => line.runs.flatMap(({ glyphs }) => glyphs.map((glyph) => glyph.text)))
      .join("");
    if (cell.link && !isRepeated) {
      const first = shown[0]?.at ?? from;
      const bottom = up(y + (first - from + shown.length) * leading);
      sheet.links.push({
        element: cell.element,
        address: cell.link,
        text,
        rectangle: [cell.x, bottom, cell.x + cell.width, up(y + (first - from) * leading)],
      });
    }
  }
}

const leftOf = ({ x, width, isMirrored }: Cell, length: number) =>
  isMirrored ? x + width - length : x;
