import { beforeAll, describe, expect, test } from "vitest";
import { objectsOf, paper, part, read, sentences } from "../../../tests/support/papers";
import type { Language } from "../i18n/rules";
import { build } from "./build";
import { flow } from "./flow";
import { Typefaces } from "./ink";
import { renderPaper } from "./render";
import { textsOf } from "./rules";
import { type Element, inOrder } from "./structure";

const languages = Object.keys(sentences) as Language[];
const plain = (text: string) => text.replace(/\s+/g, "");

describe.each(languages)("a paper in %s", (language) => {
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await renderPaper(paper(language));
  });

  test("gives its text back to who copies it", async () => {
    const { pages } = await read(bytes);
    const paragraphs = pages
      .flatMap(({ told }) => told)
      .filter(([role, text]) => role === "P" && text.length > 60);
    expect(paragraphs.length).toBeGreaterThanOrEqual(9);
    expect(plain(paragraphs.map(([, text]) => text).join(""))).toContain(
      plain(sentences[language]),
    );
  });

  test("says what language it is in and what it is called", async () => {
    const { info } = await read(bytes);
    expect(info).toMatchObject({ Title: paper(language).title, Language: language });
  });

  test("is made of the same bytes when it is made again", async () => {
    expect((await renderPaper(paper(language))).equals(bytes)).toBe(true);
  });
});

describe("a paper in two languages", () => {
  let pages: Awaited<ReturnType<typeof read>>["pages"];
  beforeAll(async () => {
    pages = (await read(await renderPaper(paper("ar", "it")))).pages;
  });

  test("is read as the whole original section, then its translation", () => {
    const first =
      pages[0]?.tree.children?.[0]?.children?.filter(({ role }) => role === "Sect") ?? [];
    expect(first[0]?.children?.map(({ role, lang }) => [role, lang])).toEqual([
      ["Div", "it"],
      ["Div", "ar"],
    ]);
  });

  test("shows over its columns on every page of them what each one is", () => {
    const heads = pages.slice(1, 3).map(({ texts }) => [...texts.values()].join(" "));
    for (const head of heads) {
      expect(head).toContain("Head of it");
      expect(head).toContain("Head of ar");
    }
  });

  test("is read once: what is repeated on a page belongs to nobody", () => {
    const said = pages.flatMap(({ told }) => told).filter(([, text]) => text === "Head of it");
    expect(said).toHaveLength(1);
  });
});

describe("the file", () => {
  let bytes: Buffer;
  let objects: ReturnType<typeof objectsOf>;
  beforeAll(async () => {
    bytes = await renderPaper(paper("zh", "ar"));
    objects = objectsOf(bytes);
  });
  const heads = () => objects.map(({ head }) => head);

  test("calls itself PDF/A-2a and PDF/UA-1, readable without its filters", () => {
    const metadata = objects.find(({ head }) => head.includes("/Type /Metadata"));
    expect(metadata?.head).not.toContain("/Filter");
    const said = metadata?.content?.toString() ?? "";
    for (const part of [
      "<pdfaid:part>2<",
      "<pdfaid:conformance>A<",
      "<pdfuaid:part>1<",
      "<xmp:CreateDate>2026-11-22T10:00:00Z<",
    ])
      expect(said).toContain(part);
  });

  test("carries every typeface it uses, with the text of each code", () => {
    const fonts = heads().filter((head) => head.includes("/Subtype /Type0"));
    expect(fonts.length).toBeGreaterThanOrEqual(4);
    for (const font of fonts) expect(font).toMatch(/\/BaseFont \/[A-Z]{6}\+.*\/ToUnicode \d+ 0 R/);
    for (const head of heads().filter((one) => one.includes("/Type /FontDescriptor")))
      expect(head).toContain("/FontFile2");
    const maps = objects
      .filter(({ content }) => content?.includes("beginbfchar"))
      .map(({ content }) => content?.toString() ?? "");
    expect(maps).toHaveLength(fonts.length);
    for (const map of maps) expect(map).not.toMatch(/<>|<0000>$|<feff>$|<fffe>$/m);
  });

  test("has a small part of the Chinese typeface, not its 10 MB", () => {
    expect(bytes.length).toBeLessThan(200_000);
  });

  test("draws nothing outside of the tree or an artifact, never a missing glyph, and nothing transparent", () => {
    const contents = objects.flatMap(({ content }) =>
      content?.includes(" BDC\n") ? [content.toString("latin1")] : [],
    );
    expect(contents.length).toBeGreaterThan(1);
    for (const content of contents) {
      expect(content.replace(/\/\w+ <<[^\n]*>> BDC\n[\s\S]*?EMC\n/g, "")).toBe("");
      expect(content).not.toContain("<0000>");
    }
    expect(heads().join()).not.toMatch(
      /\/SMask|\/ca |\/CA |\/BM |\/Group|\/Encrypt|\/JavaScript|\/LZW/,
    );
  });

  test("names its colours by a profile, and for readers its title, its order and its marks", () => {
    const [catalog = ""] = heads();
    for (const part of [
      "/S /GTS_PDFA1",
      "/Marked true",
      "/DisplayDocTitle true",
      "/StructTreeRoot",
      "/Lang",
    ])
      expect(catalog).toContain(part);
    const profile = objects.find(({ head }) => head.includes("/N 3"))?.content;
    expect(profile?.readUInt32BE(0)).toBe(profile?.length);
    expect(profile?.toString("latin1", 36, 40)).toBe("acsp");
  });

  test("gives each picture words, each head of a table its direction, each link its own", () => {
    expect(heads().filter((head) => head.includes("/S /Figure"))).toEqual([
      expect.stringMatching(/\/Alt .*\/BBox/),
    ]);
    for (const head of heads().filter((one) => one.includes("/S /TH")))
      expect(head).toMatch(/\/Scope \/(Row|Column)/);
    expect(heads().filter((head) => head.includes("/Subtype /Link"))).toEqual([
      expect.stringMatching(/\/Contents .*\/StructParent/),
    ]);
    expect(heads().filter((head) => head.includes("/S /Link"))).toEqual([
      expect.stringContaining("/OBJR"),
    ]);
  });

  test("keeps Arabic in the order of reading for who listens", () => {
    const spoken = heads().flatMap(
      (head) => /\/ActualText <feff([0-9a-f]+)>/.exec(head)?.[1] ?? [],
    );
    expect(spoken.map((hex) => Buffer.from(hex, "hex").swap16().toString("utf16le"))).toContain(
      sentences.ar,
    );
  });
});

test("no page ends with a heading, and none has a single line of a longer paragraph", () => {
  for (let times = 5; times < 25; times++) {
    const sections = [
      { original: part("it", times), translation: part("de", times) },
      { text: part("en", times) },
    ];
    const { rows, document } = build({ ...paper("de", "it"), sections });
    const sheets = flow(rows, new Typefaces());
    const order = inOrder(document);
    const lines = new Map<Element, number[]>();
    for (const { pieces } of sheets) {
      const read = pieces.flatMap((piece) =>
        typeof piece.element === "string" ? [] : [{ ...piece, element: piece.element }],
      );
      expect(
        read.toSorted((a, b) => order.indexOf(a.element) - order.indexOf(b.element)).at(-1)?.element
          .type,
      ).not.toBe("H2");
      for (const { element, operators } of read)
        lines.set(element, [...(lines.get(element) ?? []), operators.split("BT ").length - 1]);
    }
    const torn = [...lines.values()].filter(({ length }) => length > 1);
    expect(torn.filter((counts) => counts.includes(1))).toEqual([]);
  }
});

test("a paper whose parts are taller than a page is laid out to its end", async () => {
  const text = `${sentences.de} `.repeat(120);
  const rows = Array.from({ length: 3 }, () => [text, text]);
  const blocks = [
    { kind: "table" as const, columns: [{ heading: text }, { heading: "B" }], rows },
    { kind: "note" as const, label: text, text },
  ];
  const sections = [{ text: { heading: text, blocks } }];
  const { pages } = await read(
    await renderPaper({ ...paper("de"), sections, signatures: [{ label: text, lines: [text] }] }),
  );
  expect(pages.at(-1)?.told.map(([, said]) => said)).toContain("K7");
});

test("every text of a paper can be looked through before it is made", () => {
  const texts = textsOf(paper("ar", "zh"));
  for (const text of [
    sentences.ar,
    sentences.zh,
    "Bisoprolol 7",
    "Head of zh",
    "Ada Inventata",
    "K7",
  ])
    expect(texts).toContain(text);
});
