import type { Language } from "@/platform/i18n/rules";
import type { Block, Paper, Part, Section } from "@/platform/paper/rules";

/** What the facility declares for a visa. Amounts are in the currency's cents. */
export type VisaBody = {
  kindOfCare: string;
  startsOn: string;
  /** Days in Italy, and of them as an in-patient. */
  days: number;
  inpatientDays: number;
  /** The likely cost of all of it, in euro. */
  totalCents: number;
  depositCents: number;
  depositCurrency: "EUR" | "USD";
  depositOn: string;
  companions: number;
  signerRole: string;
};

/** The share of the likely cost that the law asks to be paid in advance (DPR 394/1999, art. 44, 1 b). */
const depositShare = 0.3;
export const depositNeeded = (totalCents: number): number => Math.ceil(totalCents * depositShare);

export type Told = {
  body: VisaBody;
  patient: string;
  facility: string;
  facilityAddress: string;
  signer: string;
  signedAt: Date;
  code: string;
  /** Where anybody can check the code. */
  address: string;
};

/** The words of one language, by their keys under `journey.visa`. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

function partsIn(told: Told, language: Language, say: Say): Part[] {
  const { body } = told;
  const day = (iso: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(
      new Date(`${iso}T12:00:00Z`),
    );
  const money = (cents: number, currency: string) =>
    new Intl.NumberFormat(language, { style: "currency", currency }).format(cents / 100);
  const list = (keys: readonly string[]): Block => ({
    kind: "list",
    items: keys.map((key) => say(key)),
  });
  const total = money(body.totalCents, "EUR");
  return [
    {
      heading: say("paper.declaration"),
      blocks: [
        {
          kind: "paragraph",
          text: say("paper.declares", { facility: told.facility, patient: told.patient }),
        },
        {
          kind: "keyValues",
          pairs: [
            [say("kindOfCare"), body.kindOfCare],
            [say("startsOn"), day(body.startsOn)],
            [say("days"), String(body.days)],
            [say("inpatientDays"), String(body.inpatientDays)],
            [say("total"), total],
          ],
        },
        { kind: "note", label: say("paper.law"), text: "DPR 394/1999, art. 44, c. 1, a)" },
      ],
    },
    {
      heading: say("paper.deposit"),
      blocks: [
        {
          kind: "paragraph",
          text: say("paper.paid", {
            amount: money(body.depositCents, body.depositCurrency),
            date: day(body.depositOn),
          }),
        },
        {
          kind: "paragraph",
          text: say("paper.arithmetic", {
            total,
            share: money(depositNeeded(body.totalCents), "EUR"),
          }),
        },
        { kind: "note", label: say("paper.law"), text: "DPR 394/1999, art. 44, c. 1, b)" },
      ],
    },
    {
      heading: say("paper.means"),
      blocks: [
        { kind: "paragraph", text: say("paper.meansText") },
        list([
          "paper.mine.rest",
          "paper.mine.board",
          "paper.mine.return",
          ...(body.companions > 0 ? ["paper.mine.companion"] : []),
        ]),
        { kind: "note", label: say("paper.law"), text: "DPR 394/1999, art. 44, c. 1, c)" },
      ],
    },
    {
      heading: say("paper.certificate"),
      blocks: [
        { kind: "paragraph", text: say("paper.certificateText") },
        { kind: "note", label: say("paper.law"), text: "DPR 394/1999, art. 44, c. 1, d)" },
      ],
    },
    {
      heading: say("paper.permit"),
      blocks: [
        { kind: "paragraph", text: say("paper.permitText") },
        list([
          "paper.bring.form",
          "paper.bring.passport",
          "paper.bring.photos",
          "paper.bring.stamp",
          "paper.bring.declaration",
          "paper.bring.lodging",
          "paper.bring.cover",
        ]),
      ],
    },
  ];
}

/** The papers for a visa: Italian, with the patient's language beside it. */
export function visaPaper(
  told: Told,
  language: Language,
  sayIn: (language: Language) => Say,
): Paper {
  const [italian, own] = [sayIn("it"), sayIn(language)];
  const originals = partsIn(told, "it", italian);
  const isBoth = language !== "it";
  const translated = isBoth ? partsIn(told, language, own) : [];
  const name = (of: Language) => new Intl.DisplayNames([of], { type: "language" }).of(of) ?? of;
  const moment = (of: Language) =>
    new Intl.DateTimeFormat(of, {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: "Europe/Rome",
    }).format(told.signedAt);
  const sections: Section[] = originals.map((original, at) => {
    const translation = translated[at];
    return translation ? { original, translation } : { text: original };
  });
  return {
    title: own("paper.title"),
    language,
    issuer: "Health Lombardy",
    madeAt: told.signedAt,
    header: [
      [own("paper.patient"), told.patient],
      [own("paper.facility"), `${told.facility}, ${told.facilityAddress}`],
      [own("paper.date"), moment(language)],
    ],
    ...(isBoth
      ? {
          sides: {
            original: { language: "it", head: name("it") },
            translation: { language, head: name(language) },
          },
        }
      : {}),
    sections,
    signatures: [
      {
        label: own("paper.signedBy"),
        lines: [told.signer, told.facility, moment(language), own("paper.byHand")],
      },
    ],
    verification: {
      heading: own("paper.verifyTitle"),
      text: own("paper.verifyText"),
      address: told.address,
      code: told.code,
      pictureText: own("paper.verifyPicture"),
    },
    footer: own("paper.footer", { code: told.code }),
    pageLabel: (page, pages) => own("paper.page", { page, pages }),
  };
}
