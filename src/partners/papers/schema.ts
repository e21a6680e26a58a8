import { z } from "zod";

export const Day = z
  .string()
  .trim()
  .default("")
  .refine((text) => text === "" || z.iso.date().safeParse(text).success, "date")
  .transform((text) => text || null);

export const NewPaper = z.object({ item: z.string().regex(/^[a-z0-9-]{2,40}$/), endsOn: Day });
export const OnePaper = z.object({ paperId: z.uuid() });
