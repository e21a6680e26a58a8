import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { keyring } from "./keyring";

/** A token that only its holder knows; the database keeps its hash. */
export const newToken = (): string => randomBytes(32).toString("base64url");
export const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

const macLength = 24;
const mac = (id: string) =>
  createHmac("sha256", keyring().links).update(`link\0${id}`).digest().subarray(0, macLength);

/** The token of a link in a letter: its id, and proof that we made it. Nothing in the database is enough to write one. */
export const linkToken = (id: string): string =>
  Buffer.concat([Buffer.from(id.replaceAll("-", ""), "hex"), mac(id)]).toString("base64url");

/** The id in a link's token, or null where we did not make it. */
export function idOfLink(token: string): string | null {
  if (!/^[\w-]{54}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // One link has one spelling: the last sign holds bits that mean nothing.
  if (bytes.toString("base64url") !== token) return null;
  const hex = bytes.subarray(0, 16).toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const given = bytes.subarray(16);
  return given.length === macLength && timingSafeEqual(given, mac(id)) ? id : null;
}

/** Short numbers for people to read out: no letter that looks like another. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
export const readableCode = (length: number): string =>
  Array.from(randomBytes(length * 2))
    .filter((byte) => byte < alphabet.length * 8)
    .slice(0, length)
    .map((byte) => alphabet[byte % alphabet.length])
    .join("")
    .padEnd(length, "7");
