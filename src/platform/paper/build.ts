import { encode } from "uqr";
import { directionOf, type Language } from "../i18n/rules";
import { page, type Row, row } from "./flow";
import { cell, type Frame, halvesOf, pairHalves, type Type } from "./rows";
import type { Paper, Part, Section } from "./rules";
import { type Element, element } from "./structure";

const types = {
  title: { size: 18, leading: 24 },
  heading: { size: 12.5, leading: 18 },
  wide: { size: 10.25, leading: 15 },
  column: { size: 9.25, leading: 13.5 },
  small: { size: 8.5, leading: 12 },
} satisfies Record<string, Type>;

const full = page.width - 2 * page.side;
const gutter = 24;
const half = (full - gutter) / 2;

const whole = (language: Language): Frame => ({ x: page.side, width: full, language });
const all = { start: 0, width: full };

/** Two columns, the first where the paper's language begins to read. */
function columns(paper: Paper, { original, translation }: NonNullable<Paper["sides"]>): Frame[] {
  const left = page.side;
  const right = page.side + half + gutter;
  const [first, second] = directionOf(paper.language) === "rtl" ? [right, left] : [left, right];
  return [
    { x: first, width: half, language: original.language },
    { x: second, width: half, language: translation.language },
  ];
}

/** The paper as rows, and the tree of what is in it. */
export function build(paper: Paper): { rows: Row[]; document: Element } {
  const document = element("Document", undefined, { language: paper.language });
  const sides = paper.sides;
  const heads = sides ? headsOf(paper, sides) : undefined;
  const rows = opening(paper, document);
  let isTold = false;
  const sections = paper.sections.flatMap((section) => {
    if ("text" in section)
      return sectionRows(section, [whole(paper.language)], types.wide, document, []);
    if (!sides || !heads) throw new Error("a section in two languages needs to know which");
    const first = isTold ? [] : [headRow(paper, sides, element("Div", document))];
    isTold = true;
    return [
      ...first,
      ...sectionRows(section, columns(paper, sides), types.column, document, [heads]),
    ];
  });
  rows.push(...sections, ...signatureRows(paper, document), ...verificationRow(paper, document));
  return { rows, document };
}

function opening(paper: Paper, document: Element): Row[] {
  const frame = whole(paper.language);
  const line = (
    text: string,
    type: Type,
    name: string,
    before: number,
    isBold: boolean,
    tone: "ink" | "quiet",
  ) =>
    row(
      [
        {
          before,
          frame,
          cells: [cell(text, frame, element(name, document), type, { ...all, isBold, tone })],
        },
      ],
      type,
      { keepsWithNext: true },
    );
  return [
    line(paper.issuer, types.wide, "P", 0, false, "quiet"),
    line(paper.title, types.title, "H1", 4, true, "ink"),
    ...(paper.subtitle ? [line(paper.subtitle, types.wide, "P", 2, false, "quiet")] : []),
    ...(paper.header.length > 0
      ? pairHalves(paper.header, frame, document, types.wide).map((one) =>
          row([{ ...one, before: one.before + 1 }], types.wide),
        )
      : []),
  ];
}

function headRow(paper: Paper, sides: NonNullable<Paper["sides"]>, parent: Element): Row {
  const texts = [sides.original.head, sides.translation.head];
  const halves = columns(paper, sides).map((frame, at) => {
    const owner = element("P", parent, { language: paper.language });
    // The head is in the paper's language, on the side where its column begins.
    const reading = { ...frame, language: paper.language };
    return {
      before: 18,
      frame,
      line: true,
      cells: [
        cell(texts[at] ?? "", reading, owner, types.small, {
          start: 0,
          width: half,
          tone: "quiet",
        }),
      ],
    };
  });
  return row(halves, types.small, { keepsWithNext: true, isWhole: true });
}

const headsOf = (paper: Paper, sides: NonNullable<Paper["sides"]>) =>
  headRow(paper, sides, element("Div"));

function sectionRows(
  section: Section,
  frames: readonly Frame[],
  type: Type,
  document: Element,
  repeats: readonly Row[],
): Row[] {
  const parts: Part[] =
    "text" in section ? [section.text] : [section.original, section.translation];
  const sect = element("Sect", document);
  const owners = frames.map(({ language }) =>
    frames.length === 1 ? sect : element("Div", sect, { language }),
  );
  const own = (at: number) => owners[at] ?? sect;
  const headings = frames.map((frame, at) => {
    const text = parts[at]?.heading ?? "";
    return {
      before: 16,
      frame,
      cells: [
        cell(text, frame, element("H2", own(at)), types.heading, {
          start: 0,
          width: frame.width,
          isBold: true,
        }),
      ],
    };
  });
  const rows = [row(headings, types.heading, { keepsWithNext: true, isWhole: true, repeats })];
  for (let block = 0; block < Math.max(...parts.map(({ blocks }) => blocks.length)); block++) {
    const columns = frames.map((frame, at) => {
      const found = parts[at]?.blocks[block];
      return found ? halvesOf(found, frame, own(at), type) : [];
    });
    let tableHead: Row | undefined;
    for (let at = 0; at < Math.max(...columns.map(({ length }) => length)); at++) {
      const halves = columns.flatMap((column) => column[at] ?? []);
      const isHead = halves.some((one) => one.isHead);
      const made = row(halves, type, {
        keepsWithNext: halves.some((one) => one.keepsWithNext),
        repeats: tableHead ? [...repeats, tableHead] : repeats,
      });
      if (isHead) tableHead = made;
      rows.push(made);
    }
  }
  return rows;
}

/** Boxes to sign in, two beside each other. */
function signatureRows({ signatures, language }: Paper, document: Element): Row[] {
  const pairs = Array.from({ length: Math.ceil(signatures.length / 2) }, (_, at) =>
    signatures.slice(at * 2, at * 2 + 2),
  );
  return pairs.map((pair) => {
    const sect = element("Sect", document);
    const isMirrored = directionOf(language) === "rtl";
    const frames = pair.map(
      (_, at): Frame => ({
        x: page.side + ((at === 1) !== isMirrored ? half + gutter : 0),
        width: half,
        language,
      }),
    );
    const halves = pair.map(({ label, lines }, at) => {
      const frame = frames[at] as Frame;
      const inside = { start: 8, width: half - 16 };
      const first = cell(label, frame, element("P", sect), types.wide, { ...inside, isBold: true });
      const cells = [first];
      let down = first.lines.length;
      for (const text of lines) {
        const next = cell(text, frame, element("P", sect), types.wide, { ...inside, down });
        cells.push(next);
        down += next.lines.length;
      }
      return { before: 22, frame, cells };
    });
    const made = row(halves, types.wide, { isWhole: true, box: frames });
    return { ...made, lines: made.lines + 3 };
  });
}

const side = 84;

function verificationRow({ verification, language }: Paper, document: Element): Row[] {
  const frame = whole(language);
  const sect = element("Sect", document);
  const heading = cell(verification.heading, frame, element("H2", sect), types.wide, {
    start: side + 16,
    width: full - side - 16,
    isBold: true,
  });
  const cells = [heading];
  let down = heading.lines.length;
  for (const [text, link] of [
    [verification.text],
    [verification.address, verification.address],
    [verification.code],
  ]) {
    const owner = element("P", sect);
    const place = { start: side + 16, width: full - side - 16, down, ...(link ? { link } : {}) };
    const next = cell(
      text ?? "",
      link ? { ...frame } : frame,
      link ? element("Link", owner) : owner,
      types.wide,
      place,
    );
    cells.push(next);
    down += next.lines.length;
  }
  const picture = element("Figure", sect, { alt: verification.pictureText });
  const x = directionOf(language) === "rtl" ? page.side + full - side : page.side;
  const { data } = encode(verification.address, { ecc: "M", border: 2 });
  const made = row([{ before: 24, frame, cells }], types.wide, {
    isWhole: true,
    picture: { cells: data, element: picture, x, side },
  });
  return [{ ...made, lines: Math.max(made.lines, Math.ceil(side / types.wide.leading)) }];
}
