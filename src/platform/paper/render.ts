import { directionOf } from "../i18n/rules";
import { build } from "./build";
import { sRgbProfile } from "./colour";
import { flow, page, type Sheet } from "./flow";
import { rule, Typefaces } from "./ink";
import { metadataOf, producer } from "./metadata";
import { ascii, date, Objects, type Ref, words } from "./objects";
import { cell } from "./rows";
import { cleaned, type Paper } from "./rules";
import { element, inOrder, writeStructure } from "./structure";

/**
 * The paper as PDF/A-2a and PDF/UA-1: tagged, all typefaces inside, the same bytes for the same paper. Throws
 * `Unprintable` where a text has a sign that no typeface here can draw.
 */
export async function renderPaper(paper: Paper): Promise<Buffer> {
  const { rows, document } = build(paper);
  const typefaces = new Typefaces();
  const sheets = flow(rows, typefaces);
  for (const [at, sheet] of sheets.entries()) foot(paper, sheet, at + 1, sheets.length, typefaces);

  const objects = new Objects();
  const catalog = objects.reserve();
  const tree = objects.reserve();
  const pages = sheets.map(() => objects.reserve());
  const order = new Map(inOrder(document).map((one, at) => [one, at]));
  const contents = sheets.map((sheet, at) => objects.stream(contentOf(sheet, at, order)));
  const annotations = linksOf(objects, sheets, pages, order);
  const fonts = Object.fromEntries(
    [...typefaces.used.values()].map((used) => [used.name, used.embedIn(objects)]),
  );
  for (const [at, ref] of pages.entries()) {
    objects.set(ref, {
      Type: "/Page",
      Parent: tree,
      MediaBox: [0, 0, page.width, page.height],
      Resources: { Font: fonts },
      Contents: contents[at] as Ref,
      StructParents: at,
      Tabs: "/S",
      Annots: annotations[at]?.length ? annotations[at] : undefined,
    });
  }
  objects.set(tree, { Type: "/Pages", Kids: pages, Count: pages.length });
  objects.set(catalog, {
    Type: "/Catalog",
    Pages: tree,
    Lang: words(paper.language),
    MarkInfo: { Marked: true },
    ViewerPreferences: {
      DisplayDocTitle: true,
      Direction: directionOf(paper.language) === "rtl" ? "/R2L" : "/L2R",
    },
    StructTreeRoot: writeStructure(objects, document, pages),
    Metadata: objects.stream(metadataOf(paper), { Type: "/Metadata", Subtype: "/XML" }, true),
    OutputIntents: [
      {
        Type: "/OutputIntent",
        S: "/GTS_PDFA1",
        OutputConditionIdentifier: "(sRGB IEC61966-2.1)",
        Info: "(sRGB IEC61966-2.1)",
        DestOutputProfile: objects.stream(sRgbProfile(), { N: 3 }),
      },
    ],
  });
  const info = objects.add({
    Title: words(cleaned(paper.title)),
    Author: words(cleaned(paper.issuer)),
    Producer: ascii(producer),
    CreationDate: date(paper.madeAt),
    ModDate: date(paper.madeAt),
  });
  return objects.file(catalog, info);
}

/** A page's operators: first what only decorates, then everything in the order of reading. */
function contentOf(sheet: Sheet, at: number, order: ReadonlyMap<unknown, number>) {
  const placeOf = (one: unknown) => order.get(one) ?? -1;
  const pieces = sheet.pieces.toSorted((a, b) => placeOf(a.element) - placeOf(b.element));
  let id = 0;
  return pieces
    .map(({ element: owner, operators }) => {
      if (owner === "layout") return `/Artifact <</Type /Layout>> BDC\n${operators}EMC\n`;
      if (owner === "pagination") return `/Artifact <</Type /Pagination>> BDC\n${operators}EMC\n`;
      owner.marks.push({ page: at, id });
      return `/${owner.type} <</MCID ${id++}>> BDC\n${operators}EMC\n`;
    })
    .join("");
}

/** Links in the order of the tree, because their numbers in it follow that order. */
function linksOf(
  objects: Objects,
  sheets: readonly Sheet[],
  pages: readonly Ref[],
  order: ReadonlyMap<unknown, number>,
): Ref[][] {
  const found = sheets.flatMap((sheet, at) => sheet.links.map((link) => ({ ...link, at })));
  const inTree = found.toSorted(
    (a, b) => (order.get(a.element) ?? 0) - (order.get(b.element) ?? 0),
  );
  const made = inTree.map(({ element: owner, address, text, rectangle, at }, index) => {
    const annotation = objects.add({
      Type: "/Annot",
      Subtype: "/Link",
      Rect: rectangle,
      Border: [0, 0, 0],
      F: 4,
      Contents: words(text),
      StructParent: pages.length + index,
      A: { S: "/URI", URI: ascii(new URL(address).href) },
    });
    owner.links.push({ page: at, annotation });
    return { at, annotation };
  });
  return sheets.map((_, at) =>
    made.filter((one) => one.at === at).map(({ annotation }) => annotation),
  );
}

function foot(paper: Paper, sheet: Sheet, number: number, count: number, typefaces: Typefaces) {
  const width = page.width - 2 * page.side;
  const frame = { x: page.side, width, language: paper.language };
  const type = { size: 8, leading: 11 };
  const nobody = element("Artifact");
  const label = cell(paper.pageLabel(number, count), frame, nobody, type, {
    start: width - 110,
    width: 110,
    tone: "quiet",
  });
  const text = cell(`${paper.footer} · ${paper.verification.code}`, frame, nobody, type, {
    start: 0,
    width: width - 130,
    tone: "quiet",
  });
  const isMirrored = directionOf(paper.language) === "rtl";
  const top = page.bottom - 14;
  let operators = rule(page.side, top, width);
  for (const [at, line] of text.lines.slice(0, 2).entries()) {
    const x = isMirrored ? text.x + text.width - line.width : text.x;
    operators += typefaces.line(line, x, top - 13 - at * type.leading, type, "quiet");
  }
  const end = label.lines[0];
  if (end)
    operators += typefaces.line(
      end,
      isMirrored ? label.x : label.x + label.width - end.width,
      top - 13,
      type,
      "quiet",
    );
  sheet.pieces.push({ element: "pagination", operators });
}
