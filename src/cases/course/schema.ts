import { z } from "zod";
import { askers, drafts, facilities, fees, plans, visits, words } from "./rules";

/** The facts of a case as they lie in the database. */
export const Facts = z.object({
  draft: z.enum(drafts),
  visit: z.enum(visits),
  plan: z.enum(plans),
  words: z.enum(words),
  asker: z.enum(askers),
  facility: z.enum(facilities),
  fee: z.enum(fees),
});
