import "server-only";
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Readable } from "node:stream";
import { env } from "../env";

/**
 * A file in the store: iv, sealed bytes, tag. Each has a key of its own, which the caller keeps sealed under its
 * person's key, and a place that tells nothing.
 */
export type Stored = { place: string; key: Buffer; size: number; sha256: Buffer };

const ivLength = 12;
const tagLength = 16;
const pathOf = (place: string) => {
  if (!/^[0-9a-f]{2}\/[0-9a-f]{30}$/.test(place)) throw new Error("not a place in the store");
  return resolve(env().DATA_DIR, "files", place);
};
const bound = (place: string) => Buffer.from(`files:${place}`);

/** Writes a file, whole and on the disk before this answers. Rows refer only to what was written to its end. */
export async function storeFile(content: AsyncIterable<Uint8Array>): Promise<Stored> {
  const name = randomBytes(16).toString("hex");
  const place = `${name.slice(0, 2)}/${name.slice(2)}`;
  const path = pathOf(place);
  const key = randomBytes(32);
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(bound(place));
  const hash = createHash("sha256");
  let size = 0;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(`${path}.part`, "wx", 0o600);
  try {
    await file.write(iv);
    for await (const part of content) {
      size += part.length;
      hash.update(part);
      await file.write(cipher.update(part));
    }
    await file.write(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(`${path}.part`, { force: true });
    throw error;
  }
  await file.close();
  await rename(`${path}.part`, path);
  return { place, key, size, sha256: hash.digest() };
}

/** Reads a file as a stream. Its end fails where a single bit is not as it was written. */
export async function readStored(place: string, key: Buffer): Promise<Readable> {
  const path = pathOf(place);
  const file = await open(path, "r");
  const { size } = await file.stat();
  const iv = Buffer.alloc(ivLength);
  const tag = Buffer.alloc(tagLength);
  await file.read(iv, 0, ivLength, 0);
  await file.read(tag, 0, tagLength, size - tagLength);
  await file.close();
  const cipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagLength }).setAAD(bound(place));
  cipher.setAuthTag(tag);
  async function* plain() {
    if (size > ivLength + tagLength)
      for await (const part of createReadStream(path, { start: ivLength, end: size - tagLength - 1 })) yield cipher.update(part as Buffer);
    const last = cipher.final();
    if (last.length > 0) yield last;
  }
  return Readable.from(plain());
}

/** Removes a file; one that is not there is gone already. */
export async function removeStored(place: string): Promise<void> {
  await rm(pathOf(place), { force: true });
}
