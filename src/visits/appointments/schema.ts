import { z } from "zod";
import { NeededText, Which } from "@/cases/requests/schema";
import { instantOfForm, milan } from "@/platform/zones";

export const AskVisit = Which;
export const PlanVisit = Which.extend({
  at: z.string().transform((wall, context) => {
    const at = instantOfForm(milan, wall);
    if (at) return at;
    context.addIssue({ code: "custom", message: "date" });
    return z.NEVER;
  }),
  interpreter: z.literal("yes").optional(),
});
export const HoldVisit = Which.extend({ present: NeededText(500), notes: NeededText(6000) });
