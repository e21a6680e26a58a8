import { z } from "zod";

export const ChangeFeed = z.object({
  journeyId: z.uuid(),
  does: z.enum(["make", "end"], "choice"),
});
