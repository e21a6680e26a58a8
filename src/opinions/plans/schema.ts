import { z } from "zod";
import { Text, Which } from "@/cases/requests/schema";
import { disordered, type Plan, parts, planTexts, vat } from "./rules";

const Words = Text(4000).default("");
const Count = (most: number) =>
  z
    .string()
    .trim()
    .default("")
    .refine((text) => text === "" || (/^\d{1,4}$/.test(text) && Number(text) <= most), "number")
    .transform((text) => (text === "" ? null : Number(text)));
/** An amount of money as it is typed, in whole units or with cents, in cents. */
const Money = z
  .string()
  .trim()
  .default("")
  .refine((text) => text === "" || /^\d{1,7}(?:[.,]\d{1,2})?$/.test(text), "money")
  .transform((text) => (text === "" ? null : Math.round(Number(text.replace(",", ".")) * 100)));

const money = Object.fromEntries(
  parts.flatMap((part) => ["low", "likely", "high"].map((end) => [`${part}-${end}`, Money])),
);

export const Draft = z
  .object({
    requestId: z.uuid(),
    version: z.coerce.number().int().positive(),
    revision: z.coerce.number().int().nonnegative(),
    does: z.enum(["save", "send"]),
    nights: Count(365),
    daysBeforeFlying: Count(365),
    depositPercent: Count(100),
    vat: z.enum(vat, "choice"),
    ...Object.fromEntries(planTexts.map((name) => [name, Words])),
    ...money,
  })
  .transform((fields, context) => {
    const at = fields as Record<string, unknown>;
    const amounts: Plan["amounts"] = {};
    for (const part of parts) {
      const [low, likely, high] = ["low", "likely", "high"].map(
        (end) => at[`${part}-${end}`] as number | null,
      );
      if (low === null && likely === null && high === null) continue;
      if (typeof low !== "number" || typeof likely !== "number" || typeof high !== "number") {
        context.addIssue({ code: "custom", path: [`${part}-low`], message: "range" });
        continue;
      }
      amounts[part] = [low, likely, high];
    }
    for (const part of disordered({ amounts }))
      context.addIssue({ code: "custom", path: [`${part}-low`], message: "range" });
    const texts = Object.fromEntries(
      planTexts.map((name) => [name, at[name] as string]).filter(([, text]) => text),
    ) as Plan["texts"];
    const { nights, daysBeforeFlying, depositPercent } = fields;
    const plan: Plan = {
      texts,
      nights,
      daysBeforeFlying,
      depositPercent,
      vat: fields.vat,
      amounts,
      currency: "EUR",
    };
    return {
      requestId: fields.requestId,
      version: fields.version,
      revision: fields.revision,
      does: fields.does,
      plan,
    };
  });

export const AskPlan = Which;
export const AnswerPlan = z.object({
  planId: z.uuid(),
  does: z.enum(["accept", "ask", "decline"]),
  question: Words,
});
