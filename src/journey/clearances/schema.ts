import { z } from "zod";
import { families } from "../check-ins/rules";

export const Clear = z.object({
  journeyId: z.uuid(),
  version: z.coerce.number().int().positive(),
  rule: z.string("choice").regex(/^[a-z-]{2,40}$/, "choice"),
  fitOn: z
    .string("required")
    .trim()
    .min(1, "required")
    .refine(
      (text) =>
        /^\d{4}-\d\d-\d\d$/.test(text) &&
        !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
        new Date(`${text}T00:00:00Z`).toISOString().startsWith(text),
      "date",
    ),
  family: z.enum(families, "choice"),
});
