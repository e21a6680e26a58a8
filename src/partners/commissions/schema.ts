import { z } from "zod";
import { Line } from "@/platform/form";
import { Day } from "../papers/schema";

const Amount = z
  .string()
  .trim()
  .default("")
  .refine((text) => text === "" || /^\d{1,7}(?:[.,]\d{1,2})?$/.test(text), "money")
  .transform((text) => (text === "" ? null : Number(text.replace(",", "."))));

/** A share of the price or a sum, one of the two. */
export const NewCommission = z
  .object({
    partnerId: z.uuid(),
    facility: z.string().regex(/^[a-z0-9-]{1,120}$/, "choice"),
    direction: z.enum(["paid", "received"], "choice"),
    basis: Line(200),
    percent: Amount,
    euro: Amount,
    fromOn: Day.refine((day) => day !== null, "required"),
    untilOn: Day,
  })
  .refine(({ percent, euro }) => (percent === null) !== (euro === null), {
    path: ["percent"],
    error: "oneAmount",
  })
  .refine(({ percent }) => percent === null || percent <= 100, {
    path: ["percent"],
    error: "number",
  })
  .refine(({ fromOn, untilOn }) => !fromOn || !untilOn || untilOn >= fromOn, {
    path: ["untilOn"],
    error: "date",
  });
