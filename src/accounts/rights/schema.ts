import { z } from "zod";

export const Erase = z.object({ understood: z.literal("yes", "agree") });
