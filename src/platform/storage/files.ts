import "server-only";
import { createDecipheriv, createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Incoming, removeIncoming } from "./incoming";
import { incomingPath, isSegmented, newPlace } from "./places";
import { openSegments } from "./segments";
import { newFileStore, removeEverywhere, type Store, storeOf } from "./store";

/** A file in the store. Each has a key of its own, which the caller keeps sealed under its person's key, and a place that tells nothing. */
export type Stored = { place: string; key: Buffer; size: number; sha256: Buffer };

/** How new files lie in the store: in segments. The oldest lie in one piece, as format 1. */
export const newFormat = 2;

/** Writes a file, whole and safe before this answers. Rows refer only to what was written to its end. */
export async function storeFile(content: AsyncIterable<Uint8Array>): Promise<Stored> {
  const place = newPlace();
  const key = randomBytes(32);
  const incoming = await Incoming.begin(place, key);
  try {
    let size = 0;
    try {
      for await (const part of content) await incoming.append(part);
      size = await incoming.finish();
    } finally {
      await incoming.close();
    }
    await newFileStore().take(place, incomingPath(place));
    return { place, key, size, sha256: incoming.hash?.digest() ?? Buffer.alloc(0) };
  } catch (error) {
    await removeStored(place).catch(() => undefined);
    throw error;
  }
}

/** Moves a file that came in whole to where files stay. Safe to run again after it was cut off. */
export async function takeIncoming(place: string): Promise<void> {
  const store = newFileStore();
  try {
    await store.take(place, incomingPath(place));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    await (await storeOf(place)).size(place);
  }
  await removeIncoming(place);
}

/**
 * Reads a file as a stream, or from one byte up to another. It fails where a bit of what is read is not as it was written:
 * a file in segments before that segment is given out, one in a single piece at its end.
 */
export async function readStored(
  place: string,
  key: Buffer,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): Promise<Readable> {
  const store = await storeOf(place);
  const size = await store.size(place);
  const plain = isSegmented(place)
    ? openSegments((begin, end) => store.read(place, begin, end), size, key, place, from, to)
    : cut(openSingle(store, place, size, key), from, to);
  return Readable.from(plain, { highWaterMark: 2 });
}

/** Reads a file that has come in whole, before or after it was moved to where files stay. */
export async function readWhole(
  place: string,
  key: Buffer,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): Promise<Readable> {
  const path = incomingPath(place);
  const found = await stat(path).catch(() => null);
  if (!found) return readStored(place, key, from, to);
  const raw = (begin: number, end: number) =>
    createReadStream(path, { start: begin, end: end - 1 });
  return Readable.from(openSegments(raw, found.size, key, place, from, to), { highWaterMark: 2 });
}

/** The hash over it, for where it could not be kept while it came. */
export async function hashOfWhole(place: string, key: Buffer): Promise<Buffer> {
  const hash = createHash("sha256");
  for await (const part of await readWhole(place, key)) hash.update(part as Buffer);
  return hash.digest();
}

const ivLength = 12;
const tagLength = 16;

async function* openSingle(
  store: Store,
  place: string,
  size: number,
  key: Buffer,
): AsyncGenerator<Buffer> {
  const piece = (from: number, to: number) => buffer(store.read(place, from, to));
  const [iv, tag] = [await piece(0, ivLength), await piece(Math.max(0, size - tagLength), size)];
  const cipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagLength }).setAAD(
    Buffer.from(`files:${place}`),
  );
  cipher.setAuthTag(tag);
  if (size > ivLength + tagLength)
    for await (const part of store.read(place, ivLength, size - tagLength))
      yield cipher.update(part);
  cipher.final();
}

async function* cut(
  parts: AsyncIterable<Buffer>,
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const part of parts) {
    const wanted = part.subarray(
      Math.max(0, from - at),
      Math.max(0, Math.min(part.length, to - at)),
    );
    at += part.length;
    if (wanted.length > 0) yield wanted;
  }
}

/** Removes a file, also one still on its way in; one that is not there is gone already. */
export async function removeStored(place: string): Promise<void> {
  await removeIncoming(place);
  await removeEverywhere(place);
}
