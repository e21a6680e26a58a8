import type { z } from "zod";
import { type SpokenLanguage, spokenLanguages } from "@/catalogue/facilities/rules";
import type { Doctor, Offer, Spoken } from "@/catalogue/own/rules";
import type { Section } from "../facilities/rules";
import {
  AccessForm,
  CaptionsForm,
  ContactForm,
  DoctorForm,
  LanguagesForm,
  OfferForm,
  TextForm,
} from "../facilities/schema";
import type { Json } from "../releases/rules";

type Made = { value: Json; item?: string };
/** How the form of a section becomes its value, upon what stands there now. */
type Making = { form: z.ZodType; make: (input: never, current: Json) => Made | null };

const listOf = <T>(current: Json) => (Array.isArray(current) ? current : []) as unknown as T[];
const asJson = (value: unknown) => value as Json;
const byId = <T>(list: T[], id: (one: T) => string) =>
  list.sort((one, other) => (id(one) < id(other) ? -1 : 1));

/** Languages as they are ticked; what is not changed keeps its source. A new one without an address is refused. */
function languagesOf(input: z.output<typeof LanguagesForm>, current: Json): Made | null {
  const before = new Map(listOf<Spoken>(current).map((one) => [one.language, one]));
  const answers = input as unknown as Record<string, string>;
  const chosen = spokenLanguages.flatMap((language: SpokenLanguage): (Spoken | null)[] => {
    const answer = answers[`how-${language}`] ?? "";
    if (answer === "") return [];
    const how = answer === "listed" ? null : (answer as Spoken["how"]);
    const there = before.get(language);
    if (there && there.how === how) return [there];
    const sourceUrl = input.sourceUrl ?? there?.sourceUrl;
    return sourceUrl
      ? [{ language, how, note: there?.note ?? null, sourceUrl, sourceDate: null }]
      : [null];
  });
  if (chosen.includes(null)) return null;
  return { value: asJson(byId(chosen as Spoken[], (one) => one.language)) };
}

function offersOf(input: z.output<typeof OfferForm>, current: Json): Made {
  const others = listOf<Offer>(current).filter((one) => one.topicId !== input.topicId);
  return { value: asJson(byId([...others, input], (one) => one.topicId)), item: input.topicId };
}

function doctorsOf(input: z.output<typeof DoctorForm>, current: Json): Made {
  const key = input.key || crypto.randomUUID();
  const all = listOf<Doctor>(current);
  const one = { ...input, key };
  const isThere = all.some((other) => other.key === key);
  return {
    value: asJson(isThere ? all.map((other) => (other.key === key ? one : other)) : [...all, one]),
    item: key,
  };
}

export const makings: Record<Exclude<Section, "photographs">, Making> = {
  text: {
    form: TextForm,
    make: (input: z.output<typeof TextForm>) => ({ value: { about: input.about } }),
  },
  contact: { form: ContactForm, make: (input: z.output<typeof ContactForm>) => ({ value: input }) },
  languages: { form: LanguagesForm, make: languagesOf },
  accessibility: {
    form: AccessForm,
    make: (input: z.output<typeof AccessForm>) => ({ value: [...new Set(input.features)].sort() }),
  },
  offers: { form: OfferForm, make: offersOf },
  doctors: { form: DoctorForm, make: doctorsOf },
  captions: {
    form: CaptionsForm,
    make: (input: z.output<typeof CaptionsForm>) => ({ value: input }),
  },
};

const idNames: Partial<Record<Section, string>> = {
  offers: "topicId",
  doctors: "key",
  photographs: "file",
};

export const itemOf = (section: Section, value: Json, id: string): Json | null => {
  const name = idNames[section];
  const found = listOf<Record<string, Json>>(value).find(
    (one) => name !== undefined && one[name] === id,
  );
  return found ?? null;
};

export const withoutItem = (section: Section, value: Json, id: string): Json =>
  listOf<Record<string, Json>>(value).filter((one) => one[idNames[section] ?? ""] !== id) as Json;
