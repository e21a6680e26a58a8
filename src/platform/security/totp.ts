import { Secret, TOTP } from "otpauth";

const period = 30;
/** One step either way: phones run a little fast or slow. */
const tolerance = 1;

const totp = (secret: string) =>
  new TOTP({
    issuer: "Health Lombardy",
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period,
  });

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address that an authenticator app reads out of a QR code. It holds no name: the app shows whose site it is. */
export const totpAddress = (secret: string): string => totp(secret).toString();

/** The time step that a code belongs to, or null where it is wrong. The caller keeps it, so that a code opens once. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const delta = totp(secret).validate({ token: code, window: tolerance, timestamp: now.getTime() });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / period) + delta;
}

/** The code of a moment, for the sign-ins of a demonstration and for tests. */
export const codeAt = (secret: string, now: Date): string =>
  totp(secret).generate({ timestamp: now.getTime() });
