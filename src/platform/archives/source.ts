/** Bytes that can be read from anywhere: a file of the store, of the disk, in memory, or a part of one. */
export type ByteSource = {
  readonly size: number;
  /** As many bytes as asked for; fewer only where the source ends. */
  read(offset: number, length: number): Promise<Buffer>;
};

const pieceLength = 1024 * 1024;

export const bufferSource = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
});

/** A part of a source as a source of its own. What lies beyond the end of the whole is not there. */
export function partOf(source: ByteSource, from: number, length: number): ByteSource {
  const size = Math.max(0, Math.min(length, source.size - from));
  return {
    size,
    read: (offset, wanted) =>
      source.read(from + offset, Math.max(0, Math.min(wanted, size - offset))),
  };
}

export async function* bytesOf(
  source: ByteSource,
  from = 0,
  to = source.size,
): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const piece = await source.read(at, Math.min(pieceLength, to - at));
    if (piece.length === 0) throw new Error("a source ended before its end");
    at += piece.length;
    yield piece;
  }
}

/** Whether a text of plain letters stands anywhere in a source, in whatever case. Answers the first of them that does. */
export async function firstFound(
  source: ByteSource,
  words: readonly string[],
  from = 0,
  to = source.size,
): Promise<string | null> {
  const longest = Math.max(...words.map((word) => word.length));
  let tail = "";
  for await (const piece of bytesOf(source, from, to)) {
    const text = tail + piece.toString("latin1").toLowerCase();
    const found = words.find((word) => text.includes(word));
    if (found) return found;
    tail = text.slice(1 - longest);
  }
  return null;
}
