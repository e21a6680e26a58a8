import { z } from "zod";
import { storableText } from "@/platform/form";
import { asksAdvice, type CheckInAnswers, families, type QuestionKey, questionKeys } from "./rules";

const Key = z.enum(questionKeys);
const Hours = z.number().int().positive().max(1000);

export const CheckInFile = z
  .strictObject({
    version: z.number().int().positive(),
    publishedOn: z.iso.date(),
    warnings: z.array(Key).min(1),
    goodWhenYes: z.array(Key),
    families: z.record(z.enum(families), z.array(Key).min(8).max(12)),
    answerHours: Hours,
    remindAfterHours: Hours,
    callAfterHours: Hours,
  })
  .refine(({ warnings, goodWhenYes }) => warnings.every((key) => !goodWhenYes.includes(key)), {
    path: ["warnings"],
    error: "both",
  });

const YesNo = z.enum(["yes", "no"], "choice");

/** The answers as they lie in the database. */
export const StoredAnswers = z.strictObject({
  questions: z.partialRecord(Key, YesNo),
  pain: z.number().int().min(0).max(10),
  note: z.string().max(2000),
  advice: z.enum(["yes", "partly", "no"]).optional(),
});

const Note = z
  .string()
  .max(2000, "tooLong")
  .default("")
  .refine(storableText, "text")
  .transform((text) => text.normalize("NFC").trim());

/** The form of one day: every question of the family has its answer. */
export const answerForm = (questions: readonly QuestionKey[], day: number) =>
  z
    .object({
      checkInId: z.uuid(),
      pain: z
        .string("choice")
        .refine((text) => /^(?:\d|10)$/.test(text), "choice")
        .transform(Number),
      note: Note,
      ...(asksAdvice(day) ? { advice: z.enum(["yes", "partly", "no"], "choice") } : {}),
      ...Object.fromEntries(questions.map((key) => [key, YesNo])),
    })
    .transform((fields) => {
      const given = fields as Record<string, unknown>;
      const answers: CheckInAnswers = {
        questions: Object.fromEntries(questions.map((key) => [key, given[key] as "yes" | "no"])),
        pain: given.pain as number,
        note: given.note as string,
        ...(given.advice ? { advice: given.advice as "yes" } : {}),
      };
      return { checkInId: given.checkInId as string, answers };
    });

export const Reply = z.object({
  checkInId: z.uuid(),
  reply: Note.pipe(z.string().min(1, "required")),
});
