import "server-only";
import { requiredNumber } from "@/platform/settings";

/** Signs that a password must have at least. */
export const passwordLength = () => requiredNumber("accounts", "password-length");
