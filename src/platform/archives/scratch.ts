import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { env } from "../env";
import { type ByteSource, bufferSource } from "./source";

const inMemory = 4 * 1024 * 1024;
const blockLength = 16;

/**
 * Gives what streams in as a source that can be read from anywhere, for as long as `work` takes. What is longer than a
 * few mebibytes lies in a file that has no name any more and is sealed under a key that is only in memory: after a
 * crash there is neither a file nor a way to read its blocks.
 */
export async function withSource<T>(
  content: AsyncIterable<Uint8Array>,
  work: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const parts = content[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  try {
    while (length <= inMemory) {
      const next = await parts.next();
      if (next.done) return await work(bufferSource(Buffer.concat(head, length)));
      head.push(next.value);
      length += next.value.length;
    }
    return await onDisk(chained(head, parts), work);
  } finally {
    await parts.return?.();
  }
}

async function* chained(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>) {
  yield* head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function onDisk<T>(
  content: AsyncIterable<Uint8Array>,
  work: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const folder = resolve(env().DATA_DIR, "tmp");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = resolve(folder, randomBytes(16).toString("hex"));
  const file = await open(path, "wx+", 0o600);
  try {
    await rm(path);
    const key = randomBytes(32);
    let size = 0;
    const cipher = createCipheriv("aes-256-ctr", key, counter(0));
    async function* sealed() {
      for await (const part of content) {
        size += part.length;
        yield cipher.update(part);
      }
    }
    await file.writeFile(sealed());
    return await work({
      size,
      read: (offset, length) =>
        readSealed(file, key, offset, Math.max(0, Math.min(length, size - offset))),
    });
  } finally {
    await file.close();
  }
}

/** Under a key that is used once, counting from nothing repeats nothing. */
function counter(block: number): Buffer {
  const iv = Buffer.alloc(blockLength);
  iv.writeBigUInt64BE(BigInt(block), 8);
  return iv;
}

async function readSealed(
  file: FileHandle,
  key: Buffer,
  offset: number,
  length: number,
): Promise<Buffer> {
  const block = Math.floor(offset / blockLength);
  const lead = offset - block * blockLength;
  const bytes = Buffer.alloc(lead + length);
  for (let got = 0; got < bytes.length; ) {
    const { bytesRead } = await file.read(
      bytes,
      got,
      bytes.length - got,
      block * blockLength + got,
    );
    if (bytesRead === 0) throw new Error("a scratch file ended before its end");
    got += bytesRead;
  }
  return createDecipheriv("aes-256-ctr", key, counter(block)).update(bytes).subarray(lead);
}
