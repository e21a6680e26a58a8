import { z } from "zod";
import { Moment } from "../times/schema";

const times = {
  orderId: z.uuid(),
  version: z.coerce.number().int().positive(),
  startsAt: Moment,
  endsAt: Moment,
};
const isForward = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => endsAt > startsAt;
const isAhead = ({ startsAt }: { startsAt: Date }) => startsAt.getTime() > Date.now();

export const AskChange = z
  .object(times)
  .refine(isForward, { path: ["endsAt"], error: "beforeStart" })
  .refine(isAhead, { path: ["startsAt"], error: "past" });

export const OfferChange = z
  .object({
    ...times,
    price: z
      .string("required")
      .trim()
      .min(1, "required")
      .refine((text) => /^\d{1,6}(?:[.,]\d{1,2})?$/.test(text), "money")
      .transform((text) => Math.round(Number(text.replace(",", ".")) * 100)),
  })
  .refine(isForward, { path: ["endsAt"], error: "beforeStart" })
  .refine(isAhead, { path: ["startsAt"], error: "past" })
  .transform(({ price, ...change }) => ({ ...change, cents: price }));

export const AnswerChange = z.object({
  orderId: z.uuid(),
  no: z.coerce.number().int().positive(),
  does: z.enum(["accept", "decline"], "choice"),
});
