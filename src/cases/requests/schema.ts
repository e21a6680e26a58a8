import { z } from "zod";
import { plainDigits } from "@/platform/digits";
import { Line, OptionalLine, storableText } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";
import { dayIn } from "@/platform/zones";
import { deskDecisions, ownDecisions } from "./rules";

/** A text of several lines that a person typed, in one form. */
export const Text = (max: number) =>
  z
    .string("required")
    .max(max, "tooLong")
    .refine(storableText, "text")
    .transform((text) => text.normalize("NFC").trim());
export const NeededText = (max: number) => Text(max).pipe(z.string().min(1, "required"));
/** Units that people write behind a height or a weight. */
const unit = /\s*(?:kg|cm|kilos?|кг|см|كغم?|كجم|سم|公斤|千克|厘米)\.?$/iu;
const number = (min: number, max: number) =>
  z
    .string()
    .trim()
    .default("")
    .transform((text) => plainDigits(text.replace(unit, "")).trim().replace(",", "."))
    .refine(
      (text) =>
        text === "" ||
        (/^\d{1,3}(?:\.\d{1,2})?$/.test(text) && Number(text) >= min && Number(text) <= max),
      "number",
    );

/** Where a day begins first: who is born today there is born today. */
const earliest = "Pacific/Kiritimati";

const Birth = z
  .string("required")
  .min(1, "required")
  .refine(
    (day) =>
      z.iso.date().safeParse(day).success &&
      day >= "1900-01-01" &&
      day <= dayIn(earliest, new Date()),
    "date",
  );

const isTimeZone = (zone: string) => {
  try {
    return (
      zone.length < 60 &&
      new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== ""
    );
  } catch {
    return false;
  }
};

/** Each page of the form by its step. */
export const Steps = {
  who: z.object({
    birth: Birth,
    sex: z.enum(["female", "male", "other"], "choice"),
    height: number(30, 250),
    weight: number(1, 400),
  }),
  question: z.object({ condition: Line(200), questions: NeededText(2000) }),
  story: z.object({
    story: NeededText(8000),
    operations: Text(4000).default(""),
    medicines: Text(4000).default(""),
    allergies: Text(2000).default(""),
  }),
  treatment: z.object({ proposed: NeededText(4000) }),
  reach: z.object({
    speak: z.enum(languages, "choice"),
    channel: z.enum(["portal", "phone"], "choice"),
    phone: OptionalLine(30)
      .default("")
      .transform((text) => text.replace(/^00(?=\d)/, "+"))
      .refine((text) => text === "" || /^\+[\d\s()./-]{6,28}$/.test(text), "phone"),
    zone: z.string().refine(isTimeZone, "choice"),
  }),
} as const;

export const Start = z.object({
  country: z.string().regex(/^[A-Z]{2}$/, "choice"),
  topic: z
    .string()
    .regex(/^(?:(?:district|specialty|condition|treatment):[a-z0-9-]{1,120})?$/)
    .default(""),
  facility: z
    .string()
    .regex(/^(?:[a-z0-9-]{1,120})?$/)
    .default(""),
});

export const Which = z.object({ requestId: z.uuid(), version: z.coerce.number().int().positive() });
export const DecideOwn = Which.extend({ act: z.enum(ownDecisions) });
export const Decide = Which.extend({
  act: z.enum(deskDecisions),
  urgency: z.enum(["A", "B", "C"], "choice").optional(),
  why: Text(2000).default(""),
});
export const Message = z.object({ requestId: z.uuid(), body: NeededText(4000) });
export const Paper = z.object({ requestId: z.uuid(), kind: z.string().regex(/^[a-z-]{2,40}$/) });
export const DecidePaper = z.object({
  requestId: z.uuid(),
  paperId: z.uuid(),
  verdict: z.enum(["accepted", "refused"]),
  reason: Text(500).default(""),
});
