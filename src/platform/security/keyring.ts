import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";

const key = z.base64().transform((text, context) => {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== 32) context.addIssue("a key must have 32 bytes");
  return bytes;
});

/** What a key file holds. `lookup` and `links` are never renewed: what is found by them is found by them alone. */
const Keyring = z.object({
  current: z.string(),
  master: z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), key),
  lookup: key,
  links: key,
});

export type Keyring = z.output<typeof Keyring>;

declare global {
  var portalKeyring: Keyring | undefined;
}

/** A new set of keys as the text of a key file. */
export function newKeyFile(): string {
  const fresh = () => randomBytes(32).toString("base64");
  return `${JSON.stringify({ current: "m1", master: { m1: fresh() }, lookup: fresh(), links: fresh() }, null, 2)}\n`;
}

export function readKeyring(text: string): Keyring {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error("The key file is not JSON.");
  }
  const read = Keyring.safeParse(json);
  if (!read.success)
    throw new Error(
      `The key file is not as it must be: ${read.error.issues.map((issue) => issue.path.join(".")).join(", ")}`,
    );
  if (!Object.hasOwn(read.data.master, read.data.current))
    throw new Error("The key file names a current key that it does not hold.");
  return read.data;
}

/**
 * Opens the keys of this process: from KEY_FILE, or from a key service at KMS_URL, which answers a GET that bears
 * KMS_TOKEN with the same JSON. Must be awaited once before anything is sealed or opened.
 */
export async function openKeyring(): Promise<Keyring> {
  if (globalThis.portalKeyring) return globalThis.portalKeyring;
  globalThis.portalKeyring = readKeyring(
    process.env.KMS_URL
      ? await askKeyService(process.env.KMS_URL)
      : readFileSync(keyFile(), "utf8"),
  );
  return globalThis.portalKeyring;
}

export function keyFile(): string {
  const path = process.env.KEY_FILE;
  if (!path) throw new Error("Settings: KEY_FILE or KMS_URL must say where the keys are.");
  return path;
}

async function askKeyService(url: string): Promise<string> {
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${process.env.KMS_TOKEN ?? ""}` },
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`The key service answered ${answer.status}.`);
  return answer.text();
}

/** Reads the key file again: a key that is not known here may have been added since this process started. */
export function readKeyFileAgain(): void {
  if (!process.env.KMS_URL && process.env.KEY_FILE)
    globalThis.portalKeyring = readKeyring(readFileSync(process.env.KEY_FILE, "utf8"));
}

export function keyring(): Keyring {
  if (!globalThis.portalKeyring) throw new Error("the keys are not opened yet");
  return globalThis.portalKeyring;
}

/** The same bytes for the same value under our lookup key: for finding what is stored sealed. `field` keeps two uses apart. */
export const lookupHash = (field: string, value: string): Buffer =>
  createHmac("sha256", keyring().lookup).update(`${field}\0${value}`).digest();

/** An address as it is looked up: without regard to case, and one form for what looks the same. */
export const emailHash = (email: string): Buffer =>
  lookupHash("email", email.normalize("NFKC").toLowerCase());
