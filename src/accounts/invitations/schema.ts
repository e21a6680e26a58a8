import { z } from "zod";
import { Email, OptionalLine } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";
import { isFacilityRole, roles } from "@/platform/roles";
import { Name } from "../people/schema";

/** An invitation to work here. A facility is named for its own roles, a partner for partners. */
export const Invite = z
  .object({
    email: Email,
    role: z.enum(roles, "choice"),
    facility: z.string().default(""),
    partner: OptionalLine(120).default(""),
    language: z.enum(languages, "choice"),
  })
  .refine(({ role, facility }) => !isFacilityRole(role) || /^[a-z0-9-]{1,120}$/.test(facility), {
    error: "choice",
    path: ["facility"],
  })
  .refine(({ role, partner }) => role !== "partner" || partner !== "", {
    error: "required",
    path: ["partner"],
  });

export const Accept = z.object({
  token: z.string(),
  name: Name,
  password: z.string("required").min(1, "required").max(400, "tooLong"),
});
