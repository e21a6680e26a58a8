import type { Language } from "../i18n/rules";

/** What a paper says in one place: plain text. An empty line begins another paragraph. */
export type Block =
  | { kind: "paragraph"; text: string }
  | { kind: "list"; items: readonly string[]; isNumbered?: boolean }
  | {
      kind: "table";
      columns: readonly { heading: string; share?: number }[];
      rows: readonly (readonly string[])[];
    }
  | { kind: "keyValues"; pairs: readonly (readonly [label: string, value: string])[] }
  | { kind: "note"; label: string; text: string };

export type Part = { heading: string; blocks: readonly Block[] };

/** A section in the paper's language, or in the original's and the translation's, side by side, block by block. */
export type Section = { text: Part } | { original: Part; translation: Part };

/** One of the two columns: its language, and what stands at its head on each page. */
type Side = { language: Language; head: string };

type Signature = { label: string; lines: readonly string[] };

/** A document in neutral terms: its words come from the caller, in the paper's language. */
export type Paper = {
  title: string;
  subtitle?: string;
  language: Language;
  /** Who gives the paper out, for its properties. */
  issuer: string;
  /** Stands in the file as its date; the same paper at the same time gives the same bytes. */
  madeAt: Date;
  header: readonly (readonly [label: string, value: string])[];
  sides?: { original: Side; translation: Side };
  sections: readonly Section[];
  signatures: readonly Signature[];
  /** Where a reader can check that the paper is ours. */
  verification: {
    heading: string;
    text: string;
    address: string;
    code: string;
    pictureText: string;
  };
  footer: string;
  pageLabel: (page: number, pages: number) => string;
};

/** Text as it is set: composed signs, no controls but line breaks, nothing invisible that would only break words. */
export function cleaned(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, "\n")
    .replace(/\t/g, " ")
    .replace(/[\p{Cc}\u00ad\ufeff\ufffe\uffff]/gu, (sign) => (sign === "\n" ? sign : ""))
    .replace(/[ \n]+$/, "");
}

/** Every text of a paper, to check it before it is made. */
export function textsOf(paper: Paper): string[] {
  const ofPart = (part: Part) => [part.heading, ...part.blocks.flatMap(textsOfBlock)];
  return [
    paper.title,
    paper.subtitle ?? "",
    ...paper.header.flat(),
    ...(paper.sides ? [paper.sides.original.head, paper.sides.translation.head] : []),
    ...paper.sections.flatMap((section) =>
      "text" in section
        ? ofPart(section.text)
        : [...ofPart(section.original), ...ofPart(section.translation)],
    ),
    ...paper.signatures.flatMap(({ label, lines }) => [label, ...lines]),
    paper.verification.heading,
    paper.verification.text,
    paper.verification.address,
    paper.verification.code,
    paper.footer,
  ];
}

function textsOfBlock(block: Block): string[] {
  if (block.kind === "paragraph") return [block.text];
  if (block.kind === "list") return [...block.items];
  if (block.kind === "table")
    return [...block.columns.map(({ heading }) => heading), ...block.rows.flat()];
  if (block.kind === "keyValues") return block.pairs.flat();
  return [block.label, block.text];
}
