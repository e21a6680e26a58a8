import { z } from "zod";
import { Text } from "@/cases/requests/schema";
import { languages } from "@/platform/i18n/rules";
import { detailFields } from "../needs/schema";

const common = {
  ...detailFields,
  airportId: z.string("choice").regex(/^[a-z0-9-]{2,60}$/, "choice"),
  people: z.coerce.number("choice").int().min(1, "choice").max(6, "choice"),
  visa: z.enum(["needed", "not-needed"], "choice"),
};

/** The wish to come: after a second opinion by its request, else to a facility. */
export const Begin = z
  .object({
    ...common,
    requestId: z.union([z.uuid(), z.literal("")]).default(""),
    facility: z
      .string()
      .regex(/^[a-z0-9-]{0,120}$/)
      .default(""),
    agrees: z.literal("yes", "agree"),
    consentVersion: z.coerce.number().int().positive(),
    consentLanguage: z.enum(languages),
  })
  .refine(({ requestId, facility }) => requestId !== "" || facility !== "", {
    path: ["facility"],
    error: "choice",
  });
export type Beginning = z.output<typeof Begin>;

export const Which = z.object({
  journeyId: z.uuid(),
  version: z.coerce.number().int().positive(),
});
export const Decline = Which.extend({ reason: Text(1000).pipe(z.string().min(1, "required")) });
