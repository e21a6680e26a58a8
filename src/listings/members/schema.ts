import { z } from "zod";
import { Line, OptionalLine } from "@/platform/form";
import { memberDecisions } from "./rules";

const facility = {
  facilityId: z.coerce.number().int().min(1).max(2_147_483_647),
  slug: z.string().regex(/^[a-z0-9-]{1,120}$/),
};

export const DecideOnMember = z
  .object({
    ...facility,
    version: z.coerce.number().int().nonnegative(),
    decision: z.enum(memberDecisions, "choice"),
    reason: Line(1000),
    into: OptionalLine(120).default(""),
    isSure: z.literal("yes", "agree"),
  })
  .refine(({ decision, into }) => decision !== "merge" || into !== "", {
    path: ["into"],
    error: "required",
  });

export const ApplyForMembership = z.object({
  facilityId: facility.facilityId,
  version: z.coerce.number().int().nonnegative(),
  reason: Line(1000),
  isSure: z.literal("yes", "agree"),
});

export const TaskSettled = z.object({ slug: facility.slug, taskId: z.uuid() });
