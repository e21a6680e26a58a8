import { z } from "zod";
import { milestoneKinds } from "../templates/rules";
import { Moment } from "../times/schema";

const year = 366 * 86_400_000;
const farPast = "past";

/** A moment that lies neither in the past nor more than two years ahead. */
const FutureMoment = Moment.refine((at) => at.getTime() > Date.now() - 86_400_000, farPast).refine(
  (at) => at.getTime() < Date.now() + 2 * year,
  "tooFar",
);

/** What a facility says of a stay: all of it at once, in an order that can be. */
export const Dates = z
  .object({
    journeyId: z.uuid(),
    version: z.coerce.number().int().positive(),
    admission: FutureMoment,
    operation: FutureMoment,
    discharge: FutureMoment,
    "fit-to-fly": FutureMoment,
  })
  .refine((dates) => dates.operation >= dates.admission, {
    path: ["operation"],
    error: "beforeAdmission",
  })
  .refine((dates) => dates.discharge >= dates.operation, {
    path: ["discharge"],
    error: "beforeOperation",
  })
  .refine((dates) => dates["fit-to-fly"] >= dates.discharge, {
    path: ["fit-to-fly"],
    error: "beforeDischarge",
  });

export const Move = z.object({
  journeyId: z.uuid(),
  version: z.coerce.number().int().positive(),
  kind: z.enum(milestoneKinds),
  at: FutureMoment,
  isFixed: z.literal("yes").optional().transform(Boolean),
});
export const Preview = Move.pick({ kind: true, at: true });

/** That something has happened: now, or when it did. */
export const Happened = z.object({
  journeyId: z.uuid(),
  version: z.coerce.number().int().positive(),
  kind: z.enum(milestoneKinds),
});
