/** A field of the form: words, one of a few answers, or a row of the proposed steps. */
export type Field =
  | { name: string; kind: "text"; rows: number; isNeeded?: boolean }
  | { name: string; kind: "choice"; options: readonly string[]; isNeeded?: boolean };
export type Section = { key: string; fields: readonly Field[] };

const text = (name: string, rows = 4, isNeeded = false): Field => ({
  name,
  kind: "text",
  rows,
  isNeeded,
});
const choice = (name: string, options: readonly string[], isNeeded = true): Field => ({
  name,
  kind: "choice",
  options,
  isNeeded,
});

/** How many proposed steps of the first doctor have a row. */
const mostSteps = 6;
const stepNumbers = Array.from({ length: mostSteps }, (_, at) => at + 1);

/** The fixed form of an opinion, in its order. Its words stand under `opinions.opinion`. */
export const sections: readonly Section[] = [
  { key: "questions", fields: [text("questions", 5, true)] },
  { key: "seen", fields: [text("seen", 4, true), text("gaps", 2)] },
  { key: "summary", fields: [text("summary", 6, true)] },
  { key: "judgement", fields: [] },
  {
    key: "findings",
    fields: [text("findings", 5), choice("difference", ["not-read", "none", "minor", "major"])],
  },
  {
    key: "diagnosis",
    fields: [
      choice("verdict", ["agree", "refine", "change"]),
      text("diagnosis", 4, true),
      choice("confidence", ["high", "middle", "low"]),
    ],
  },
  {
    key: "treatment",
    fields: stepNumbers.flatMap((at) => [
      text(`step-${at}`, 2),
      choice(`verdict-${at}`, ["agree", "change", "not-needed"], false),
      text(`reason-${at}`, 2),
      text(`source-${at}`, 1),
    ]),
  },
  { key: "alternatives", fields: [text("alternatives", 4)] },
  { key: "urgency", fields: [text("urgency", 3, true)] },
  { key: "change", fields: [text("change", 3, true)] },
  { key: "limits", fields: [text("limits", 3, true)] },
  { key: "interest", fields: [choice("treats", ["yes", "no"]), text("interest", 2, true)] },
  { key: "plain", fields: [text("plain", 10, true)] },
  { key: "letter", fields: [text("letter", 8, true)] },
];

export type Content = Record<string, string>;
export const sectionKeys = sections.map((section) => section.key);
/** The sections that a second reader comments on and a writer fills in. */
const fields = sections.flatMap((section) => section.fields);
export const isField = (name: string): boolean => fields.some((field) => field.name === name);
const textFields = fields.filter((field) => field.kind === "text").map((field) => field.name);
/** The longest text of a field, in signs. */
export const mostSigns = 6000;

/** The fields without which an opinion cannot go to its second reader: each needed one, and in a step begun its verdict and reason. */
export function missingIn(content: Content): string[] {
  const has = (name: string) => (content[name] ?? "").trim() !== "";
  const needed = fields
    .filter((field) => field.isNeeded && !has(field.name))
    .map((field) => field.name);
  const steps = stepNumbers
    .filter((at) => has(`step-${at}`))
    .flatMap((at) => [`verdict-${at}`, `reason-${at}`].filter((name) => !has(name)));
  return [...needed, ...steps];
}

/** The texts that a translator translates: those that are written, by field; the first judgement as "judgement". */
export function textsIn({
  content,
  firstJudgement,
}: {
  content: Content;
  firstJudgement: string | null;
}): Content {
  const written = textFields
    .filter((name) => content[name]?.trim())
    .map((name) => [name, content[name] ?? ""] as const);
  return {
    ...(firstJudgement ? { judgement: firstJudgement } : {}),
    ...Object.fromEntries(written),
  };
}

export type Signed = {
  number: string;
  version: number;
  language: string;
  content: Content;
  firstJudgement: string;
  firstJudgementAt: string;
  signer: string;
  signedAt: string;
};

/** What is hashed when an opinion is signed: content, signer and time, in one way of writing. */
export const signedText = ({
  number,
  version,
  language,
  content,
  firstJudgement,
  firstJudgementAt,
  signer,
  signedAt,
}: Signed): string =>
  JSON.stringify([
    "health-lombardy opinion 1",
    number,
    version,
    language,
    Object.keys(content)
      .sort()
      .map((name) => [name, content[name]]),
    firstJudgement,
    firstJudgementAt,
    signer,
    signedAt,
  ]);

export type OpinionState = "draft" | "second-reading" | "signed" | "given-up";

/** What a field is called, and of the rows of steps which one it is in. */
export function nameOfField(name: string): { base: string; at: number | null } {
  const [, base = name, at] = /^(.+)-(\d)$/.exec(name) ?? [];
  return { base, at: at ? Number(at) : null };
}
