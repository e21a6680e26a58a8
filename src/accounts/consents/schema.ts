import { z } from "zod";
import { languages } from "@/platform/i18n/rules";
import { standingKinds } from "./rules";

export const Give = z.object({
  kind: z.enum(standingKinds),
  version: z.coerce.number().int().positive(),
  language: z.enum(languages),
});
export const Withdraw = z.object({ kind: z.enum(standingKinds) });
