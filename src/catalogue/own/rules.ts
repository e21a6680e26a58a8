/** How a language is spoken with patients. */
export const hows = ["staff", "interpreter", "telephone"] as const;
/** What a price covers. */
export const priceParts = [
  "visit",
  "tests",
  "operation",
  "anaesthesia",
  "stay",
  "medicines",
  "implants",
  "rehabilitation",
  "interpreter",
  "follow-up",
] as const;
export const answers = ["unknown", "yes", "no"] as const;
export const ageGroups = ["unknown", "adults", "children", "both"] as const;
export const accessFeatures = [
  "step-free",
  "accessible-toilet",
  "lift",
  "parking",
  "hearing-loop",
  "sign-language",
  "tactile-signs",
  "guide-dogs",
  "bariatric",
  "companion-bed",
  "quiet-room",
] as const;

export type Spoken = {
  language: string;
  how: (typeof hows)[number] | null;
  note: string | null;
  sourceUrl: string;
  sourceDate: string | null;
};
export type Offer = {
  topicId: string;
  evidenceUrl: string;
  evidenceDate: string | null;
  lead: string | null;
  volume: number | null;
  volumeYear: number | null;
  volumeUrl: string | null;
  priceFrom: number | null;
  priceTo: number | null;
  priceIncludes: string[];
  stayFrom: number | null;
  stayTo: number | null;
  waitFrom: number | null;
  waitTo: number | null;
  remote: (typeof answers)[number];
  ages: (typeof ageGroups)[number];
};
export type Doctor = {
  key: string;
  name: string;
  disciplines: string[];
  languages: string[];
  registration: string | null;
  order: string | null;
};
export type Picture = {
  file: string;
  width: number;
  height: number;
  credit: string;
  rights: string;
};

/** What a facility says of itself, with the names its page shows. */
export type OwnSections = {
  offers: (Offer & { name: string })[];
  doctors: (Doctor & { disciplineNames: string[] })[];
  accessibility: string[];
  photographs: (Picture & { alt: string | null })[];
};

export const isAccessFeature = (value: string): value is (typeof accessFeatures)[number] =>
  (accessFeatures as readonly string[]).includes(value);
const isPricePart = (value: string): value is (typeof priceParts)[number] =>
  (priceParts as readonly string[]).includes(value);
export const pricePartsOf = (offer: Pick<Offer, "priceIncludes">) =>
  offer.priceIncludes.filter(isPricePart);

/** Widths in which a photograph is kept, in pixels. */
export const pictureWidths = [480, 960, 1600] as const;
export const picturePath = (file: string, width: number, type: "avif" | "webp") =>
  `/pictures/${file}-${width}.${type}`;
