import { z } from "zod";
import { irccsFields, recognitionKinds, recognitionLevels } from "@/catalogue/facilities/rules";
import {
  counted,
  counts,
  features,
  marks,
  origins,
  statementKinds,
  units,
} from "@/catalogue/statements/rules";

const Language = z.enum(["en", "it", "fr", "de", "es", "ru", "ar", "zh"]);
const Url = z.string().regex(/^https?:\/\/\S+$/);
const DateText = z.string().regex(/^\d{4}(-\d\d){0,2}$/);
const Codes = z.record(z.string(), z.array(z.string()));
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const Topics = z.object({
  districts: z.array(z.object({ id: z.string(), slug, codes: Codes })),
  specialties: z.array(
    z.object({ id: z.string(), slug, districts: z.array(z.string()), codes: Codes }),
  ),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["condition", "treatment"]),
      slug,
      district: z.string(),
      specialties: z.array(z.string()),
      /** Shows only facilities with evidence of their own. */
      needsDirect: z.boolean().default(false),
      codes: Codes,
    }),
  ),
});

/** By topic, by language: its name, the words patients use for it, and one plain sentence on what it is. */
export const Words = z.record(
  z.string(),
  z.record(
    Language,
    z.object({
      name: z.string().min(1),
      words: z.array(z.string().min(1)),
      about: z.string().min(1),
    }),
  ),
);

export const Facilities = z.array(
  z.object({
    slug,
    ministryCode: z.string().optional(),
    kind: z.enum([
      "asst-hospital",
      "irccs",
      "private-accredited",
      "private",
      "centre",
      "university",
    ]),
    ownership: z.enum(["public", "private"]),
    names: z.object({ common: z.string(), official: z.string(), ministry: z.string().nullish() }),
    operator: z.string().optional(),
    irccs: z
      .object({
        institute: slug,
        fields: z.array(z.enum(irccsFields)).min(1),
        seat: z.literal("elsewhere").optional(),
      })
      .optional(),
    isHospital: z.literal(false).optional(),
    address: z.object({
      street: z.string().nullable(),
      postcode: z.string().nullable(),
      comune: z.string(),
      province: z.string(),
    }),
    coordinates: z.tuple([z.number(), z.number()]).optional(),
    website: Url.optional(),
    internationalOffice: Url.optional(),
    phone: z.string().optional(),
    founded: z.number().int().optional(),
    beds: z.object({ count: z.number().int(), year: z.number().int().nullable() }).optional(),
    discharges: z.object({ count: z.number().int(), year: z.number().int() }).optional(),
    unconfirmed: z.array(z.string()).default([]),
    notes: z.record(z.string(), z.string()).default({}),
    languages: z.array(z.string()).default([]),
    languagesSource: Url.optional(),
    highlights: z
      .array(z.object({ text: z.string(), source: Url, date: DateText.nullable() }))
      .default([]),
    sources: z.array(Url),
  }),
);

export const Recognitions = z.array(
  z.object({
    facility: z.string(),
    kind: z.enum(recognitionKinds),
    /** A proper name, the same in every language. */
    name: z.string().optional(),
    level: z.enum(recognitionLevels).optional(),
    since: DateText.optional(),
    until: DateText.optional(),
    status: z.enum(["valid", "expired", "unknown"]),
    source: Url.optional(),
    sourceName: z.string().optional(),
    published: DateText.optional(),
    sourced: z.boolean(),
  }),
);

/** By facility: a factual description, the names it goes by elsewhere, and specialties listed without a source. */
export const Profiles = z.record(
  z.string(),
  z.object({
    about: z.object({ en: z.string(), it: z.string() }),
    names: z.array(z.object({ language: z.union([Language, z.literal("")]), name: z.string() })),
    listed: z.array(z.string()),
  }),
);

const Year = z.number().int().min(1900).max(2100);

/** What one source says that a facility does: in words of the messages for every language, whole in one or two. */
export const Statements = z.array(
  z.object({
    facility: z.string(),
    kind: z.enum(statementKinds),
    strength: z.enum(["strong", "fair"]),
    topics: z.array(z.string()).min(1),
    en: z.string().min(1),
    it: z.string().min(1).optional(),
    unit: z.enum(units).optional(),
    since: Year.optional(),
    marks: z.array(z.enum(marks)).default([]),
    features: z.array(z.enum(features)).default([]),
    measures: z
      .array(
        z.object({
          count: z.enum(counts),
          value: z.number().positive(),
          of: z.string().optional(),
          bound: z.enum(["about", "over"]).optional(),
          who: z.enum(counted).optional(),
          per: z.enum(["year", "part", "total"]).optional(),
          year: Year.optional(),
          from: Year.optional(),
          to: Year.optional(),
          origin: z.enum(origins).optional(),
          edition: Year.optional(),
        }),
      )
      .default([]),
    source: Url,
    date: DateText.nullable(),
  }),
);

export const Exclusions = z.array(
  z.object({
    facility: z.string(),
    topic: z.string(),
    why: z.string(),
    source: Url.nullish(),
  }),
);

/** What is said in the field without a source, or with a weak one: waits for the association. */
export const Questions = z.array(
  z.object({
    facility: z.string(),
    topic: z.string().nullable(),
    reason: z.enum(["no-source", "weak-source"]),
    en: z.string(),
    it: z.string().nullable(),
    source: Url.optional(),
  }),
);

/** By facility and position: what it is known for, in other languages than English. */
export const HighlightTexts = z.record(
  z.string(),
  z.record(z.string(), z.partialRecord(Language, z.string().min(1))),
);

/** By facility: its description in languages other than English and Italian. */
export const Abouts = z.record(z.string(), z.partialRecord(Language, z.string().min(1)));

export const Places = z.array(
  z.object({
    id: slug,
    kind: z.enum(["comune", "province", "airport", "lake"]),
    province: z.string().nullable(),
    code: z.string().optional(),
    coordinates: z.tuple([z.number(), z.number()]),
    /** By language: the name first, then other names people use for it. */
    names: z.partialRecord(Language, z.array(z.string()).min(1)),
  }),
);

/** Towns where visitors stay: no facility need stand there. */
export const Towns = z.array(
  z.object({
    id: slug,
    province: z.string().length(2),
    coordinates: z.tuple([z.number(), z.number()]),
    names: z.partialRecord(Language, z.array(z.string()).min(1)),
  }),
);
