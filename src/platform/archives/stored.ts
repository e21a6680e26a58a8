import "server-only";
import { buffer } from "node:stream/consumers";
import { readStored } from "../storage/files";
import { withSource } from "./scratch";
import type { ByteSource } from "./source";

const copied = 64 * 1024 * 1024;
const blockLength = 4 * 1024 * 1024;
const mostBlocks = 4;

type InStore = { place: string; key: Buffer; size: number };

/** A file of the store as a source. One that is not too long is opened once; of a longer one pieces are opened as they are needed. */
export async function withStored<T>(
  { place, key, size }: InStore,
  work: (source: ByteSource) => Promise<T>,
): Promise<T> {
  if (size <= copied)
    return withSource((await readStored(place, key)) as AsyncIterable<Uint8Array>, work);
  const blocks = new Map<number, Promise<Buffer>>();
  const block = (number: number): Promise<Buffer> => {
    const known = blocks.get(number);
    if (known) return known;
    const oldest = blocks.keys().next();
    if (blocks.size >= mostBlocks && !oldest.done) blocks.delete(oldest.value);
    const read = piece(
      place,
      key,
      number * blockLength,
      Math.min(size, (number + 1) * blockLength),
    );
    blocks.set(number, read);
    return read;
  };
  return work({
    size,
    async read(offset, length) {
      const end = Math.min(size, offset + length);
      const parts: Buffer[] = [];
      for (let at = offset; at < end; ) {
        const number = Math.floor(at / blockLength);
        const begin = number * blockLength;
        const part = (await block(number)).subarray(at - begin, end - begin);
        if (part.length === 0) throw new Error("a file in the store ended before its end");
        parts.push(part);
        at += part.length;
      }
      return Buffer.concat(parts);
    },
  });
}

const piece = async (place: string, key: Buffer, from: number, to: number): Promise<Buffer> =>
  buffer(await readStored(place, key, from, to));
