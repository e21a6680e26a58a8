import { z } from "zod";
import { serviceLanguages } from "@/partners/categories/rules";
import { Line, OptionalLine } from "@/platform/form";
import { mobilities } from "./rules";

/** What is sealed with a journey, as it lies in the database. */
export const StoredDetails = z.strictObject({
  needs: z.strictObject({
    mobility: z.enum(mobilities),
    oxygen: z.number().min(0.5).max(15).nullable(),
    isolation: z.boolean(),
    luggage: z.number().int().min(0).max(20),
    childSeats: z.number().int().min(0).max(6),
    languages: z.array(z.enum(serviceLanguages)).min(1),
  }),
  meeting: z.strictObject({
    firstName: z.string(),
    sign: z.string(),
    phone: z.string(),
    address: z.string(),
  }),
});

const Count = (most: number) =>
  z
    .string()
    .trim()
    .default("0")
    .refine((text) => text === "" || (/^\d{1,2}$/.test(text) && Number(text) <= most), "number")
    .transform((text) => Number(text || "0"));

/** The questions about needs and the meeting, as a form gives them. */
export const detailFields = {
  mobility: z.enum(mobilities, "choice"),
  oxygen: z
    .string()
    .trim()
    .default("")
    .refine(
      (text) =>
        text === "" ||
        (/^\d{1,2}(?:[.,]5)?$/.test(text) &&
          Number(text.replace(",", ".")) >= 0.5 &&
          Number(text.replace(",", ".")) <= 15),
      "number",
    )
    .transform((text) => (text === "" ? null : Number(text.replace(",", ".")))),
  isolation: z.literal("yes").optional().transform(Boolean),
  luggage: Count(20),
  childSeats: Count(6),
  languages: z.array(z.enum(serviceLanguages), "choice").min(1, "choice"),
  firstName: Line(60),
  sign: OptionalLine(60).default(""),
  phone: z
    .string("required")
    .trim()
    .min(1, "required")
    .refine((text) => /^\+?[\d ()/.-]{6,24}$/.test(text), "phone"),
  address: Line(200),
};
type Fields = { [Name in keyof typeof detailFields]: z.output<(typeof detailFields)[Name]> };

export const detailsOf = ({
  mobility,
  oxygen,
  isolation,
  luggage,
  childSeats,
  languages,
  firstName,
  sign,
  phone,
  address,
}: Fields): z.output<typeof StoredDetails> => ({
  needs: { mobility, oxygen, isolation, luggage, childSeats, languages },
  meeting: { firstName, sign: sign || firstName, phone, address },
});
