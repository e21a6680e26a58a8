import { isCommonPassword } from "@/platform/security/passwords";

const problems = ["tooShort", "tooLong", "common", "likeYou"] as const;
export type PasswordProblem = (typeof problems)[number];
export const isPasswordProblem = (reason: string): reason is PasswordProblem =>
  (problems as readonly string[]).includes(reason);
const longestPassword = 200;

/** What stands against a password, by NIST SP 800-63B: its length and whether others would try it first; no rule on its signs. */
export function passwordProblem(
  password: string,
  minimum: number,
  about: { email: string; name: string },
): PasswordProblem | null {
  const length = [...password.normalize("NFKC")].length;
  if (length < minimum) return "tooShort";
  if (length > longestPassword) return "tooLong";
  if (isCommonPassword(password)) return "common";
  const lower = password.normalize("NFKC").toLowerCase();
  const own = [
    about.email.toLowerCase(),
    about.email.toLowerCase().split("@")[0] ?? "",
    about.name.toLowerCase(),
    about.name.toLowerCase().replaceAll(/\s/g, ""),
  ];
  const isOwn = own.some(
    (word) => word.length >= 5 && lower.includes(word) && lower.length - word.length < 6,
  );
  return isOwn ? "likeYou" : null;
}
