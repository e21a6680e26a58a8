import { z } from "zod";
import { storableText } from "@/platform/form";
import { Which } from "../requests/schema";

const Words = (max: number) =>
  z
    .string()
    .max(max, "tooLong")
    .refine(storableText, "text")
    .transform((text) => text.normalize("NFC").trim())
    .pipe(z.string().min(1, "required"));

export const AskVisit = Which;
export const PlanVisit = Which.extend({ at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "date"), interpreter: z.literal("yes").optional() });
export const HoldVisit = Which.extend({ present: Words(500), notes: Words(6000) });
