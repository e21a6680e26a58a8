import { z } from "zod";
import { categories, serviceLanguages } from "../categories/rules";
import type { PartnerQuery } from "./rules";

const one = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const Query = z.object({
  category: z.preprocess(one, z.enum(categories).optional().catch(undefined)),
  area: z.preprocess(
    one,
    z
      .string()
      .regex(/^[a-z0-9-]{2,60}$/)
      .optional()
      .catch(undefined),
  ),
  language: z.preprocess(one, z.enum(serviceLanguages).optional().catch(undefined)),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

/** What narrows the list; what means nothing is left out. */
export const readQuery = (query: Record<string, unknown>): PartnerQuery => Query.parse(query);
