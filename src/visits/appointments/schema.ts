import { z } from "zod";
import { NeededText, Which } from "@/cases/requests/schema";

export const AskVisit = Which;
export const PlanVisit = Which.extend({
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "date"),
  interpreter: z.literal("yes").optional(),
});
export const HoldVisit = Which.extend({ present: NeededText(500), notes: NeededText(6000) });
