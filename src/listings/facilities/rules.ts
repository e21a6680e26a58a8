import type { Doctor, Offer, Picture, Spoken } from "@/catalogue/own/rules";
import type { Fields, Json } from "../releases/rules";

export const factSections = [
  "contact",
  "languages",
  "offers",
  "doctors",
  "accessibility",
  "photographs",
] as const;
export const textSections = ["text", "captions"] as const;
export type Section = (typeof factSections)[number] | (typeof textSections)[number];
export const sections = [...textSections.slice(0, 1), ...factSections, "captions"] as const;
export const isSection = (value: unknown): value is Section =>
  (sections as readonly unknown[]).includes(value);
export const isOfLanguage = (section: Section) =>
  (textSections as readonly string[]).includes(section);

export type Contact = {
  commonName: string;
  officialName: string;
  street: string | null;
  postcode: string | null;
  phone: string | null;
  website: string | null;
  internationalOffice: string | null;
};
export type Facts = {
  contact: Contact;
  languages: Spoken[];
  offers: Offer[];
  doctors: Doctor[];
  accessibility: string[];
  photographs: Picture[];
};
export type Texts = { text: { about: string }; captions: Record<string, string> };
export const emptyTexts: Texts = { text: { about: "" }, captions: {} };

const list = (value: Json | undefined): { [key: string]: Json }[] =>
  Array.isArray(value) ? (value as { [key: string]: Json }[]) : [];

/** A claim is one member of a list: a language, an offer, a doctor, a feature. */
export function claimsOf(fields: Fields): Record<string, Json> {
  return Object.fromEntries([
    ...list(fields.languages).map((one) => [`languages/${one.language}`, one]),
    ...list(fields.offers).map((one) => [`offers/${one.topicId}`, one]),
    ...list(fields.doctors).map((one) => [`doctors/${one.key}`, one]),
    ...((fields.accessibility ?? []) as string[]).map((one) => [`accessibility/${one}`, one]),
  ]);
}

const idOf: Record<string, string> = { languages: "language", offers: "topicId", doctors: "key" };

export function withoutClaim(fields: Fields, claim: string): Fields {
  const [section = "", id = ""] = claim.split("/");
  const members = fields[section];
  if (!Array.isArray(members)) return fields;
  const name = idOf[section];
  const stays = (one: Json) =>
    (name && one !== null && typeof one === "object" && !Array.isArray(one) ? one[name] : one) !==
    id;
  return { ...fields, [section]: members.filter(stays) };
}

export function unitsOfTexts(fields: Fields): Record<string, string> {
  const { text, captions } = { ...emptyTexts, ...(fields as Partial<Texts>) };
  return {
    about: text.about,
    ...Object.fromEntries(Object.entries(captions).map(([file, alt]) => [`captions/${file}`, alt])),
  };
}

/** What a facility's page could still say, the most useful first. */
const wanted: readonly { section: Section; isThere: (facts: Facts, texts: Texts) => boolean }[] = [
  { section: "text", isThere: (_, texts) => texts.text.about.length >= 120 },
  { section: "languages", isThere: ({ languages }) => languages.length > 0 },
  { section: "offers", isThere: ({ offers }) => offers.length > 0 },
  {
    section: "contact",
    isThere: ({ contact }) => Boolean(contact.phone && contact.website && contact.street),
  },
  { section: "doctors", isThere: ({ doctors }) => doctors.length > 0 },
  { section: "accessibility", isThere: ({ accessibility }) => accessibility.length > 0 },
  { section: "photographs", isThere: ({ photographs }) => photographs.length > 0 },
];

/** How much of what patients look for stands there, in per cent, and the three most useful sections to fill next. */
export function completeness(facts: Facts, texts: Texts): { percent: number; next: Section[] } {
  const missing = wanted.filter(({ isThere }) => !isThere(facts, texts));
  return {
    percent: Math.round(((wanted.length - missing.length) / wanted.length) * 100),
    next: missing.slice(0, 3).map(({ section }) => section),
  };
}
