import { z } from "zod";
import { NeededText, Text, Which } from "@/cases/requests/schema";
import { languages } from "@/platform/i18n/rules";
import { type Content, isField, mostSigns, sectionKeys } from "./rules";

export const Judge = Which.extend({
  judgement: NeededText(500),
  language: z.enum(languages, "choice"),
});

/** The form's own fields by their names; what is not one of them is left out. */
export const Draft = z
  .looseObject({ opinionId: z.uuid(), revision: z.coerce.number().int().positive() })
  .transform(({ opinionId, revision, ...rest }, context) => {
    const content: Content = {};
    for (const [name, value] of Object.entries(rest)) {
      if (!isField(name) || typeof value !== "string") continue;
      const read = Text(mostSigns).safeParse(value);
      if (read.success) content[name] = read.data;
      else
        context.addIssue({
          code: "custom",
          path: [name],
          message: read.error.issues[0]?.message ?? "text",
        });
    }
    return { opinionId, revision, content };
  });

export const Comment = z.object({
  opinionId: z.uuid(),
  section: z.enum(sectionKeys),
  body: NeededText(2000),
});
export const AnswerComment = z.object({ commentId: z.uuid(), answer: NeededText(2000) });
export const Verdict = Which.extend({ opinionId: z.uuid(), does: z.enum(["agree", "return"]) });
export const Sign = Which.extend({ opinionId: z.uuid(), alone: Text(1000).default("") });
export const Question = z.object({ requestId: z.uuid(), body: NeededText(2000) });
export const AnswerQuestion = z.object({ questionId: z.uuid(), answer: NeededText(6000) });
/** A code as it stands on the paper, however it was typed. */
export const Code = z
  .string()
  .transform((code) => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ""))
  .pipe(z.string().min(8).max(24));
export const Amend = Which.extend({ why: Text(2000).default("") });
