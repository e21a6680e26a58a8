const sector = 2048;

type File = { name: string; bytes: Buffer };
type Placed = { name: string; at: number; size: number; isFolder: boolean };

const both = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(value, 0);
  bytes.writeUInt32BE(value, 4);
  return bytes;
};

function recordOf({ name, at, size, isFolder }: Placed, isJoliet: boolean): Buffer {
  const raw =
    name === "\0" || name === "\x01"
      ? Buffer.from(name)
      : isJoliet
        ? Buffer.from(name, "utf16le").swap16()
        : Buffer.from(name, "latin1");
  const record = Buffer.alloc(33 + raw.length + ((33 + raw.length) % 2));
  record[0] = record.length;
  both(at).copy(record, 2);
  both(size).copy(record, 10);
  record[25] = isFolder ? 2 : 0;
  record[32] = raw.length;
  raw.copy(record, 33);
  return record;
}

const folderOf = (self: number, children: readonly Placed[], isJoliet: boolean): Buffer => {
  const dots: Placed[] = ["\0", "\x01"].map((name) => ({
    name,
    at: self,
    size: sector,
    isFolder: true,
  }));
  const content = Buffer.concat([...dots, ...children].map((one) => recordOf(one, isJoliet)));
  return Buffer.concat([content, Buffer.alloc(sector - content.length)]);
};

/** A disc image as a burner writes it: a root with one folder, in both trees, the names whole only in the second. */
export function discOf(folder: string, files: readonly File[]): Buffer {
  const first = 23;
  let next = first;
  const placed = files.map(({ name, bytes }) => {
    const at = next;
    next += Math.max(1, Math.ceil(bytes.length / sector));
    return { name, at, size: bytes.length, isFolder: false };
  });
  const descriptor = (type: number, root: number, isJoliet: boolean) => {
    const bytes = Buffer.alloc(sector);
    bytes[0] = type;
    bytes.write("CD001\x01", 1, "latin1");
    if (isJoliet) bytes.write("%/E", 88, "latin1");
    if (type !== 255)
      recordOf({ name: "\0", at: root, size: sector, isFolder: true }, false).copy(bytes, 156);
    return bytes;
  };
  const short = placed.map((one, index) => ({ ...one, name: `F${index}.;1` }));
  return Buffer.concat([
    Buffer.alloc(16 * sector),
    descriptor(1, 19, false),
    descriptor(2, 21, true),
    descriptor(255, 0, false),
    folderOf(19, [{ name: "DIR", at: 20, size: sector, isFolder: true }], false),
    folderOf(20, short, false),
    folderOf(21, [{ name: folder, at: 22, size: sector, isFolder: true }], true),
    folderOf(22, placed, true),
    ...files.map(({ bytes }) =>
      Buffer.concat([
        bytes,
        Buffer.alloc(
          (sector - (bytes.length % sector)) % sector || (bytes.length === 0 ? sector : 0),
        ),
      ]),
    ),
  ]);
}
