import { z } from "zod";
import { Email, Line } from "@/platform/form";

export const NewLink = z.object({
  requestId: z.uuid(),
  office: Line(120),
  email: z.union([z.string().trim().length(0), Email], "email").default(""),
});
export const OneLink = z.object({ requestId: z.uuid(), linkId: z.uuid() });
