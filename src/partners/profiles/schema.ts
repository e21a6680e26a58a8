import { z } from "zod";
import { wordFaults } from "@/content/wording/rules";
import { Line, storableText } from "@/platform/form";
import { type Language, languages } from "@/platform/i18n/rules";
import { Text } from "../applications/schema";
import { categories, features, priceModels, serviceLanguages } from "../categories/rules";

const placeId = /^[a-z0-9-]{2,60}$/;
const time = z.string("required").regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "time");

const Step = z.strictObject({
  hours: z.number().int().min(1).max(2000),
  percent: z.number().int().min(0).max(100),
});

const Service = z.strictObject({
  id: z.uuid(),
  category: z.enum(categories),
  name: z.string().min(1).max(120),
  included: z.string().max(1000),
  areas: z.array(z.string().regex(placeId)).min(1).max(40),
  languages: z.array(z.enum(serviceLanguages)).min(1),
  days: z.array(z.number().int().min(1).max(7)).min(1),
  opens: time,
  closes: time,
  capacity: z.number().int().min(1).max(10_000),
  priceModel: z.enum(priceModels),
  fromCents: z.number().int().min(0).nullable(),
  toCents: z.number().int().min(0).nullable(),
  features: z.array(z.enum(features)),
  cancellation: z.array(Step).max(4),
});

/** A profile as it lies in the database. */
export const StoredProfile = z.strictObject({
  language: z.enum(languages),
  about: z.string().max(2000),
  services: z.array(Service).max(30),
  translations: z.partialRecord(
    z.enum(languages),
    z.record(
      z.string(),
      z.strictObject({ text: z.string().max(2000), source: z.string(), isChecked: z.boolean() }),
    ),
  ),
});

const Version = { version: z.coerce.number().int().nonnegative() };

/** Words that promise, compare or press are refused beside the field, in the language they are written in. */
export const hasPraise = (text: string, language: Language): boolean =>
  wordFaults(text, language, "care").length > 0;

export const About = z.object({
  ...Version,
  language: z.enum(languages, "choice"),
  about: Text(2000),
});

const Whole = (min: number, max: number) =>
  z
    .string("required")
    .trim()
    .min(1, "required")
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) >= min && Number(text) <= max,
      "number",
    )
    .transform(Number);
const OptionalWhole = (min: number, max: number) =>
  z
    .string()
    .trim()
    .default("")
    .refine(
      (text) =>
        text === "" || (/^\d{1,5}$/.test(text) && Number(text) >= min && Number(text) <= max),
      "number",
    )
    .transform((text) => (text === "" ? null : Number(text)));
const Money = z
  .string()
  .trim()
  .default("")
  .refine((text) => text === "" || /^\d{1,7}(?:[.,]\d{1,2})?$/.test(text), "money")
  .transform((text) => (text === "" ? null : Math.round(Number(text.replace(",", ".")) * 100)));

/** One service as its form gives it. Empty `id` is a new one. */
export const ServiceForm = z
  .object({
    ...Version,
    id: z.union([z.uuid(), z.literal("")]).default(""),
    category: z.enum(categories, "choice"),
    name: Line(120),
    included: z
      .string()
      .max(1000, "tooLong")
      .default("")
      .refine(storableText, "text")
      .transform((text) => text.normalize("NFC").trim()),
    areas: z.array(z.string().regex(placeId), "choice").min(1, "choice").max(40, "choice"),
    languages: z.array(z.enum(serviceLanguages), "choice").min(1, "choice"),
    days: z.array(z.coerce.number().int().min(1).max(7), "choice").min(1, "choice"),
    opens: time,
    closes: time,
    capacity: Whole(1, 10_000),
    priceModel: z.enum(priceModels, "choice"),
    from: Money,
    to: Money,
    features: z.array(z.enum(features)).default([]),
    firstHours: OptionalWhole(1, 2000),
    firstPercent: OptionalWhole(0, 100),
    lastHours: OptionalWhole(1, 2000),
    lastPercent: OptionalWhole(0, 100),
  })
  .refine(({ priceModel, from }) => (priceModel === "quote") === (from === null), {
    path: ["from"],
    error: "price",
  })
  .refine(({ from, to }) => to === null || (from !== null && to >= from), {
    path: ["to"],
    error: "range",
  })
  .refine(({ firstHours, firstPercent }) => (firstHours === null) === (firstPercent === null), {
    path: ["firstPercent"],
    error: "both",
  })
  .refine(({ lastHours, lastPercent }) => (lastHours === null) === (lastPercent === null), {
    path: ["lastPercent"],
    error: "both",
  })
  .refine(
    ({ firstHours, firstPercent, lastHours, lastPercent }) =>
      firstHours === null ||
      lastHours === null ||
      (lastHours < firstHours && (lastPercent ?? 0) >= (firstPercent ?? 0)),
    { path: ["lastHours"], error: "laterStep" },
  )
  .transform(({ from, to, firstHours, firstPercent, lastHours, lastPercent, ...service }) => ({
    ...service,
    fromCents: from,
    toCents: from === null ? null : (to ?? from),
    cancellation: [
      { hours: firstHours, percent: firstPercent },
      { hours: lastHours, percent: lastPercent },
    ].flatMap(({ hours, percent }) =>
      hours === null || percent === null ? [] : [{ hours, percent }],
    ),
  }));
export type ServiceInput = z.output<typeof ServiceForm>;

export const RemoveService = z.object({ ...Version, id: z.uuid() });

export const Translate = z.object({
  ...Version,
  language: z.enum(languages, "choice"),
  key: z.string().regex(/^(?:about|[0-9a-f-]{36}\.(?:name|included))$/),
  source: z.string().regex(/^[0-9a-f]{32}$/),
  text: Text(2000),
  isChecked: z.literal("yes").optional().transform(Boolean),
});
