import { z } from "zod";
import { OptionalLine } from "@/platform/form";

export const Submit = z.object({ version: z.coerce.number().int().positive() });
export const Review = z
  .object({
    changeId: z.uuid(),
    partnerId: z.uuid(),
    /** The hash that the reader saw. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    answer: z.enum(["approve", "return"], "choice"),
    reason: OptionalLine(500).default(""),
  })
  .refine(({ answer, reason }) => answer === "approve" || reason !== "", {
    path: ["reason"],
    error: "required",
  });
