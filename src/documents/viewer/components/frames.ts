import dicomParser, { type DataSet } from "dicom-parser";
import type { Header } from "./header";

/** The bytes of one frame, as they are stored. */
export function frameBytes(data: DataSet, header: Header, frame: number): Uint8Array {
  const element = data.elements.x7fe00010;
  if (!element) throw new Error("an image without pixels");
  const bytes = data.byteArray as Uint8Array;
  if (!element.encapsulatedPixelData) {
    const bits = header.columns * header.rows * perPixel(header) * header.bitsAllocated;
    // Frames of single bits follow one another without a gap.
    if (header.bitsAllocated === 1) return bitsFrom(bytes, element, frame * bits, bits);
    const length = Math.ceil(bits / 8);
    const from = element.dataOffset + frame * length;
    if (from + length > element.dataOffset + element.length)
      throw new Error("a frame that is not there");
    return bytes.subarray(from, from + length);
  }
  const fragments = element.fragments ?? [];
  const read = (first: number, count: number) =>
    dicomParser.readEncapsulatedPixelDataFromFragments(data, element, first, count) as Uint8Array;
  if (header.frames === 1) return read(0, fragments.length);
  if (fragments.length === header.frames) return read(frame, 1);
  const offsets = element.basicOffsetTable?.length
    ? element.basicOffsetTable
    : dicomParser.createJPEGBasicOffsetTable(data, element);
  return dicomParser.readEncapsulatedImageFrame(data, element, frame, offsets) as Uint8Array;
}

/** Two pixels share their colour where it is halved: two values a pixel instead of three. */
const isHalved = ({ photometric, samples }: Header) =>
  samples === 3 && ["YBR_FULL_422", "YBR_PARTIAL_422"].includes(photometric);
const perPixel = (header: Header) => (isHalved(header) ? 2 : header.samples);

function bitsFrom(
  bytes: Uint8Array,
  element: { dataOffset: number; length: number },
  from: number,
  count: number,
): Uint8Array {
  if (from + count > element.length * 8) throw new Error("a frame that is not there");
  const bit = (at: number) => ((bytes[element.dataOffset + (at >> 3)] ?? 0) >> (at & 7)) & 1;
  return Uint8Array.from({ length: count }, (_, at) => bit(from + at));
}

/** Plain pixels whose colour is halved (two brightnesses, then the colour of both) as three values each. */
export function unhalved(bytes: Uint8Array, header: Header): Uint8Array {
  if (!isHalved(header) || header.bitsAllocated !== 8) return bytes;
  const count = header.columns * header.rows;
  return Uint8Array.from({ length: count * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    const pair = (pixel >> 1) * 4;
    return bytes[at % 3 === 0 ? pair + (pixel & 1) : pair + 1 + (at % 3)] ?? 0;
  });
}

/** Run lengths as PS3.5, annex G, has them: a segment for each byte of a sample, the highest first. Answers plain little-endian bytes, by planes. */
export function unpackedRuns(
  packed: Uint8Array,
  { columns, rows, samples, bitsAllocated }: Header,
): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const deep = bitsAllocated / 8;
  const plane = columns * rows;
  const out = new Uint8Array(plane * samples * deep);
  const segments = view.getUint32(0, true);
  if (segments !== samples * deep) throw new Error("run lengths of another kind");
  for (let segment = 0; segment < segments; segment++) {
    const sample = Math.floor(segment / deep);
    const byte = deep - 1 - (segment % deep);
    let at = view.getUint32(4 + segment * 4, true);
    const end = segment + 1 < segments ? view.getUint32(8 + segment * 4, true) : packed.length;
    let pixel = 0;
    const put = (value: number) => {
      if (pixel < plane) out[(sample * plane + pixel++) * deep + byte] = value;
    };
    while (at < end && pixel < plane) {
      const run = view.getInt8(at++);
      if (run >= 0) for (let count = 0; count <= run; count++) put(packed[at++] ?? 0);
      else if (run > -128) {
        const value = packed[at++] ?? 0;
        for (let count = 0; count <= -run; count++) put(value);
      }
    }
  }
  return out;
}

/** Bytes as samples: in their order, without the bits above those that are stored, with their sign. */
export function samplesOf(
  bytes: Uint8Array,
  header: Header,
  isBigEndian: boolean,
): Uint8Array | Int16Array | Uint16Array | Float64Array {
  const { bitsAllocated, bitsStored, isSigned, shift } = header;
  if (bitsAllocated === 1) return bytes;
  const count = Math.floor((bytes.length * 8) / bitsAllocated);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unused = 32 - bitsStored;
  if (bitsAllocated === 8)
    return isSigned
      ? Int16Array.from(bytes, (value) => ((value >> shift) << unused) >> unused)
      : Uint8Array.from(bytes, (value) => ((value >> shift) << unused) >>> unused);
  if (bitsAllocated === 32)
    return Float64Array.from({ length: count }, (_, at) =>
      isSigned ? view.getInt32(at * 4, !isBigEndian) : view.getUint32(at * 4, !isBigEndian),
    );
  if (bitsAllocated !== 16) throw new Error("pixels of so many bits are not shown");
  const values = isSigned ? new Int16Array(count) : new Uint16Array(count);
  for (let at = 0; at < count; at++) {
    const value = view.getUint16(at * 2, !isBigEndian) >> shift;
    values[at] = isSigned ? (value << unused) >> unused : (value << unused) >>> unused;
  }
  return values;
}
