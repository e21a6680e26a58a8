import { precisionOf, unpackedExtended } from "./extended-jpeg";
import { unhalved, unpackedRuns } from "./frames";
import type { Header } from "./header";

/** Plain little-endian bytes, and how they lie; or a colour image as it is shown. */
export type Decoded =
  | { bytes: Uint8Array; header: Header; isBigEndian?: boolean }
  | { rgba: Uint8ClampedArray<ArrayBuffer>; header: Header };

const codecs: Record<string, (packed: Uint8Array, header: Header) => Promise<Decoded>> = {
  "1.2.840.10008.1.2": plain,
  "1.2.840.10008.1.2.1": plain,
  "1.2.840.10008.1.2.2": async (bytes, header) => ({ bytes, header, isBigEndian: true }),
  "1.2.840.10008.1.2.5": async (packed, header) => ({
    bytes: unpackedRuns(packed, header),
    header: { ...header, isPlanar: true },
  }),
  "1.2.840.10008.1.2.4.50": jpeg,
  "1.2.840.10008.1.2.4.51": jpeg,
  "1.2.840.10008.1.2.4.57": lossless,
  "1.2.840.10008.1.2.4.70": lossless,
  "1.2.840.10008.1.2.4.80": jpegLs,
  "1.2.840.10008.1.2.4.81": jpegLs,
  "1.2.840.10008.1.2.4.90": jpeg2000,
  "1.2.840.10008.1.2.4.91": jpeg2000,
};

/** Unpacks a frame. Fails where it is packed in a way that nothing here can read. */
export function decoded(packed: Uint8Array, header: Header): Promise<Decoded> {
  const codec = codecs[header.syntax];
  if (!codec) throw new Error("packed in an unknown way");
  return codec(packed, header);
}

async function plain(bytes: Uint8Array, header: Header): Promise<Decoded> {
  return { bytes: unhalved(bytes, header), header };
}

/** Twelve bits a sample are read here, eight by the browser's own. */
async function jpeg(packed: Uint8Array, header: Header): Promise<Decoded> {
  if (precisionOf(packed) > 8) return extended(packed, header);
  return baseline(header.samples === 3 ? withColours(packed, header) : packed, header);
}

function extended(packed: Uint8Array, header: Header): Decoded {
  const { columns, rows, bits, planes } = unpackedExtended(packed);
  if (planes.length !== 1) throw new Error("a JPEG of twelve bits in colour");
  const [plane = new Uint16Array()] = planes;
  return {
    bytes: new Uint8Array(plane.buffer),
    header: {
      ...header,
      columns,
      rows,
      bitsAllocated: 16,
      bitsStored: Math.min(bits, header.bitsStored),
      shift: 0,
    },
  };
}

/** Says in the JPEG itself what its colours are, where only the file around it does: a browser takes them for the usual. */
export function withColours(packed: Uint8Array, { photometric }: Header): Uint8Array {
  for (let at = 2; at + 4 < packed.length && packed[at] === 0xff; ) {
    const marker = packed[at + 1];
    if (marker === 0xe0 || marker === 0xee) return packed;
    if (marker === 0xda) break;
    at += 2 + (((packed[at + 2] ?? 0) << 8) | (packed[at + 3] ?? 0));
  }
  const isPlain = photometric === "RGB";
  const said = [
    0xff,
    0xee,
    0,
    14,
    0x41,
    0x64,
    0x6f,
    0x62,
    0x65,
    0,
    100,
    0,
    0,
    0,
    0,
    isPlain ? 0 : 1,
  ];
  return Uint8Array.from([0xff, 0xd8, ...said, ...packed.subarray(2)]);
}

async function baseline(packed: Uint8Array, header: Header): Promise<Decoded> {
  const bitmap = await createImageBitmap(
    new Blob([packed as Uint8Array<ArrayBuffer>], { type: "image/jpeg" }),
    { colorSpaceConversion: "none" },
  );
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const now = {
    ...header,
    columns: canvas.width,
    rows: canvas.height,
    bitsAllocated: 8,
    bitsStored: 8,
    shift: 0,
  };
  if (header.samples > 1) return { rgba: data, header: now };
  return {
    bytes: Uint8Array.from({ length: data.length / 4 }, (_, at) => data[at * 4] ?? 0),
    header: now,
  };
}

async function lossless(packed: Uint8Array, header: Header): Promise<Decoded> {
  const { Decoder } = await import("@cornerstonejs/jpeg-lossless-decoder-js");
  const own = packed.slice();
  const values = new Decoder().decode(own.buffer, 0, own.length, header.bitsAllocated <= 8 ? 1 : 2);
  return {
    bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    header: { ...header, isPlanar: false, shift: 0 },
  };
}

const once = <Codec>(load: () => Promise<Codec>) => {
  let loaded: Promise<Codec> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
};

const charls = once(async () => {
  const { default: load } = await import("@cornerstonejs/codec-charls/decodewasmjs");
  const { default: wasm } = await import("@cornerstonejs/codec-charls/decodewasm");
  return load({ locateFile: () => wasm });
});
const openJpeg = once(async () => {
  const { default: load } = await import("@cornerstonejs/codec-openjpeg/decodewasmjs");
  const { default: wasm } = await import("@cornerstonejs/codec-openjpeg/decodewasm");
  return load({ locateFile: () => wasm });
});

async function jpegLs(packed: Uint8Array, header: Header): Promise<Decoded> {
  return byWasm(new (await charls()).JpegLSDecoder(), packed, header);
}

async function jpeg2000(packed: Uint8Array, header: Header): Promise<Decoded> {
  return byWasm(new (await openJpeg()).J2KDecoder(), packed, header);
}

function byWasm(decoder: WasmDecoder, packed: Uint8Array, header: Header): Decoded {
  try {
    decoder.getEncodedBuffer(packed.length).set(packed);
    decoder.decode();
    const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo();
    const bytes = decoder.getDecodedBuffer().slice();
    const bits = {
      bitsAllocated: bitsPerSample > 8 ? 16 : 8,
      // The header says how many of them count: a codestream may hold them in a wider word.
      bitsStored: Math.min(bitsPerSample, header.bitsStored),
      shift: 0,
      isSigned: isSigned ?? header.isSigned,
    };
    // These decoders undo a colour transform of their own.
    const photometric =
      header.photometric.startsWith("YBR_") && header.photometric !== "YBR_FULL"
        ? "RGB"
        : header.photometric;
    return {
      bytes,
      header: {
        ...header,
        ...bits,
        columns: width,
        rows: height,
        samples: componentCount,
        isPlanar: false,
        photometric,
      },
    };
  } finally {
    decoder.delete();
  }
}
