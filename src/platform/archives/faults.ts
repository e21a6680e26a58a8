/** Why an archive is not taken as it is. */
export type ArchiveCode =
  | "encrypted"
  | "paths"
  | "too-many"
  | "expands"
  | "truncated"
  | "polyglot"
  | "archive";

export class ArchiveFault extends Error {
  readonly code: ArchiveCode;
  constructor(code: ArchiveCode) {
    super(`an archive is not as it must be: ${code}`);
    this.name = "ArchiveFault";
    this.code = code;
  }
}

export type ArchiveEntry = { name: string; size: number; open(): AsyncIterable<Uint8Array> };

/** What an archive may do at most, counted over everything that lies in it at whatever depth. */
export class Allowance {
  private files = 0;
  private bytes = 0;
  private readonly mostFiles: number;
  private readonly mostBytes: number;
  private readonly packed: number;
  private readonly ratio: number;

  constructor(
    packed: number,
    { files, bytes, ratio }: { files: number; bytes: number; ratio: number },
  ) {
    this.packed = packed;
    this.mostFiles = files;
    this.mostBytes = bytes;
    this.ratio = ratio;
  }

  file(): void {
    if (++this.files > this.mostFiles) throw new ArchiveFault("too-many");
  }

  /** Slices that are all black shrink to almost nothing: what is small in the end may have been packed however tightly. */
  async *counted(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of content) {
      this.bytes += part.length;
      if (
        this.bytes > this.mostBytes ||
        (this.bytes > 100_000_000 && this.bytes > this.packed * this.ratio)
      )
        throw new ArchiveFault("expands");
      yield part;
    }
  }
}
