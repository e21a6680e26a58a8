import { inflateSync } from "node:zlib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Language } from "../i18n/rules";
import { build } from "./build";
import { flow } from "./flow";
import { Typefaces } from "./ink";
import { renderPaper } from "./render";
import { type Paper, type Part, textsOf } from "./rules";
import { type Element, inOrder } from "./structure";

const sentences: Record<Language, string> = {
  en: "The patient has severe aortic stenosis (valve area 0.8 cm²); we recommend a replacement through a catheter.",
  it: "La paziente ha una stenosi aortica severa (area 0,8 cm²); si consiglia la sostituzione per via transcatetere.",
  fr: "La patiente présente une sténose aortique sévère (surface 0,8 cm²) ; l’œdème « modéré » est à surveiller.",
  de: "Die Patientin hat eine hochgradige Aortenklappenstenose (Öffnungsfläche 0,8 cm²); empfohlen wird der Ersatz.",
  es: "La paciente presenta estenosis aórtica grave (área 0,8 cm²). ¿Qué sigue? El reemplazo valvular por catéter.",
  ru: "У пациентки тяжёлый аортальный стеноз (площадь 0,8 см²); рекомендуется транскатетерная замена клапана.",
  ar: "تعاني المريضة من ضيق أبهري شديد (مساحة الصمام 0.8)؛ نوصي باستبدال الصمام عبر القسطرة (TAVI).",
  zh: "患者患有重度主动脉瓣狭窄（瓣口面积0.8 cm²），建议行经导管主动脉瓣置换术。",
};

const part = (language: Language, times: number): Part => ({
  heading: `1. ${sentences[language].slice(0, 12)}`,
  blocks: [
    ...Array.from({ length: times }, () => ({
      kind: "paragraph" as const,
      text: sentences[language].repeat(3),
    })),
    { kind: "list", items: [sentences[language], "Warfarin"] },
    {
      kind: "table",
      columns: [{ heading: "A", share: 2 }, { heading: "B" }],
      rows: Array.from({ length: 30 }, (_, row) => [`Bisoprolol ${row}`, "2,5 mg"]),
    },
    { kind: "keyValues", pairs: [["C", "1"]] },
    { kind: "note", label: "N", text: sentences[language] },
  ],
});

function paper(language: Language, original?: Language): Paper {
  const head = (of: Language) => ({ language: of, head: `Head of ${of}` });
  return {
    title: `Opinion ${sentences[language].slice(0, 8)}`,
    language,
    issuer: "Health Lombardy",
    madeAt: new Date("2026-11-22T10:00:00Z"),
    header: [["Number", "HL-1"]],
    ...(original ? { sides: { original: head(original), translation: head(language) } } : {}),
    sections: original
      ? [{ original: part(original, 9), translation: part(language, 9) }]
      : [{ text: part(language, 9) }],
    signatures: [{ label: "Signed by", lines: ["Ada Inventata"] }],
    verification: {
      heading: "Check",
      text: "Scan this",
      address: "https://health.example/verify/K7",
      code: "K7",
      pictureText: "QR code",
    },
    footer: "Health Lombardy",
    pageLabel: (page, pages) => `Page ${page} of ${pages}`,
  };
}

type Node = {
  role?: string;
  alt?: string;
  lang?: string;
  children?: Node[];
  id?: string;
  type?: string;
};

/** What an independent reader finds: each page's text by marked piece, and the tree. */
async function read(bytes: Buffer) {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1)),
  );
  const read = await Promise.all(
    pages.map(async (page) => {
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      const texts = new Map<string, string>();
      const open: string[] = [];
      for (const item of items) {
        if ("str" in item)
          texts.set(open.at(-1) ?? "", `${texts.get(open.at(-1) ?? "") ?? ""}${item.str}`);
        else if (item.type === "endMarkedContent") open.pop();
        else open.push(item.id ?? "");
      }
      return { texts, tree: (await page.getStructTree()) as Node };
    }),
  );
  const told = (node: Node, texts: Map<string, string>): [role: string, text: string][] => {
    const own = (node.children ?? [])
      .filter(({ type }) => type === "content")
      .map(({ id }) => texts.get(id ?? "") ?? "");
    const below = (node.children ?? [])
      .filter(({ type }) => type !== "content")
      .flatMap((child) => told(child, texts));
    return [
      ...(own.length > 0 ? [[node.role ?? "", own.join("").trim()] as [string, string]] : []),
      ...below,
    ];
  };
  const { info, metadata } = await document.getMetadata();
  return {
    info: info as { Title: string; Language: string },
    metadata,
    pages: read.map(({ texts, tree }) => ({ texts, tree, told: told(tree, texts) })),
  };
}

/** The file's objects, their streams opened. */
function objectsOf(bytes: Buffer) {
  const text = bytes.toString("latin1");
  return [...text.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)].map(([, , body = ""]) => {
    const [, head = body, stream] = /^([\s\S]*?)\nstream\n([\s\S]*)\nendstream$/.exec(body) ?? [];
    const content = stream === undefined ? undefined : Buffer.from(stream, "latin1");
    return {
      head,
      content: content && (head.includes("/FlateDecode") ? inflateSync(content) : content),
    };
  });
}

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
