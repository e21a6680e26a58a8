import { z } from "zod";
import { OptionalLine, storableText } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";
import { Moment } from "../times/schema";

/** Currencies in which a partner may offer; the euro binds where it is given. */
export const currencies = ["EUR", "CHF", "USD", "GBP"] as const;
export const vats = ["exempt", "included", "added"] as const;

const Step = z.strictObject({
  hours: z.number().int().min(1).max(2000),
  percent: z.number().int().min(0).max(100),
});

/** An offer in the one form of offers, as it lies in the database and, accepted, in the order. */
export const StoredOffer = z.strictObject({
  cents: z.number().int().min(0).max(100_000_000),
  currency: z.enum(currencies),
  vat: z.enum(vats),
  included: z.string().max(1000),
  excluded: z.string().max(1000),
  contractWith: z.string().max(200),
  cancellation: z.array(Step).max(4),
});
export type OfferContent = z.output<typeof StoredOffer>;

/** What a patient asks: which services, in the order of their own list. */
export const Ask = z.object({
  legId: z.uuid(),
  version: z.coerce.number().int().positive(),
  services: z.array(z.uuid(), "choice").min(1, "choice").max(12, "choice"),
  agrees: z.literal("yes", "agree"),
  consentVersion: z.coerce.number().int().positive(),
  consentLanguage: z.enum(languages),
});

const Words = (max: number) =>
  z
    .string()
    .max(max, "tooLong")
    .default("")
    .refine(storableText, "text")
    .transform((text) => text.normalize("NFC").trim());

const Part = (most: number) =>
  z
    .string()
    .trim()
    .default("")
    .refine((text) => text === "" || (/^\d{1,4}$/.test(text) && Number(text) <= most), "number")
    .transform((text) => (text === "" ? null : Number(text)));

/** A partner's offer as its form gives it. */
export const OfferForm = z
  .object({
    offerId: z.uuid(),
    version: z.coerce.number().int().positive(),
    startsAt: Moment,
    endsAt: Moment,
    price: z
      .string("required")
      .trim()
      .min(1, "required")
      .refine((text) => /^\d{1,6}(?:[.,]\d{1,2})?$/.test(text), "money")
      .transform((text) => Math.round(Number(text.replace(",", ".")) * 100)),
    currency: z.enum(currencies, "choice"),
    vat: z.enum(vats, "choice"),
    included: Words(1000).pipe(z.string().min(1, "required")),
    excluded: Words(1000),
    contractWith: OptionalLine(200).default(""),
    validUntil: Moment,
    firstHours: Part(2000),
    firstPercent: Part(100),
    lastHours: Part(2000),
    lastPercent: Part(100),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ["endsAt"], error: "beforeStart" })
  .refine(({ startsAt }) => startsAt.getTime() > Date.now(), { path: ["startsAt"], error: "past" })
  .refine(({ validUntil }) => validUntil.getTime() > Date.now(), {
    path: ["validUntil"],
    error: "past",
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
    ({ firstHours, lastHours, firstPercent, lastPercent }) =>
      firstHours === null ||
      lastHours === null ||
      (lastHours < firstHours && (lastPercent ?? 0) >= (firstPercent ?? 0)),
    { path: ["lastHours"], error: "laterStep" },
  )
  .transform(({ price, firstHours, firstPercent, lastHours, lastPercent, ...offer }) => ({
    ...offer,
    cents: price,
    cancellation: [
      { hours: firstHours, percent: firstPercent },
      { hours: lastHours, percent: lastPercent },
    ].flatMap(({ hours, percent }) =>
      hours === null || percent === null ? [] : [{ hours, percent }],
    ),
  }));
export type OfferInput = z.output<typeof OfferForm>;

export const WhichOffer = z.object({
  offerId: z.uuid(),
  version: z.coerce.number().int().positive(),
});
export const ReadNotice = z.object({
  offerId: z.uuid(),
  noticeVersion: z.coerce.number().int().positive(),
  noticeLanguage: z.enum(languages),
});
const WhichLeg = z.object({
  legId: z.uuid(),
  version: z.coerce.number().int().positive(),
});
export const ChooseLeg = WhichLeg.extend({
  choice: z.enum(["partners", "own", "not-needed", "done", "undone"]),
});
