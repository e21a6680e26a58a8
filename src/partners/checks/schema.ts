import { z } from "zod";
import { OptionalLine } from "@/platform/form";
import { Day } from "../papers/schema";
import { verdicts } from "./rules";

export const SetCheck = z
  .object({
    partnerId: z.uuid(),
    item: z.string().regex(/^[a-z0-9-]{2,40}$/),
    /** What the form showed, so that of two checkers the second is told. */
    seen: z.string().max(60).default(""),
    verdict: z.enum(verdicts, "choice"),
    reason: OptionalLine(500).default(""),
    endsOn: Day,
  })
  .refine(({ verdict, reason }) => verdict === "checked" || reason !== "", {
    path: ["reason"],
    error: "required",
  });
