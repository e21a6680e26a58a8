import { z } from "zod";
import { Line, OptionalLine } from "@/platform/form";
import { checkVerdicts } from "./rules";

const facilityId = z.coerce.number().int().min(1).max(2_147_483_647);
const slug = z.string().regex(/^[a-z0-9-]{1,120}$/);

export const SetItem = z
  .object({
    facilityId,
    slug,
    item: z.string().regex(/^[a-z-]{2,40}$/),
    /** What the form showed, so that of two checkers the second is told. */
    seen: z.string().max(60).default(""),
    verdict: z.enum(checkVerdicts, "choice"),
    note: OptionalLine(500).default(""),
  })
  .refine(({ verdict, note }) => verdict === "checked" || note !== "", {
    path: ["note"],
    error: "required",
  });

export const NoteCover = z.object({
  facilityId,
  slug,
  insurer: Line(160),
  /** Whole euro; points, spaces and commas between the thousands are as people write them. */
  euro: z
    .string("required")
    .transform((text) => text.replaceAll(/[\s.,'’€]/g, ""))
    .pipe(
      z
        .string()
        .min(1, "required")
        .regex(/^\d{4,9}$/, "amount"),
    )
    .transform(Number),
  until: z.iso.date("day"),
});
