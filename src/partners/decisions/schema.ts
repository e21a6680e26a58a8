import { z } from "zod";
import { Text } from "../applications/schema";
import { decisions } from "../moves/rules";

export const Decide = z.object({
  partnerId: z.uuid(),
  version: z.coerce.number().int().nonnegative(),
  decision: z.enum(decisions, "choice"),
  reason: Text(1000),
  isSure: z.literal("yes", "agree"),
});
export const TaskDone = z.object({ partnerId: z.uuid(), taskId: z.uuid() });
