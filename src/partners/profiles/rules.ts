import { createHash } from "node:crypto";
import type { Language } from "@/platform/i18n/rules";
import type { Category, Feature, PriceModel } from "../categories/rules";

/** What it costs to cancel: from so many hours before on, this share of the price. The latest step counts. */
export type CancelStep = { hours: number; percent: number };

export type Service = {
  id: string;
  category: Category;
  name: string;
  /** What is in the price, and what is not. */
  included: string;
  /** Places of the catalogue. */
  areas: string[];
  languages: string[];
  /** 1 is Monday. */
  days: number[];
  /** "08:00"; the same twice means day and night. */
  opens: string;
  closes: string;
  /** Orders that can be served on one day. */
  capacity: number;
  priceModel: PriceModel;
  fromCents: number | null;
  toCents: number | null;
  features: Feature[];
  /** The earliest step first. Before it, cancelling costs nothing. */
  cancellation: CancelStep[];
};

type Translated = {
  text: string;
  /** Of the original that it was made from. */
  source: string;
  /** Somebody who reads both languages has compared them. */
  isChecked: boolean;
};
type Translations = Partial<Record<Language, Record<string, Translated>>>;

/** All that a partner says in public: a full copy, as it is proposed, approved and published. */
export type Profile = {
  language: Language;
  about: string;
  services: Service[];
  translations: Translations;
};

export const emptyProfile = (language: Language): Profile => ({
  language,
  about: "",
  services: [],
  translations: {},
});

/** What of a profile is text, by the key under which it is translated. */
export function unitsOf(profile: Pick<Profile, "about" | "services">): Record<string, string> {
  return Object.fromEntries(
    [
      ["about", profile.about],
      ...profile.services.flatMap((service) => [
        [`${service.id}.name`, service.name],
        [`${service.id}.included`, service.included],
      ]),
    ].filter(([, text]) => text !== ""),
  );
}

/** The hash of a text without what makes no difference: composed signs, white space, the shape of quotes. */
export function sourceHash(text: string): string {
  const plain = text
    .normalize("NFC")
    .replaceAll(/[«»“”„‟]/g, '"')
    .replaceAll(/[‘’‚‛]/g, "'")
    .replaceAll(/\s+/g, " ")
    .trim();
  return createHash("sha256").update(plain).digest("hex").slice(0, 32);
}

/** How a text stands in a language. Each has words under `partners.textStates`. */
export type TextState = "original" | "missing" | "draft" | "checked" | "outdated";

export function textState(profile: Profile, language: Language, key: string): TextState {
  if (language === profile.language) return "original";
  const translated = profile.translations[language]?.[key];
  if (!translated?.text) return "missing";
  if (translated.source !== sourceHash(unitsOf(profile)[key] ?? "")) return "outdated";
  return translated.isChecked ? "checked" : "draft";
}

/** A text for a reader: in their language where there is one, else the original, with the language it is in. */
export function textFor(
  profile: Profile,
  language: Language,
  key: string,
): { text: string; language: Language; state: TextState } {
  const state = textState(profile, language, key);
  const translated = profile.translations[language]?.[key];
  return state === "missing" || state === "original" || !translated
    ? { text: unitsOf(profile)[key] ?? "", language: profile.language, state }
    : { text: translated.text, language, state };
}

/** A profile as the one text that is hashed: the same content gives the same hash, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .join(",")}}`;
  return JSON.stringify(value);
}
export const profileHash = (profile: Profile): Buffer =>
  createHash("sha256").update(canonical(profile)).digest();

/** The share of the price that cancelling costs so many hours before. */
export const cancelPercent = (steps: readonly CancelStep[], hoursBefore: number): number =>
  steps.filter(({ hours }) => hoursBefore < hours).at(-1)?.percent ?? 0;

export type ProfileReason = "not-found" | "stale" | "illegal" | "tooManyServices" | "inReview";
export const mostServices = 30;
