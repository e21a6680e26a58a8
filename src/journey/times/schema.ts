import { z } from "zod";
import { instantOfForm, milan } from "@/platform/zones";

/** A moment as a form gives it, "2026-12-03T15:30", on Milan's clocks. */
export const Moment = z
  .string("required")
  .trim()
  .min(1, "required")
  .transform((text, context) => {
    const instant = instantOfForm(milan, text);
    if (!instant) {
      context.addIssue({ code: "custom", message: "date" });
      return z.NEVER;
    }
    return instant;
  });
