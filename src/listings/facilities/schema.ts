import { z } from "zod";
import { spokenLanguages } from "@/catalogue/facilities/rules";
import { accessFeatures, ageGroups, answers, hows, priceParts } from "@/catalogue/own/rules";
import { Line, OptionalLine, storableText } from "@/platform/form";

const thisYear = () => new Date().getUTCFullYear();

/** A text of several lines: paragraphs apart by one empty line. */
export const Body = (max: number) =>
  z
    .string()
    .max(max, "tooLong")
    .default("")
    .refine(storableText, "text")
    .transform((text) =>
      text
        .normalize("NFC")
        .replaceAll("\r\n", "\n")
        .replaceAll(/[^\S\n]+/g, " ")
        .replaceAll(/ ?\n ?/g, "\n")
        .replaceAll(/\n{3,}/g, "\n\n")
        .trim(),
    );

const Maybe = (max: number) =>
  OptionalLine(max)
    .default("")
    .transform((text) => text || null);
const isAddress = (text: string) => /^https:\/\//.test(text) && URL.canParse(text);
const MaybeAddress = OptionalLine(500)
  .default("")
  .refine((text) => text === "" || isAddress(text), "url")
  .transform((text) => text || null);
const Address = Line(500).refine(isAddress, "url");
const MaybePhone = OptionalLine(40)
  .default("")
  .refine((text) => text === "" || /^\+\d[\d ]{5,30}$/.test(text), "phone")
  .transform((text) => text || null);
const MaybeNumber = (min: () => number, max: () => number) =>
  z
    .string()
    .trim()
    .default("")
    .refine(
      (text) =>
        text === "" || (/^\d{1,7}$/.test(text) && Number(text) >= min() && Number(text) <= max()),
      "number",
    )
    .transform((text) => (text === "" ? null : Number(text)));
const upTo = (max: number) =>
  MaybeNumber(
    () => 0,
    () => max,
  );
const MaybeDate = z
  .string()
  .trim()
  .default("")
  .refine(
    (text) => text === "" || (/^\d{4}(-\d{2}){0,2}$/.test(text) && !Number.isNaN(Date.parse(text))),
    "date",
  )
  .transform((text) => text || null);

export const TextForm = z.object({ about: Body(3000) });

export const ContactForm = z.object({
  commonName: Line(200),
  officialName: Line(300),
  street: Maybe(200),
  postcode: OptionalLine(5)
    .default("")
    .refine((text) => text === "" || /^\d{5}$/.test(text), "number")
    .transform((text) => text || null),
  phone: MaybePhone,
  website: MaybeAddress,
  internationalOffice: MaybeAddress,
});

/** One answer a language, and where it can be read. */
export const LanguagesForm = z.object({
  sourceUrl: MaybeAddress,
  ...Object.fromEntries(
    spokenLanguages.map((language) => [
      `how-${language}`,
      z.enum(["", "listed", ...hows]).default(""),
    ]),
  ),
} as { sourceUrl: typeof MaybeAddress } & Record<`how-${string}`, z.ZodDefault<z.ZodEnum>>);

export const AccessForm = z.object({ features: z.array(z.enum(accessFeatures)).default([]) });

const inOrder = (from: number | null, to: number | null) =>
  (from === null) === (to === null) && (from === null || from <= (to ?? 0));

export const OfferForm = z
  .object({
    topicId: z.string().regex(/^[A-Z]\d{1,4}$/, "choice"),
    evidenceUrl: Address,
    evidenceDate: MaybeDate,
    lead: Maybe(120),
    volume: upTo(1_000_000),
    volumeYear: MaybeNumber(() => 1990, thisYear),
    volumeUrl: MaybeAddress,
    priceFrom: upTo(1_000_000),
    priceTo: upTo(1_000_000),
    priceIncludes: z.array(z.enum(priceParts)).default([]),
    stayFrom: upTo(365),
    stayTo: upTo(365),
    waitFrom: upTo(1000),
    waitTo: upTo(1000),
    remote: z.enum(answers).default("unknown"),
    ages: z.enum(ageGroups).default("unknown"),
  })
  .refine((one) => one.volume === null || (one.volumeYear !== null && one.volumeUrl !== null), {
    path: ["volumeUrl"],
    error: "volumeSource",
  })
  .refine((one) => inOrder(one.priceFrom, one.priceTo), { path: ["priceTo"], error: "order" })
  .refine((one) => one.priceFrom === null || one.priceIncludes.length > 0, {
    path: ["priceIncludes"],
    error: "priceParts",
  })
  .refine((one) => inOrder(one.stayFrom, one.stayTo), { path: ["stayTo"], error: "order" })
  .refine((one) => inOrder(one.waitFrom, one.waitTo), { path: ["waitTo"], error: "order" });

export const DoctorForm = z.object({
  key: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .or(z.literal(""))
    .default(""),
  name: Line(120),
  disciplines: z.array(z.string().regex(/^S\d{1,4}$/, "choice")).default([]),
  languages: z.array(z.enum(spokenLanguages)).default([]),
  registration: Maybe(40),
  order: Maybe(80),
});

export const CaptionsForm = z.record(z.string(), z.unknown()).transform((form) =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => {
      const file = /^alt-([a-f0-9]{32})$/.exec(name)?.[1];
      const alt =
        typeof value === "string" ? value.normalize("NFC").replaceAll(/\s+/g, " ").trim() : "";
      return file && alt && storableText(alt) ? [[file, alt.slice(0, 300)] as const] : [];
    }),
  ),
);
