import { createPerson } from "../../src/accounts/people/commands";
import { signInWithPassword } from "../../src/accounts/sessions/commands";
import { inTransaction } from "../../src/platform/db/transaction";
import { ok } from "../../src/platform/result";
import { hashPassword, isPassword } from "../../src/platform/security/passwords";
import { line, median, milliseconds, percentile, ratio, repeated } from "./report";

const password = "seven measured milliseconds";
const times = 150;

/** What signing in costs beside the check of the password, and whether its time tells that an address has an account. */
export async function measureSigningIn() {
  const passwordHash = await hashPassword(password);
  await inTransaction(async (tx) => {
    for (let at = 0; at < times; at++)
      await createPerson(tx, {
        email: `bench-${at}@demo.example`,
        name: "Bench (invented)",
        country: "IT",
        language: "en",
        passwordHash,
      });
    return ok(null);
  });
  let at = 0;
  const from = () => ({
    address: `198.51.${at % 250}.${at}`,
    network: "198.51.100.0/24",
    device: "Firefox/Linux",
  });
  const argon = await repeated(times, () => isPassword(password, passwordHash));
  const whole = await repeated(
    times,
    () => signInWithPassword(`bench-${at++ % times}@demo.example`, password, from()),
    30_000,
  );
  at = 0;
  const wrong = await repeated(
    times,
    () => signInWithPassword(`bench-${at++ % times}@demo.example`, "not this one", from()),
    30_000,
  );
  const unknown = await repeated(
    times,
    () => signInWithPassword(`nobody-${at++}@demo.example`, "not this one", from()),
    30_000,
  );
  line(
    "sign-in p95 less Argon2 p95",
    milliseconds(percentile(whole, 0.95) - percentile(argon, 0.95)),
    "20 ms at most",
  );
  line("Argon2 alone, median", milliseconds(median(argon)));
  line(
    "wrong password / unknown address, medians",
    ratio(median(wrong) / median(unknown)),
    "1.00: the time tells nothing",
  );
}
