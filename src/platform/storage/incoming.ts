import { createHash, type Hash } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { incomingFolder, incomingPath, isPlace } from "./places";
import { openSegment, overhead, sealSegment, segmentLength, stride } from "./segments";

const atOnce = 4;
/** So that little is left to be synced when somebody waits for it. */
const syncedEvery = 8;

/** What was received is no longer on the disk as it was acknowledged. */
export class BytesLost extends Error {
  override name = "BytesLost";
}

/**
 * A file on its way in, sealed as it comes, on this machine's disk. Whole segments lie in one file; what does not fill
 * one yet lies beside it under the number of bytes that it brings the file to. So whatever was kept before a crash is
 * found again, whatever was written after it: the caller says how much that is.
 */
export class Incoming {
  private readonly buffer = Buffer.allocUnsafe(segmentLength);
  /** Sealed segments on their way to the disk, each in memory of its own. */
  private readonly slots = Array.from({ length: atOnce }, () => ({
    out: null as Buffer<ArrayBuffer> | null,
    written: Promise.resolve(),
  }));
  private syncing: Promise<void> | null = null;
  private filled = 0;
  private whole = 0;
  /** What once went wrong with the disk: a sync that failed is not told of again by the next. */
  private failure: unknown = null;

  readonly place: string;
  /** The hash over everything so far; null where a part of it was received by another process. */
  hash: Hash | null;
  private readonly key: Buffer;
  private readonly file: FileHandle;
  /** How long it will be, where that is known. */
  private readonly size: number | null;

  private constructor(
    place: string,
    key: Buffer,
    file: FileHandle,
    size: number | null,
    hash: Hash | null,
  ) {
    this.place = place;
    this.key = key;
    this.file = file;
    this.size = size;
    this.hash = hash;
  }

  static async begin(place: string, key: Buffer, size: number | null = null): Promise<Incoming> {
    const path = incomingPath(place);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return new Incoming(place, key, await open(path, "wx", 0o600), size, createHash("sha256"));
  }

  /** Goes on where `received` bytes are known to be kept. What lies beyond them counts as never received. */
  static async resume(
    place: string,
    key: Buffer,
    size: number,
    received: number,
    hash: Hash | null,
  ): Promise<Incoming> {
    const path = incomingPath(place);
    const file = await open(path, "r+").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") throw new BytesLost();
      throw error;
    });
    try {
      const incoming = new Incoming(
        place,
        key,
        file,
        size,
        received === 0 ? createHash("sha256") : hash,
      );
      incoming.whole = Math.floor(received / segmentLength);
      incoming.filled = received % segmentLength;
      if ((await file.stat()).size < incoming.whole * stride) throw new BytesLost();
      await file.truncate(incoming.whole * stride);
      if (incoming.filled > 0) {
        const sealed = await readFile(/* turbopackIgnore: true */ `${path}.${received}`).catch(() =>
          Buffer.alloc(0),
        );
        if (sealed.length !== incoming.filled + overhead) throw new BytesLost();
        openSegment(key, { place, number: incoming.whole, kind: "tail" }, sealed).copy(
          incoming.buffer,
        );
      }
      return incoming;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get offset(): number {
    return this.whole * segmentLength + this.filled;
  }

  /** Takes bytes in. They are not yet on the disk when this answers, and the caller may use them for something else. */
  async append(bytes: Uint8Array): Promise<void> {
    this.hash?.update(bytes);
    for (let at = 0; at < bytes.length; ) {
      if (this.filled === segmentLength) await this.write("inner");
      const taken = Math.min(segmentLength - this.filled, bytes.length - at);
      this.buffer.set(bytes.subarray(at, at + taken), this.filled);
      this.filled += taken;
      at += taken;
    }
    if (this.filled === segmentLength && this.size !== null && this.offset < this.size)
      await this.write("inner");
  }

  /** Seals what is in the buffer into the file. Some segments are being written, and some synced, while the next is filled. */
  private async write(kind: "inner" | "last") {
    const slot = this.slots[this.whole % atOnce];
    if (!slot) throw new Error("no slot for a segment");
    await slot.written;
    this.throwFailure();
    slot.out ??= Buffer.allocUnsafe(stride);
    const sealed = sealSegment(
      this.key,
      { place: this.place, number: this.whole, kind },
      this.buffer.subarray(0, this.filled),
      slot.out,
    );
    slot.written = this.noting(writeAll(this.file, sealed, this.whole * stride));
    this.whole++;
    this.filled = 0;
    if (this.whole % syncedEvery === 0)
      this.syncing ??= this.noting(this.file.datasync()).finally(() => {
        this.syncing = null;
      });
  }

  private async noting(work: Promise<unknown>): Promise<void> {
    await work.catch((error) => {
      this.failure ??= error;
    });
  }

  private throwFailure() {
    if (this.failure) throw this.failure;
  }

  /** Until everything given to the disk is on it. */
  private async sync() {
    await this.settle();
    this.throwFailure();
    await this.file.datasync();
  }

  private async settle() {
    await Promise.all([this.syncing, ...this.slots.map((slot) => slot.written)]);
  }

  /** When this answers, everything so far is on the disk. Answers how many bytes that is. */
  async keep(): Promise<number> {
    await this.sync();
    const { offset } = this;
    if (this.filled === 0) return offset;
    const path = `${incomingPath(this.place)}.${offset}`;
    const tail = await open(/* turbopackIgnore: true */ path, "w", 0o600);
    try {
      await writeAll(
        tail,
        sealSegment(
          this.key,
          { place: this.place, number: this.whole, kind: "tail" },
          this.buffer.subarray(0, this.filled),
        ),
        0,
      );
      await tail.datasync();
    } finally {
      await tail.close();
    }
    await syncFolder(dirname(path));
    return offset;
  }

  /** Seals the end. When this answers, the whole file is on the disk. */
  async finish(): Promise<number> {
    const { offset } = this;
    await this.write("last");
    await this.sync();
    await syncFolder(dirname(incomingPath(this.place)));
    return offset;
  }

  /** After the caller has written down a later count: what was kept beside the file for this one is of no use any more. */
  async forget(received: number): Promise<void> {
    if (received % segmentLength > 0 && received !== this.offset)
      await rm(`${incomingPath(this.place)}.${received}`, { force: true });
  }

  async close(): Promise<void> {
    await this.settle();
    await this.file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number) {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

async function syncFolder(path: string) {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

async function besides(place: string): Promise<string[]> {
  const path = incomingPath(place);
  const names = await readdir(dirname(path)).catch(() => []);
  return names
    .filter((name) => name.startsWith(`${basename(path)}.`))
    .map((name) => `${dirname(path)}/${name}`);
}

/** Removes what came in so far; what is not there is gone already. */
export async function removeIncoming(place: string): Promise<void> {
  for (const path of [incomingPath(place), ...(await besides(place))])
    await rm(path, { force: true });
}

/** Whatever is on its way in, or was when a program was killed. */
export async function* everyIncoming(): AsyncGenerator<{ place: string; at: Date }> {
  for (const entry of await readdir(incomingFolder(), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => [])) {
    const place = `${entry.parentPath.slice(-2)}/${entry.name.replace(/^([0-9a-f]{30}\.2)\.\d+$/, "$1")}`;
    const found =
      entry.isFile() && isPlace(place)
        ? await stat(`${entry.parentPath}/${entry.name}`).catch(() => null)
        : null;
    if (found) yield { place, at: found.mtime };
  }
}
