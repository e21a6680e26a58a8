import { z } from "zod";
import { Email } from "@/platform/form";
import { Country, Name } from "../people/schema";

export const Register = z.object({ email: Email });

export const Confirm = z.object({
  token: z.string().max(200),
  name: Name,
  country: Country,
  password: z.string().max(400, "tooLong").default(""),
  termsVersion: z.coerce.number().int().positive(),
  terms: z.literal("yes", "agree"),
});
