import { z } from "zod";
import { countryList } from "@/cases/care-path/rules";
import { OptionalLine } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";
import { daysAhead } from "./rules";

const Whole = (min: number, max: number) =>
  z
    .string("required")
    .trim()
    .min(1, "required")
    .refine(
      (text) => /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max,
      "number",
    )
    .transform(Number);
const isMoney = (text: string) => /^\d{1,6}(?:[.,]\d{1,2})?$/.test(text);
const inCents = (text: string) => Math.round(Number(text.replace(",", ".")) * 100);
const Money = z
  .string("required")
  .trim()
  .min(1, "required")
  .refine(isMoney, "money")
  .transform(inCents);
const OptionalMoney = z
  .string()
  .trim()
  .default("")
  .refine((text) => text === "" || isMoney(text), "money")
  .transform((text) => (text === "" ? null : inCents(text)));
const Day = z.string().trim().default("");
const isDay = (text: string) => z.iso.date().safeParse(text).success;
const tick = z.literal("yes").optional().transform(Boolean);

/** What a facility says it offers. `version` is the one the form was made from; 0 where nothing stood before. */
export const Terms = z
  .object({
    version: z.coerce.number().int().nonnegative(),
    isOffered: tick,
    pausedUntil: Day.refine((text) => text === "" || isDay(text), "date").transform(
      (text) => text || null,
    ),
    capacity: Whole(0, 1000),
    feeCents: Money,
    teamFeeCents: OptionalMoney,
    days: Whole(1, 5),
    teamDays: Whole(1, 7),
    minAge: Whole(0, 120),
    maxAge: Whole(0, 120),
    families: z.array(z.string().regex(/^[a-z-]{2,40}$/)).default([]),
    languages: z.array(z.enum(languages)).default([]),
    withInterpreter: tick,
    countriesNotServed: z
      .string()
      .max(800, "tooLong")
      .default("")
      .transform(countryList)
      .pipe(z.array(z.string().regex(/^[A-Z]{2}$/, "choice"), "choice")),
    sourceUrl: OptionalLine(500)
      .default("")
      .refine((text) => text === "" || (text.startsWith("https://") && URL.canParse(text)), "url")
      .transform((text) => text || null),
  })
  .refine((terms) => terms.minAge <= terms.maxAge, { path: ["maxAge"], error: "number" });
export type TermsInput = z.output<typeof Terms>;

/** The association's word, and the day on which it looks again: a year ahead at most. */
export const ConfirmTerms = z.object({
  facilityId: z.coerce.number().int().positive(),
  version: z.coerce.number().int().positive(),
  nextCheckOn: z
    .string("required")
    .min(1, "required")
    .refine(
      (day) => isDay(day) && daysAhead(day, new Date()) >= 1 && daysAhead(day, new Date()) <= 366,
      "date",
    ),
});
