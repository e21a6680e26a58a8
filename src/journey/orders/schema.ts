import { z } from "zod";
import { stepKinds } from "./rules";

export const WhichOrder = z.object({
  orderId: z.uuid(),
  version: z.coerce.number().int().positive(),
});
/** What it costs stands in the form: nobody ends an order at another price than was shown. */
export const EndOrder = WhichOrder.extend({ fee: z.coerce.number().int().min(0) });
export const DecideOrder = WhichOrder.extend({ as: z.enum(["done", "cancelled"], "choice") });

/** A tap on the way. `tap` is made with the button: the same tap arrives once, however often it is sent. */
export const Step = z
  .object({
    orderId: z.uuid(),
    kind: z.enum(stepKinds, "choice"),
    tap: z.string().regex(/^[\w-]{8,64}$/),
    /** When it was tapped, where that was without a connection. */
    at: z.iso.datetime().optional(),
    minutes: z.coerce.number().int().min(0).max(1440).optional(),
  })
  .refine(({ kind, minutes }) => kind !== "late" || (minutes ?? 0) > 0, {
    path: ["minutes"],
    error: "number",
  });
export const AnswerOrder = WhichOrder.extend({ does: z.enum(["confirm", "refuse"], "choice") });
