import { z } from "zod";
import { storableText } from "@/platform/form";

const Words = z
  .string("required")
  .max(4000, "tooLong")
  .refine(storableText, "text")
  .transform((text) => text.normalize("NFC").trim())
  .pipe(z.string().min(1, "required"));

export const Complain = z.object({ requestId: z.uuid(), body: Words });
export const OneComplaint = z.object({ complaintId: z.uuid() });
export const AnswerComplaint = OneComplaint.extend({ answer: Words });
