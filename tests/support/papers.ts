import { inflateSync } from "node:zlib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Language } from "@/platform/i18n/rules";
import type { Paper, Part } from "@/platform/paper/rules";

export const sentences: Record<Language, string> = {
  en: "The patient has severe aortic stenosis (valve area 0.8 cm²); we recommend a replacement through a catheter.",
  it: "La paziente ha una stenosi aortica severa (area 0,8 cm²); si consiglia la sostituzione per via transcatetere.",
  fr: "La patiente présente une sténose aortique sévère (surface 0,8 cm²) ; l’œdème « modéré » est à surveiller.",
  de: "Die Patientin hat eine hochgradige Aortenklappenstenose (Öffnungsfläche 0,8 cm²); empfohlen wird der Ersatz.",
  es: "La paciente presenta estenosis aórtica grave (área 0,8 cm²). ¿Qué sigue? El reemplazo valvular por catéter.",
  ru: "У пациентки тяжёлый аортальный стеноз (площадь 0,8 см²); рекомендуется транскатетерная замена клапана.",
  ar: "تعاني المريضة من ضيق أبهري شديد (مساحة الصمام 0.8)؛ نوصي باستبدال الصمام عبر القسطرة (TAVI).",
  zh: "患者患有重度主动脉瓣狭窄（瓣口面积0.8 cm²），建议行经导管主动脉瓣置换术。",
};

export const part = (language: Language, times: number): Part => ({
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

export function paper(language: Language, original?: Language): Paper {
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
export async function read(bytes: Buffer) {
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
export function objectsOf(bytes: Buffer) {
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
