import { z } from "zod";
import { Email } from "@/platform/form";
import { Text } from "../applications/schema";

/** "partner:slug" or "facility:slug". */
const About = z
  .string("choice")
  .regex(/^(?:partner|facility):[a-z0-9-]{1,120}$/, "choice")
  .transform((text) => {
    const [kind = "", slug = ""] = text.split(":");
    return { kind: kind as "partner" | "facility", slug };
  });

export const Complain = z.object({ about: About, body: Text(4000), email: Email });
export const Step = z
  .object({
    complaintId: z.uuid(),
    step: z.enum(["acknowledge", "mediate", "answer"], "choice"),
    text: z
      .string()
      .max(4000, "tooLong")
      .default("")
      .transform((text) => text.normalize("NFC").trim()),
  })
  .refine(({ step, text }) => step === "acknowledge" || text !== "", {
    path: ["text"],
    error: "required",
  });
export const Reply = z.object({ complaintId: z.uuid(), reply: Text(4000) });
