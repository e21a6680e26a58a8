import { Readable } from "node:stream";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import { type Allowance, type ArchiveCode, type ArchiveEntry, ArchiveFault } from "./faults";
import { type ByteSource, bytesOf, partOf } from "./source";

class Reader extends RandomAccessReader {
  private readonly source: ByteSource;
  constructor(source: ByteSource) {
    super();
    this.source = source;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(bytesOf(this.source, start, end));
  }
}

/** The library names its faults in words alone. */
const faults: readonly [RegExp, ArchiveCode][] = [
  [/absolute path|invalid relative path|invalid characters in fileName/, "paths"],
  [/encrypt/, "encrypted"],
  [/extra bytes at the end/, "polyglot"],
  [/too many bytes/, "expands"],
  [
    /not found|unexpected EOF|not enough bytes|overflows file bounds|header signature|central directory record signature|ended before its end/,
    "truncated",
  ],
];

function faultOf(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ArchiveFault) return error;
  const said = error.message;
  const code = faults.find(([pattern]) => pattern.test(said))?.[1];
  if (code) return new ArchiveFault(code);
  const isZlib = (error as NodeJS.ErrnoException).code?.startsWith("Z_") ?? false;
  return isZlib
    ? new ArchiveFault("truncated")
    : /compression|zip|crc|invalid|mismatch/i.test(said)
      ? new ArchiveFault("archive")
      : error;
}

/** Whether the last thing is an archive's end record, without a comment. */
const endsHere = (bytes: Buffer) =>
  bytes.length >= 22 &&
  bytes.readUInt32LE(bytes.length - 22) === 0x06054b50 &&
  bytes.readUInt16LE(bytes.length - 2) === 0;

/** Some programs end a file with a line: blanks behind an archive that ends there hide nothing. */
async function withoutTail(source: ByteSource): Promise<ByteSource> {
  const end = await source.read(Math.max(0, source.size - 64), 64);
  const blank = /[\s\0]*$/.exec(end.toString("latin1"))?.[0].length ?? 0;
  for (let cut = 1; cut <= blank; cut++)
    if (endsHere(end.subarray(0, end.length - cut))) return partOf(source, 0, source.size - cut);
  return source;
}

/**
 * The files in a ZIP archive, none of them unpacked yet. Refuses what is encrypted, what would be written outside of its
 * folder, links, entries that share bytes (one way to expand without end), and anything in front of the first file.
 */
export async function zipEntries(sent: ByteSource, allowance: Allowance): Promise<ArchiveEntry[]> {
  const source = await withoutTail(sent);
  const zip = await fromRandomAccessReaderPromise(new Reader(source), source.size, {
    autoClose: false,
  }).catch((error: unknown) => {
    throw faultOf(error);
  });
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      allowance.file();
      checkEntry(entry);
      entries.push(entry);
    }
  } catch (error) {
    throw faultOf(error);
  }
  checkOrder(entries);
  return entries
    .filter((entry) => !entry.fileName.endsWith("/"))
    .map((entry) => ({
      name: entry.fileName,
      size: entry.uncompressedSize,
      open: () => allowance.counted(contentOf(zip, entry)),
    }));
}

function checkEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw new ArchiveFault("encrypted");
  if (!entry.canDecodeFileData()) throw new ArchiveFault("archive");
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000) throw new ArchiveFault("paths");
}

function checkOrder(entries: readonly Entry[]): void {
  let free = 0;
  const inOrder = entries.toSorted(
    (one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader,
  );
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < free) throw new ArchiveFault("expands");
    free = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
  }
  if (inOrder[0] && inOrder[0].relativeOffsetOfLocalHeader !== 0)
    throw new ArchiveFault("polyglot");
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw faultOf(error);
  }
}
