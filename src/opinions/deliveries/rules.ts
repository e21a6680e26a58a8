import type { Language } from "@/platform/i18n/rules";
import type { Block, Paper, Part, Section } from "@/platform/paper/rules";
import { type Content, nameOfField, sections } from "../opinions/rules";

/** The words of one language for an opinion's form, by their keys under `secondOpinion`. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

export type Told = {
  number: string;
  patient: string;
  birth: string;
  facility: string;
  version: number;
  language: Language;
  content: Content;
  firstJudgement: string;
  firstJudgementAt: Date;
  signer: string;
  signedAt: Date;
  code: string;
  isAlone: boolean;
  translation: { language: Language; texts: Content; at: Date; quality: string } | null;
  address: string;
  madeAt: Date;
};

/** The parts of one side. Both sides are made alike, so that a block stands beside its translation. */
function partsOf(
  content: Content,
  texts: Content,
  { firstJudgement, firstJudgementAt }: Told,
  say: Say,
  date: (at: Date) => string,
): Part[] {
  const textOf = (name: string) => texts[name] ?? content[name] ?? "";
  return sections.map(({ key, fields }) => {
    const blocks: Block[] = [];
    if (key === "judgement")
      blocks.push({
        kind: "note",
        label: say("opinion.judgedAt", { date: date(firstJudgementAt) }),
        text: texts.judgement ?? firstJudgement,
      });
    for (const field of fields) {
      const value = content[field.name] ?? "";
      if (value.trim() === "") continue;
      const { base, at } = nameOfField(field.name);
      const label = `${at ? `${say("opinion.stepNumber", { number: at })}: ` : ""}${say(`opinion.fields.${base}`)}`;
      if (field.kind === "choice")
        blocks.push({ kind: "keyValues", pairs: [[label, say(`opinion.options.${value}`)]] });
      else if (field.name === key) blocks.push({ kind: "paragraph", text: textOf(field.name) });
      else blocks.push({ kind: "note", label, text: textOf(field.name) });
    }
    if (blocks.length === 0) blocks.push({ kind: "paragraph", text: say("opinion.nothing") });
    return { heading: say(`opinion.sections.${key}`), blocks };
  });
}

/** A signed opinion as a paper: in its own language, or beside its translation where there is one. */
export function paperOf(told: Told, sayIn: (language: Language) => Say): Paper {
  const { language, translation } = told;
  const main = translation?.language ?? language;
  const say = sayIn(main);
  const dateIn = (lang: Language) => (at: Date) =>
    new Intl.DateTimeFormat(lang, {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: "Europe/Rome",
    }).format(at);
  const originals = partsOf(told.content, told.content, told, sayIn(language), dateIn(language));
  const translated =
    translation && partsOf(told.content, translation.texts, told, say, dateIn(main));
  const name = (of: Language, into: Language) =>
    new Intl.DisplayNames([into], { type: "language" }).of(of) ?? of;
  const all: Section[] = originals.map((original, at) => {
    const beside = translated?.[at];
    return beside ? { original, translation: beside } : { text: original };
  });
  return {
    title: say("opinion.paperTitle", { number: told.number }),
    subtitle: say("opinion.paperVersion", { version: told.version }),
    language: main,
    issuer: "Health Lombardy",
    madeAt: told.madeAt,
    header: [
      [say("opinion.head.patient"), told.patient],
      [say("opinion.head.birth"), told.birth],
      [say("opinion.head.number"), told.number],
      [say("opinion.head.facility"), told.facility],
      [say("opinion.head.specialist"), told.signer],
      [
        say("opinion.head.languages"),
        translation
          ? `${name(language, main)}, ${name(translation.language, main)}`
          : name(language, main),
      ],
      [say("opinion.head.date"), dateIn(main)(told.signedAt)],
    ],
    ...(translation
      ? {
          sides: {
            original: {
              language,
              head: sayIn(language)("opinion.originalHead", { language: name(language, language) }),
            },
            translation: {
              language: main,
              head: say(`opinion.${translation.quality}Head`, {
                language: name(main, main),
                date: dateIn(main)(translation.at),
              }),
            },
          },
        }
      : {}),
    sections: all,
    signatures: [
      {
        label: say("opinion.signedBy"),
        lines: [
          told.signer,
          told.facility,
          dateIn(main)(told.signedAt),
          say(told.isAlone ? "opinion.alone" : "opinion.secondReader"),
        ],
      },
    ],
    verification: {
      heading: say("opinion.verifyTitle"),
      text: say("opinion.verifyText"),
      address: told.address,
      code: told.code,
      pictureText: say("opinion.verifyPicture"),
    },
    footer: say("opinion.paperFooter", {
      number: told.number,
      version: told.version,
      code: told.code,
    }),
    pageLabel: (page, pages) => say("opinion.page", { page, pages }),
  };
}
