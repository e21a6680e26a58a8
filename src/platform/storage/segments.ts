import { createCipheriv, createDecipheriv, randomFillSync } from "node:crypto";

/**
 * How a file lies in the store: segments of a mebibyte, the last shorter or as long, each sealed by itself: nonce, text,
 * tag. What is bound to each says where the file lies, which segment it is and whether it is the last, so that one cut
 * off, put elsewhere or taken from another file won't open.
 */
export const segmentLength = 1024 * 1024;
const nonceLength = 12;
const tagLength = 16;
export const overhead = nonceLength + tagLength;
/** From the beginning of one segment in the store to that of the next. */
export const stride = segmentLength + overhead;

export type Segment = { place: string; number: number; kind: "inner" | "last" | "tail" };

const bound = ({ place, number, kind }: Segment) => Buffer.from(`files:${place}:${number}:${kind}`);

/** Larger pieces are each given memory of their own by the system, which costs more than sealing them. */
const pieceLength = 64 * 1024;

/**
 * A sealed segment, written into `out` where it is given. The nonce begins with the number; the rest is new each time, so
 * that a segment written again after a crash shares none with its first writing.
 */
export function sealSegment(
  key: Buffer,
  segment: Segment,
  plain: Buffer,
  out = Buffer.allocUnsafe(plain.length + overhead),
): Buffer {
  randomFillSync(out, 0, nonceLength);
  out.writeUInt32BE(segment.number, 0);
  const cipher = createCipheriv("aes-256-gcm", key, out.subarray(0, nonceLength)).setAAD(
    bound(segment),
  );
  for (let at = 0; at < plain.length; at += pieceLength) {
    const piece = cipher.update(plain.subarray(at, at + pieceLength));
    out.set(piece, nonceLength + at);
    release(piece);
  }
  cipher.final();
  out.set(cipher.getAuthTag(), nonceLength + plain.length);
  return out.subarray(0, plain.length + overhead);
}

/**
 * Gives the memory of bytes that are used no more back at once. Left to be collected, a few parts of an upload make the
 * engine go over its whole heap, many times a second.
 */
export function release(bytes: Uint8Array): void {
  // What shares its memory with other bytes is left alone.
  if (
    bytes.buffer instanceof ArrayBuffer &&
    bytes.length > 0 &&
    bytes.length === bytes.buffer.byteLength
  )
    bytes.buffer.transfer(0);
}

/** Throws where a bit is not as it was written, or where it was not written as this segment. */
export function openSegment(key: Buffer, segment: Segment, sealed: Buffer): Buffer {
  if (sealed.length < overhead || sealed.readUInt32BE(0) !== segment.number)
    throw new Error("a segment is not where it was written");
  const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceLength), {
    authTagLength: tagLength,
  }).setAAD(bound(segment));
  cipher.setAuthTag(sealed.subarray(-tagLength));
  const plain = cipher.update(sealed.subarray(nonceLength, -tagLength));
  cipher.final();
  return plain;
}

const segmentsIn = (rawSize: number): number => Math.ceil(rawSize / stride);
export const plainSize = (rawSize: number): number => rawSize - segmentsIn(rawSize) * overhead;

type Raw = (from: number, to: number) => AsyncIterable<Uint8Array>;

/** What lies from one byte of the plain file up to another, opened segment by segment. `raw` reads the sealed bytes. */
export async function* openSegments(
  raw: Raw,
  rawSize: number,
  key: Buffer,
  place: string,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  const count = segmentsIn(rawSize);
  if (count === 0) throw new Error("a file in the store is empty");
  const first = Math.min(Math.floor(from / segmentLength), count - 1);
  const end = Math.min(Math.ceil(to / segmentLength), count);
  if (end <= first) return;
  let number = first;
  for await (const sealed of slices(raw(first * stride, Math.min(end * stride, rawSize)))) {
    const plain = openSegment(
      key,
      { place, number, kind: number === count - 1 ? "last" : "inner" },
      sealed,
    );
    const begin = number * segmentLength;
    const part = plain.subarray(
      Math.max(0, from - begin),
      Math.max(0, Math.min(plain.length, to - begin)),
    );
    number++;
    if (part.length > 0) yield part;
  }
  if (number !== end) throw new Error("a file in the store is cut short");
}

/** Bytes as they come, cut into whole segments; the last as long as what is left. */
async function* slices(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (let part of bytes) {
    while (length + part.length >= stride) {
      const needed = stride - length;
      yield Buffer.concat([...parts, part.subarray(0, needed)], stride);
      part = part.subarray(needed);
      parts = [];
      length = 0;
    }
    if (part.length > 0) parts.push(part);
    length += part.length;
  }
  if (length > 0) yield Buffer.concat(parts, length);
}
