import { z } from "zod";
import { Email, Line, OptionalLine, storableText } from "@/platform/form";
import { categories } from "../categories/rules";
import { isVat, plainVat } from "./rules";

/** Several lines that have to be there. */
export const Text = (max: number) =>
  z
    .string("required")
    .max(max, "tooLong")
    .refine(storableText, "text")
    .transform((text) => text.normalize("NFC").trim())
    .pipe(z.string().min(1, "required"));

export const Begin = z.object({ name: Line(120), email: Email });
export const Again = z.object({ email: Email });

const Country = z
  .string("required")
  .trim()
  .transform((text) => text.toUpperCase())
  .pipe(z.string().regex(/^[A-Z]{2}$/, "country"));

const Website = OptionalLine(300)
  .default("")
  .refine((text) => text === "" || (text.startsWith("https://") && URL.canParse(text)), "url");

export const Firm = z
  .object({
    version: z.coerce.number().int().nonnegative(),
    name: Line(120),
    legalName: Line(160),
    country: Country,
    vat: Line(30),
    website: Website,
  })
  .transform((firm) => ({ ...firm, vat: plainVat(firm.country, firm.vat) }))
  .refine(({ country, vat }) => isVat(country, vat), { path: ["vat"], error: "vat" });

export const Contact = z.object({
  version: z.coerce.number().int().nonnegative(),
  contactName: Line(120),
  phone: z
    .string("required")
    .trim()
    .min(1, "required")
    .regex(/^\+?[\d ()./-]{6,30}$/, "phone"),
});

export const Work = z.object({
  version: z.coerce.number().int().nonnegative(),
  categories: z.array(z.enum(categories), "choice").min(1, "choice"),
  owners: Text(2000),
  commissions: Text(2000),
  prices: Text(2000),
  references: Text(2000),
  complaints: Text(2000),
});

export const Send = z.object({
  version: z.coerce.number().int().nonnegative(),
  isTrue: z.literal("yes", "agree"),
});
