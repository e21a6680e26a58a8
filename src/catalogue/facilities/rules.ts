export const provinces = [
  "BG",
  "BS",
  "CO",
  "CR",
  "LC",
  "LO",
  "MB",
  "MI",
  "MN",
  "PV",
  "SO",
  "VA",
] as const;
export type Province = (typeof provinces)[number];
/** The towns that their provinces are named after; Monza's province is named after two. */
export const capitals: Record<Province, string> = {
  BG: "Bergamo",
  BS: "Brescia",
  CO: "Como",
  CR: "Cremona",
  LC: "Lecco",
  LO: "Lodi",
  MB: "",
  MI: "Milano",
  MN: "Mantova",
  PV: "Pavia",
  SO: "Sondrio",
  VA: "Varese",
};
export const ownerships = ["public", "private"] as const;
export type Ownership = (typeof ownerships)[number];
export const facilityKinds = [
  "asst-hospital",
  "irccs",
  "private-accredited",
  "private",
  "centre",
  "university",
] as const;
export type FacilityKind = (typeof facilityKinds)[number];
/** Whether the kind of a facility says already who owns it. */
export const saysOwnership = (kind: FacilityKind) =>
  ["asst-hospital", "private-accredited", "private"].includes(kind);
export const recognitionKinds = [
  "jci",
  "oeci",
  "cancer-network",
  "ern",
  "rare-disease-network",
  "car-t",
  "transplant",
  "stroke-unit",
  "trauma-centre",
  "sicob",
  "endometriosis-network",
  "diabetic-foot",
  "spinal-unit",
  "neonatal-network",
  "tuberculosis",
] as const;
export type RecognitionKind = (typeof recognitionKinds)[number];
export const recognitionLevels = ["hub", "spoke", "second", "third", "children"] as const;
export type RecognitionLevel = (typeof recognitionLevels)[number];
/** What can be said of a mark today. */
export type RecognitionState = "valid" | "expired" | "unknown";
/** The fields for which the ministry recognises research hospitals (IRCCS) here. */
export const irccsFields = [
  "psychiatric-diseases",
  "rehabilitation",
  "geriatrics",
  "paediatrics",
  "emergency",
  "repair",
  "oncology",
  "nervous-system",
  "molecular-medicine",
  "immune-diseases",
  "cardiovascular",
  "locomotor",
  "neurology",
  "endocrine-metabolic",
  "nephrology-urology",
  "transplants",
  "internal-medicine",
  "occupational-medicine",
] as const;
export type IrccsField = (typeof irccsFields)[number];
export const spokenLanguages = [
  "it",
  "en",
  "fr",
  "de",
  "es",
  "ru",
  "ar",
  "sq",
  "bs",
  "bg",
  "hr",
  "nl",
  "fil",
  "hu",
  "no",
  "sr",
] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];
export const isSpokenLanguage = (language: string): language is SpokenLanguage =>
  (spokenLanguages as readonly string[]).includes(language);
export const sorts = ["evidence", "name", "beds", "discharges", "distance"] as const;
export const distances = [10, 25, 50, 100] as const;

/** A claim's basis: where it is said, when that was said, and who has confirmed it since. */
export type Claim = {
  isSourced: boolean;
  sourceUrl: string | null;
  sourceName?: string | null;
  sourceDate: string | null;
  readOn: string;
  confirmedBy: "facility" | "association" | null;
  confirmedOn: string | null;
};

export const facilityPath = (slug: string) => `/facilities/${slug}`;

/** Whether something said at `date` (a year, a month or a day) is to be shown as old. */
export function isOld(date: string | null, now: Date, oldAfterYears: number): boolean {
  if (!date) return false;
  return now.getUTCFullYear() - Number(date.slice(0, 4)) >= oldAfterYears;
}

/** Registers that are read from a copy elsewhere are named by who publishes them. */
const publishers: readonly (readonly [string, string])[] = [
  ["https://github.com/eurostat/", "Eurostat (Ministero della Salute)"],
  ["https://github.com/hl7-it/", "HL7 Italia (Ministero della Salute)"],
  ["https://www.dati.salute.gov.it/", "Ministero della Salute"],
];

export const publisherOf = (url: string | null): string | null =>
  publishers.find(([start]) => url?.startsWith(start))?.[1] ?? null;

/** How a source is called: by its publisher, or by its site, "example.org", without "www.". */
export function sourceName(url: string): string {
  const publisher = publisherOf(url);
  if (publisher) return publisher;
  try {
    return new URL(url).hostname.replace(/^www\d?\./, "");
  } catch {
    return url;
  }
}
