import { createRequire } from "node:module";
import { encode, type Written } from "@/platform/dicom/write";

/** A picture of twelve bits a pixel, and how it is to be stored. */
type Plate = {
  columns: number;
  rows: number;
  frames: readonly Uint16Array[];
  photometric?: string;
  spacing?: string;
};
type Packing = "plain" | "runs" | "jpeg-lossless" | "jpeg-ls" | "jpeg-2000";

const syntaxes: Record<Packing, string> = {
  plain: "1.2.840.10008.1.2.1",
  runs: "1.2.840.10008.1.2.5",
  "jpeg-lossless": "1.2.840.10008.1.2.4.70",
  "jpeg-ls": "1.2.840.10008.1.2.4.80",
  "jpeg-2000": "1.2.840.10008.1.2.4.90",
};
const order = { isExplicit: true, isBigEndian: false };
const text = (tag: string, vr: string, value: string): Written => ({
  tag,
  vr,
  value: Buffer.from(value.length % 2 ? `${value} ` : value),
});
const number = (tag: string, value: number): Written => ({
  tag,
  vr: "US",
  value: Buffer.from(Uint16Array.of(value).buffer),
});
const even = (bytes: Buffer) =>
  bytes.length % 2 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes;

/** A DICOM file that holds a plate, packed. */
export async function packedFile(
  { columns, rows, frames, photometric = "MONOCHROME2", spacing = "2.5\\2.5" }: Plate,
  packing: Packing,
): Promise<Buffer> {
  const meta = encode([text("x00020010", "UI", syntaxes[packing])], order);
  const header = encode(
    [
      text("x00080060", "CS", "CT"),
      number("x00280002", 1),
      text("x00280004", "CS", photometric),
      text("x00280008", "IS", String(frames.length)),
      number("x00280010", rows),
      number("x00280011", columns),
      ...(spacing ? [text("x00280030", "DS", spacing)] : []),
      number("x00280100", 16),
      number("x00280101", 12),
      number("x00280102", 11),
      number("x00280103", 0),
      text("x00281050", "DS", "2048"),
      text("x00281051", "DS", "4096"),
      text("x00281052", "DS", "0"),
    ],
    order,
  );
  const plain = frames.map((frame) =>
    Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength),
  );
  const pack = packers[packing];
  const pixels = pack
    ? fragments(await Promise.all(plain.map((bytes) => pack(bytes, columns, rows))))
    : encode([{ tag: "x7fe00010", vr: "OW", value: Buffer.concat(plain) }], order);
  return Buffer.concat([Buffer.alloc(128), Buffer.from("DICM"), meta, header, pixels]);
}

function fragments(frames: readonly Buffer[]): Buffer {
  const item = (bytes: Buffer) => {
    const head = Buffer.from("feff00e000000000", "hex");
    head.writeUInt32LE(bytes.length, 4);
    return Buffer.concat([head, bytes]);
  };
  const begin = Buffer.from("e07f10004f420000ffffffff", "hex");
  return Buffer.concat([
    begin,
    item(Buffer.alloc(0)),
    ...frames.map((frame) => item(even(frame))),
    Buffer.from("feffdde000000000", "hex"),
  ]);
}

type Pack = (bytes: Buffer, columns: number, rows: number) => Promise<Buffer>;
const packers: Partial<Record<Packing, Pack>> = {
  runs: async (bytes) => runs(bytes),
  "jpeg-lossless": async (bytes, columns, rows) =>
    losslessJpeg(new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2), columns, rows),
  "jpeg-ls": (bytes, columns, rows) =>
    byWasm("@cornerstonejs/codec-charls", "JpegLSEncoder", bytes, columns, rows),
  "jpeg-2000": (bytes, columns, rows) =>
    byWasm("@cornerstonejs/codec-openjpeg", "J2KEncoder", bytes, columns, rows),
};

type Encoder = {
  getDecodedBuffer: (info: object) => Uint8Array;
  encode: () => void;
  getEncodedBuffer: () => Uint8Array;
  delete: () => void;
};

async function byWasm(
  name: string,
  encoder: string,
  bytes: Buffer,
  width: number,
  height: number,
): Promise<Buffer> {
  const load = createRequire(import.meta.url)(name) as () => Promise<
    Record<string, new () => Encoder>
  >;
  const Made = (await load())[encoder];
  if (!Made) throw new Error(`no ${encoder}`);
  const made = new Made();
  made
    .getDecodedBuffer({ width, height, bitsPerSample: 12, componentCount: 1, isSigned: false })
    .set(bytes);
  made.encode();
  const packed = Buffer.from(made.getEncodedBuffer());
  made.delete();
  return packed;
}

/** Two segments, the high bytes first; equal bytes as runs, the others one by one. */
function runs(bytes: Buffer): Buffer {
  const packed = [1, 0].map((byte) => {
    const out: number[] = [];
    for (let at = byte; at < bytes.length; ) {
      let count = 1;
      while (count < 128 && bytes[at + count * 2] === bytes[at] && at + count * 2 < bytes.length)
        count++;
      out.push(count === 1 ? 0 : 257 - count, bytes[at] ?? 0);
      at += count * 2;
    }
    return even(Buffer.from(out));
  });
  const head = Buffer.alloc(64);
  head.writeUInt32LE(2, 0);
  head.writeUInt32LE(64, 4);
  head.writeUInt32LE(64 + (packed[0]?.length ?? 0), 8);
  return Buffer.concat([head, ...packed]);
}

/** Process 14 with the pixel to the left as forecast, as discs of hospitals mostly have it; all lengths in five bits. */
function losslessJpeg(values: Uint16Array, columns: number, rows: number): Buffer {
  const bits: string[] = [];
  for (let at = 0; at < values.length; at++) {
    const forecast = at === 0 ? 2048 : (values[at % columns === 0 ? at - columns : at - 1] ?? 0);
    const difference = (values[at] ?? 0) - forecast;
    const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
    const rest = difference < 0 ? difference + 2 ** size - 1 : difference;
    bits.push(size.toString(2).padStart(5, "0"), size ? rest.toString(2).padStart(size, "0") : "");
  }
  const stream = bits.join("");
  const scan: number[] = [];
  for (let at = 0; at < stream.length; at += 8) {
    const byte = Number.parseInt(stream.slice(at, at + 8).padEnd(8, "1"), 2);
    scan.push(byte, ...(byte === 0xff ? [0] : []));
  }
  const sizes = Array.from({ length: 17 }, (_, size) => size);
  const two = (value: number) => [value >> 8, value & 255];
  return Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xc3, 0, 11, 12, ...two(rows), ...two(columns), 1, 1, 0x11, 0],
    ...[
      0xff,
      0xc4,
      ...two(19 + sizes.length),
      0,
      0,
      0,
      0,
      0,
      sizes.length,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      ...sizes,
    ],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0, ...scan, 0xff, 0xd9],
  ]);
}
