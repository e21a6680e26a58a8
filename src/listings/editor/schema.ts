import { z } from "zod";
import { OptionalLine } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";
import { sections } from "../facilities/rules";
import { Body } from "../facilities/schema";

const Series = z.enum(["", ...languages]).default("");
const Id = z.coerce.number().int().positive();

/** Which section of which record a form is of, and what it was made from. */
export const Place = z.object({
  recordId: Id,
  language: Series,
  section: z.enum(sections),
  version: z.coerce.number().int().nonnegative().default(0),
  sourceNo: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .or(z.literal("").transform(() => undefined)),
  /** The item that the form was made from, as a hash; where the section is written item by item. */
  itemHash: z.string().max(64).default(""),
  item: z.string().max(60).default(""),
  of: z.string().max(120).default(""),
});

const RecordLanguage = z.object({
  recordId: Id,
  language: Series,
  of: z.string().max(120).default(""),
});
export const Submit = RecordLanguage.extend({ asksOffice: z.literal("yes").optional() });
export const OneDraft = z.object({ draftId: z.uuid(), of: z.string().max(120).default("") });
export const Settle = Place.extend({
  text: Body(6000),
  keep: z.enum(["mine", "theirs", "paragraphs"]).default("paragraphs"),
});

const When = z
  .string()
  .trim()
  .default("")
  .refine((text) => text === "" || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text), "date");
export const Decide = z.object({
  changeId: z.uuid(),
  hash: z.string().length(64),
  answer: z.enum(["approve", "return"]),
  reason: OptionalLine(500).default(""),
  overruled: OptionalLine(500).default(""),
  publishAt: When,
  of: z.string().max(120).default(""),
});
export const OneChange = z.object({ changeId: z.uuid(), of: z.string().max(120).default("") });
export const Skip = OneChange.extend({ comment: OptionalLine(500).default("") });
export const Look = OneChange.extend({ result: z.enum(["right", "wrong"]) });
export const Unit = RecordLanguage.extend({ field: z.string().max(80) });
export const Act = z.object({
  actId: z.string().regex(/^\d{1,18}$/),
  of: z.string().max(120).default(""),
});
export const Back = RecordLanguage.extend({ releaseNumber: Id });
export const Confirm = RecordLanguage.extend({
  field: z.string().max(80),
  valueHash: z.string().length(64),
  method: z.enum(["paper", "call", "visit", "website"]),
  paper: OptionalLine(200).default(""),
  untilOn: z
    .string()
    .trim()
    .default("")
    .refine((text) => text === "" || z.iso.date().safeParse(text).success, "date")
    .transform((text) => text || null),
});
