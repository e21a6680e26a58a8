import { z } from "zod";
import { Line } from "@/platform/form";
import { crops } from "./rules";

export const PictureForm = z.object({
  recordId: z.coerce.number().int().positive(),
  of: z.string().max(120).default(""),
  crop: z.enum(crops).default("whole"),
  credit: Line(120),
  rights: Line(200),
});
