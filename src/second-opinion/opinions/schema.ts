import { z } from "zod";
import { storableText } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";
import { Which } from "../requests/schema";
import { type Content, isField, mostSigns, sectionKeys } from "./rules";

const Words = (max: number) =>
  z
    .string("required")
    .max(max, "tooLong")
    .refine(storableText, "text")
    .transform((text) => text.normalize("NFC").trim());
const NeededWords = (max: number) => Words(max).pipe(z.string().min(1, "required"));

export const Judge = Which.extend({ judgement: NeededWords(500), language: z.enum(languages, "choice") });

/** The form's own fields by their names; what is not one of them is left out. */
export const Draft = z
  .looseObject({ opinionId: z.uuid(), revision: z.coerce.number().int().positive() })
  .transform(({ opinionId, revision, ...rest }, context) => {
    const content: Content = {};
    for (const [name, value] of Object.entries(rest)) {
      if (!isField(name) || typeof value !== "string") continue;
      const read = Words(mostSigns).safeParse(value);
      if (read.success) content[name] = read.data;
      else context.addIssue({ code: "custom", path: [name], message: read.error.issues[0]?.message ?? "text" });
    }
    return { opinionId, revision, content };
  });

export const Comment = z.object({ opinionId: z.uuid(), section: z.enum(sectionKeys), body: NeededWords(2000) });
export const AnswerComment = z.object({ commentId: z.uuid(), answer: NeededWords(2000) });
export const Verdict = Which.extend({ opinionId: z.uuid(), does: z.enum(["agree", "return"]) });
export const Sign = Which.extend({ opinionId: z.uuid(), alone: Words(1000).default("") });
export const Question = z.object({ requestId: z.uuid(), body: NeededWords(2000) });
export const AnswerQuestion = z.object({ questionId: z.uuid(), answer: NeededWords(6000) });
/** A code as it stands on the paper, however it was typed. */
export const Code = z
  .string()
  .transform((code) => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ""))
  .pipe(z.string().min(8).max(24));
