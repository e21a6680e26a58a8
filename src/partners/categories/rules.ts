import { spokenLanguages } from "@/catalogue/facilities/rules";
import { dayIn, milan } from "@/platform/zones";

/** What partners do, in the order they are shown. Each has words under `partners.categories`. */
export const categories = [
  "transfer",
  "ambulance",
  "air-ambulance",
  "lodging",
  "interpreter",
  "translator",
  "companion",
  "home-care",
  "pharmacy-equipment",
  "visa-help",
  "insurance-cover",
] as const;
export type Category = (typeof categories)[number];

/** One thing that is looked at. Each has words under `partners.items`. */
export type Item = {
  key: string;
  /** Whether a paper is asked for, or the association finds out by itself. */
  paper: boolean;
  /** Whether the paper has an end of its own. */
  ends: "none" | "needed";
  /** For how many days a check holds where the paper has no end of its own. */
  holds: number | null;
  optional?: boolean | undefined;
};

export type Checklist = {
  version: number;
  publishedOn: string;
  common: readonly Item[];
  categories: readonly { key: Category; items: readonly Item[] }[];
};

/** What is asked of a firm of these categories: what all are asked first, each thing once. */
export function itemsFor(checklist: Checklist, chosen: readonly string[]): Item[] {
  const all = [
    ...checklist.common.filter((item) => !item.optional),
    ...checklist.categories.filter(({ key }) => chosen.includes(key)).flatMap(({ items }) => items),
    ...checklist.common.filter((item) => item.optional),
  ];
  return all.filter((item, at) => all.findIndex(({ key }) => key === item.key) === at);
}

/** How a price is made. Each has words under `partners.prices`. */
export const priceModels = ["fixed", "hour", "km", "night", "quote"] as const;
export type PriceModel = (typeof priceModels)[number];

/** What makes a service usable. Each has words under `partners.features`. */
export const features = [
  "step-free",
  "wheelchair",
  "stretcher",
  "oxygen",
  "bariatric",
  "hearing-loop",
  "sign-language",
  "companion-bed",
  "child-seat",
] as const;
export type Feature = (typeof features)[number];

/** How many days an ISO day lies after today in Milan; negative where it is past. */
export const daysUntil = (day: string, now: Date): number =>
  Math.round((Date.parse(day) - Date.parse(dayIn(milan, now))) / 86_400_000);

/** The ISO day so many days after today in Milan. */
export const dayAfter = (days: number, now: Date): string =>
  new Date(Date.parse(dayIn(milan, now)) + days * 86_400_000).toISOString().slice(0, 10);

/** The languages a service can be given in: those that facilities speak, and Chinese. */
export const serviceLanguages = [...spokenLanguages, "zh"] as const;
