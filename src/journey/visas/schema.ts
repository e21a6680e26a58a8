import { z } from "zod";
import { Line } from "@/platform/form";
import { depositNeeded } from "./rules";

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
const Day = z.string("required").trim().min(1, "required").refine(isDay, "date");
const Days = (most: number) =>
  z
    .string("required")
    .trim()
    .min(1, "required")
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) <= most, "number")
    .transform(Number);
const Money = z
  .string("required")
  .trim()
  .min(1, "required")
  .refine(
    (text) => /^\d{1,7}(?:[.,]\d{1,2})?$/.test(text) && Number(text.replace(",", ".")) > 0,
    "money",
  )
  .transform((text) => Math.round(Number(text.replace(",", ".")) * 100));

/** What is sealed with a visa file. */
export const StoredVisa = z.strictObject({
  kindOfCare: z.string(),
  startsOn: z.string().refine(isDay),
  days: z.number().int(),
  inpatientDays: z.number().int(),
  totalCents: z.number().int().positive(),
  depositCents: z.number().int().positive(),
  depositCurrency: z.enum(["EUR", "USD"]),
  depositOn: z.string().refine(isDay),
  companions: z.number().int().min(0).max(5),
  signerRole: z.string(),
});

export const VisaForm = z
  .object({
    journeyId: z.uuid(),
    version: z.coerce.number().int().positive(),
    kindOfCare: Line(200),
    startsOn: Day,
    days: Days(400),
    inpatientDays: Days(400),
    total: Money,
    deposit: Money,
    depositCurrency: z.enum(["EUR", "USD"], "choice"),
    depositOn: Day.refine((text) => Date.parse(text) <= Date.now() + 86_400_000, "future"),
  })
  .refine(({ inpatientDays, days }) => inpatientDays <= days, {
    path: ["inpatientDays"],
    error: "number",
  })
  .refine(
    ({ depositCurrency, deposit, total }) =>
      depositCurrency === "USD" || deposit >= depositNeeded(total),
    { path: ["deposit"], error: "deposit" },
  );
export type VisaInput = z.output<typeof VisaForm>;
