import { z } from "zod";
import { Email, Line } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";

export const Country = z.string("required").regex(/^[A-Z]{2}$/, "choice");
export const Name = Line(120);

export const Profile = z.object({
  name: Name,
  country: Country,
  language: z.enum(languages, "choice"),
});
export const NewEmail = z.object({ email: Email });
