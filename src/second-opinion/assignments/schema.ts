import { z } from "zod";
import { storableText } from "@/platform/form";
import { Which } from "../requests/schema";
import { specialistDeclines } from "./rules";

const Words = (max: number) =>
  z
    .string()
    .max(max, "tooLong")
    .refine(storableText, "text")
    .transform((text) => text.normalize("NFC").trim());

export const Triage = z.discriminatedUnion("does", [
  Which.extend({
    does: z.literal("suitable"),
    specialist: z.uuid("choice"),
    reader: z.enum(["single", "team"], "choice"),
    summary: Words(4000).pipe(z.string().min(1, "required")),
    noNames: z.literal("yes", "noNames"),
  }),
  Which.extend({ does: z.literal("not-suitable"), why: Words(2000).pipe(z.string().min(1, "required")) }),
]);

export const Answer = z.object({
  assignmentId: z.uuid(),
  does: z.enum(["accept", "decline"]),
  code: z.enum(specialistDeclines).default("other"),
  why: Words(1000).default(""),
});
export const AskPatient = Which.extend({ question: Words(2000).pipe(z.string().min(1, "required")) });
export const Waited = Which.extend({ answer: Words(4000).pipe(z.string().min(1, "required")) });
