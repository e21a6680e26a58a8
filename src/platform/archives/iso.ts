import { type Allowance, type ArchiveEntry, ArchiveFault } from "./faults";
import { type ByteSource, bytesOf } from "./source";

const sector = 2048;
const firstDescriptor = 16;

/** Where the mark of an ISO 9660 disc image stands. */
export const isoMark = { offset: firstDescriptor * sector + 1, text: "CD001" } as const;

type Extent = { at: number; size: number };
type Folder = Extent & { path: string };
type Records = {
  name: string;
  isFolder: boolean;
  hasMore: boolean;
  isStrange: boolean;
  extent: Extent;
}[];

/** The root folder of a disc: of the Joliet tree, whose names are whole, where the disc has one. */
async function rootOf(source: ByteSource): Promise<{ root: Extent; isJoliet: boolean }> {
  let plain: Extent | undefined;
  for (let number = firstDescriptor; number < firstDescriptor + 32; number++) {
    const descriptor = await source.read(number * sector, sector);
    if (
      descriptor.length < sector ||
      descriptor.toString("latin1", 1, 6) !== isoMark.text ||
      descriptor[0] === 255
    )
      break;
    const root = extentOf(descriptor.subarray(156));
    if (descriptor[0] === 1) plain = root;
    if (descriptor[0] === 2 && /^%\/[@CE]/.test(descriptor.toString("latin1", 88, 91)))
      return { root, isJoliet: true };
  }
  if (!plain) throw new ArchiveFault("truncated");
  return { root: plain, isJoliet: false };
}

const extentOf = (record: Buffer): Extent => ({
  at: record.readUInt32LE(2) * sector,
  size: record.readUInt32LE(10),
});

/** No record of a folder crosses the end of a sector: what is left of one is zero. */
function recordsIn(folder: Buffer, isJoliet: boolean): Records {
  const records: Records = [];
  for (let at = 0; at < folder.length; ) {
    const length = folder[at] ?? 0;
    if (length === 0) {
      at = (Math.floor(at / sector) + 1) * sector;
      continue;
    }
    const record = folder.subarray(at, at + length);
    const nameLength = record[32] ?? 0;
    if (length < 34 || record.length < length || 33 + nameLength > length)
      throw new ArchiveFault("truncated");
    const raw = record.subarray(33, 33 + nameLength);
    const flags = record[25] ?? 0;
    const isSelfOrParent = nameLength === 1 && (raw[0] ?? 2) < 2;
    if (!isSelfOrParent)
      records.push({
        name: (isJoliet
          ? Buffer.from(raw).swap16().toString("utf16le")
          : raw.toString("latin1")
        ).replace(/\.?;\d+$/, ""),
        isFolder: (flags & 2) !== 0,
        hasMore: (flags & 0x80) !== 0,
        isStrange: record[26] !== 0 || record[27] !== 0,
        extent: extentOf(record),
      });
    at += length;
  }
  return records;
}

/** The files on a disc image. A folder met twice, files over the end and names with a path in them are refused. */
export async function isoEntries(
  source: ByteSource,
  allowance: Allowance,
): Promise<ArchiveEntry[]> {
  const { root, isJoliet } = await rootOf(source);
  const found: { name: string; extents: Extent[] }[] = [];
  const seen = new Set<number>();
  const folders: Folder[] = [{ ...root, path: "" }];
  for (const folder of folders) {
    if (seen.has(folder.at) || folder.size > 16_000_000) throw new ArchiveFault("archive");
    seen.add(folder.at);
    inside(source, folder);
    let before: { name: string; extents: Extent[] } | null = null;
    for (const { name, isFolder, hasMore, isStrange, extent } of recordsIn(
      await source.read(folder.at, folder.size),
      isJoliet,
    )) {
      allowance.file();
      if (["/", "\\", "\0"].some((sign) => name.includes(sign)) || name === ".." || name === "")
        throw new ArchiveFault("paths");
      if (isStrange) throw new ArchiveFault("archive");
      inside(source, extent);
      if (isFolder) folders.push({ ...extent, path: `${folder.path}${name}/` });
      else if (before) before.extents.push(extent);
      else found.push({ name: folder.path + name, extents: [extent] });
      // A file of more than four gigabytes goes on in the next record.
      before = hasMore ? (before ?? found.at(-1) ?? null) : null;
    }
  }
  return found.map(({ name, extents }) => ({
    name,
    size: extents.reduce((sum, extent) => sum + extent.size, 0),
    open: () => allowance.counted(contentOf(source, extents)),
  }));
}

function inside(source: ByteSource, { at, size }: Extent): void {
  if (size > 0 && at + size > source.size) throw new ArchiveFault("truncated");
}

async function* contentOf(
  source: ByteSource,
  extents: readonly Extent[],
): AsyncGenerator<Uint8Array> {
  for (const { at, size } of extents) yield* bytesOf(source, at, at + size);
}
