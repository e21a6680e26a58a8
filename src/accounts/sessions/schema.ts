import { z } from "zod";
import { Email } from "@/platform/form";

const Password = z.string("required").min(1, "required").max(400, "tooLong");
const Next = z.string().max(300).optional();

export const SignIn = z.object({ email: Email, password: Password, next: Next });
export const AskForLink = z.object({ email: Email });
export const Token = z.object({ token: z.string().max(200) });
export const Code = z.object({
  code: z
    .string("required")
    .trim()
    .min(1, "required")
    .transform((text) => text.replaceAll(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "code")),
  next: Next,
});
export const RecoveryCode = z.object({
  code: z.string("required").trim().min(1, "required").max(60, "tooLong"),
});
export const OwnPassword = z.object({ password: Password, next: Next });
export const OneId = z.object({ id: z.string().max(80) });
