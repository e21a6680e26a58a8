import { directionOf, type Language } from "../i18n/rules";
import { type Line, linesOf } from "./lines";
import { type Block, cleaned } from "./rules";
import type { Style } from "./shape";
import { type Element, element } from "./structure";

/** A column of the page, from the left, in points. */
export type Frame = { x: number; width: number; language: Language };

export type Tone = "ink" | "quiet";

/** Text in its place in a row. `down` counts lines above it. */
export type Cell = {
  element: Element;
  lines: Line[];
  down: number;
  x: number;
  width: number;
  isMirrored: boolean;
  style: Style;
  tone: Tone;
  link?: string;
};

/** What stands on one height in one column. */
export type Half = {
  cells: Cell[];
  before: number;
  frame: Frame;
  isHead?: boolean;
  keepsWithNext?: boolean;
  line?: boolean;
  bar?: boolean;
};

export type Type = { size: number; leading: number };

type Place = {
  start: number;
  width: number;
  isBold?: boolean;
  tone?: Tone;
  size?: number;
  down?: number;
  link?: string;
};

/** Text at a distance from the side where the column's language begins. */
export function cell(text: string, frame: Frame, owner: Element, type: Type, place: Place): Cell {
  const { start, width, isBold = false, tone = "ink", size = type.size, down = 0, link } = place;
  const direction = directionOf(frame.language);
  const set = cleaned(text);
  // A dose or an address stays as it is written where nothing in it reads from the right.
  const reading = /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(set) ? direction : "ltr";
  const style: Style = { language: frame.language, direction: reading, size, isBold };
  const x = direction === "rtl" ? frame.x + frame.width - start - width : frame.x + start;
  const lines = linesOf(set, style, width);
  if (lines.some(({ runs }) => runs.some(({ level }) => level % 2 === 1))) owner.actual = set;
  return {
    element: owner,
    lines,
    down,
    x,
    width,
    isMirrored: direction === "rtl",
    style,
    tone,
    ...(link ? { link } : {}),
  };
}

const gap = 8;
const indent = 15;

/** A block as rows of one column, each with its elements in the tree. */
export function halvesOf(block: Block, frame: Frame, parent: Element, type: Type): Half[] {
  const whole = { start: 0, width: frame.width };
  if (block.kind === "paragraph")
    return cleaned(block.text)
      .split(/\n{2,}/)
      .map((text) => ({
        before: 6,
        frame,
        cells: [cell(text, frame, element("P", parent), type, whole)],
      }));
  if (block.kind === "list") return listHalves(block, frame, parent, type);
  if (block.kind === "table") return tableHalves(block, frame, parent, type);
  if (block.kind === "keyValues") return pairHalves(block.pairs, frame, parent, type);
  const note = element("Div", parent);
  const inside = { start: 12, width: frame.width - 12 };
  return [
    {
      before: 9,
      frame,
      bar: true,
      keepsWithNext: true,
      cells: [cell(block.label, frame, element("P", note), type, { ...inside, isBold: true })],
    },
    ...cleaned(block.text)
      .split(/\n{2,}/)
      .map((text) => ({
        before: 0,
        frame,
        bar: true,
        cells: [cell(text, frame, element("P", note), type, inside)],
      })),
  ];
}

function listHalves(
  { items, isNumbered }: Extract<Block, { kind: "list" }>,
  frame: Frame,
  parent: Element,
  type: Type,
): Half[] {
  const list = element("L", parent, {
    attributes: { O: "/List", ListNumbering: isNumbered ? "/Decimal" : "/Disc" },
  });
  const format = new Intl.NumberFormat(frame.language === "ar" ? "ar-u-nu-latn" : frame.language);
  return items.map((text, at) => {
    const item = element("LI", list);
    const label = isNumbered ? `${format.format(at + 1)}.` : "•";
    const step = isNumbered && items.length > 9 ? indent + 6 : indent;
    return {
      before: at === 0 ? 6 : 3,
      frame,
      cells: [
        cell(label, frame, element("Lbl", item), type, { start: 0, width: step }),
        cell(text, frame, element("LBody", item), type, { start: step, width: frame.width - step }),
      ],
    };
  });
}

const scope = (of: "Column" | "Row") => ({ attributes: { O: "/Table", Scope: `/${of}` } });

function tableHalves(
  { columns, rows }: Extract<Block, { kind: "table" }>,
  frame: Frame,
  parent: Element,
  type: Type,
): Half[] {
  const table = element("Table", parent);
  const shares = columns.map(({ share = 1 }) => share);
  const unit =
    (frame.width - gap * (columns.length - 1)) / shares.reduce((sum, share) => sum + share, 0);
  const places = shares.map((share, at) => ({
    start: shares.slice(0, at).reduce((sum, one) => sum + one * unit + gap, 0),
    width: share * unit,
  }));
  const row = (texts: readonly string[], isHead: boolean): Half => {
    const owner = element("TR", table);
    const cells = places.map((place, at) =>
      cell(
        texts[at] ?? "",
        frame,
        element(isHead ? "TH" : "TD", owner, isHead ? scope("Column") : {}),
        type,
        { ...place, isBold: isHead },
      ),
    );
    return { before: isHead ? 9 : 5, frame, isHead, keepsWithNext: isHead, line: true, cells };
  };
  return [
    row(
      columns.map(({ heading }) => heading),
      true,
    ),
    ...rows.map((texts) => row(texts, false)),
  ];
}

/** Labels with their values: a table whose rows have heads. */
export function pairHalves(
  pairs: readonly (readonly [string, string])[],
  frame: Frame,
  parent: Element,
  type: Type,
): Half[] {
  const table = element("Table", parent);
  const width = Math.min(150, frame.width * 0.38);
  return pairs.map(([label, value], at) => {
    const row = element("TR", table);
    return {
      before: at === 0 ? 6 : 2,
      frame,
      cells: [
        cell(label, frame, element("TH", row, scope("Row")), type, {
          start: 0,
          width: width - gap,
          tone: "quiet",
        }),
        cell(value, frame, element("TD", row), type, { start: width, width: frame.width - width }),
      ],
    };
  });
}
