import dicomParser, { type DataSet } from "dicom-parser";
import { decoded } from "./codecs";
import { frameBytes, samplesOf } from "./frames";
import {
  type Header,
  headerOf,
  isHounsfield,
  type Lookup,
  meaningOf,
  orientationOf,
  scaleOf,
  shadesOf,
  spacingOf,
  windowOf,
} from "./header";
import { paletteOf } from "./palette";
import { type Doubt, type Grey, type Picture, type Size, windowOfValues } from "./rules";

export const readDicom = (bytes: Uint8Array): DataSet => dicomParser.parseDicom(bytes);

/** Words of what does not agree: of the two, the header is followed. */
function doubtsOf(said: Header, packed: Header): Doubt[] {
  return [
    ...(packed.isSigned !== said.isSigned ? (["sign"] as const) : []),
    ...(packed.bitsStored < said.bitsStored && said.samples === 1 ? (["bits"] as const) : []),
  ];
}

const halved = ["YBR_FULL_422", "YBR_PARTIAL_422"];

/** One frame of a file, ready to be shown. */
export async function pictureOf(data: DataSet, frame: number): Promise<Picture> {
  const said = headerOf(data);
  const unpacked = await decoded(frameBytes(data, said, frame), said);
  const { header } = unpacked;
  const doubts = doubtsOf(said, unpacked.header);
  const size = {
    columns: header.columns,
    rows: header.rows,
    ...spacingOf(data, frame),
    edges: orientationOf(data, frame),
    doubts,
  };
  if ("rgba" in unpacked) return { kind: "colour", ...size, rgba: unpacked.rgba };
  const isSigned = header.samples === 1 && header.bitsAllocated > 1 ? said.isSigned : false;
  const values = samplesOf(unpacked.bytes, { ...header, isSigned }, unpacked.isBigEndian ?? false);
  if (values.length < header.columns * header.rows * header.samples)
    throw new Error("an image without all of its pixels");
  if (header.samples === 3) return { kind: "colour", ...size, rgba: coloured(values, header) };
  if (header.photometric === "PALETTE COLOR")
    return { kind: "colour", ...size, rgba: byPalette(data, values) };
  return greyOf(data, frame, values, { size, isSigned, photometric: header.photometric });
}

/** Values with what says how they are meant and shown: a scale or a table, a window or a table. */
function greyOf(
  data: DataSet,
  frame: number,
  stored: Grey["values"],
  { size, isSigned, photometric }: { size: Size; isSigned: boolean; photometric: string },
): Grey {
  const meaning = meaningOf(data, isSigned);
  let values = meaning ? byTable(stored, meaning) : stored;
  let { slope, intercept } = meaning ? { slope: 1, intercept: 0 } : scaleOf(data, frame);
  const { window, shape } = windowOf(data, frame);
  const shades = window ? null : shadesOf(data, isSigned);
  if (shades) {
    values = byTable(
      Float64Array.from(values, (value) => value * slope + intercept),
      shades,
    );
    [slope, intercept] = [1, 0];
  }
  const whole = shades && { centre: (2 ** shades.bits - 1) / 2, width: 2 ** shades.bits - 1 };
  return {
    kind: "grey",
    ...size,
    values,
    slope,
    intercept,
    shape: window ? shape : "LINEAR_EXACT",
    stored: window ?? whole ?? windowOfValues(values, slope, intercept),
    isInverse: photometric === "MONOCHROME1",
    isHounsfield: !meaning && !shades && isHounsfield(data),
  };
}

/** Below the first value of a table its first stands, above the last its last. */
const byTable = (values: Grey["values"], { from, values: table }: Lookup): Float64Array =>
  Float64Array.from(
    values,
    (value) => table[Math.min(table.length - 1, Math.max(0, Math.round(value) - from))] ?? 0,
  );

type Values = ReturnType<typeof samplesOf>;

function coloured(
  values: Values,
  { columns, rows, isPlanar, photometric, bitsStored }: Header,
): Uint8ClampedArray<ArrayBuffer> {
  const count = columns * rows;
  const [step, plane] = isPlanar ? [1, count] : [3, 1];
  const rgba = new Uint8ClampedArray(count * 4);
  const down = 2 ** Math.max(0, bitsStored - 8);
  for (let at = 0; at < count; at++) {
    const [one, two, three] = [0, 1, 2].map((sample) =>
      Math.floor((values[at * step + sample * plane] ?? 0) / down),
    ) as [number, number, number];
    if (photometric === "YBR_FULL" || halved.includes(photometric)) {
      rgba[at * 4] = one + 1.402 * (three - 128);
      rgba[at * 4 + 1] = one - 0.344136 * (two - 128) - 0.714136 * (three - 128);
      rgba[at * 4 + 2] = one + 1.772 * (two - 128);
    } else rgba.set([one, two, three], at * 4);
    rgba[at * 4 + 3] = 255;
  }
  return rgba;
}

/** Colours that the file lists. */
function byPalette(data: DataSet, values: Values): Uint8ClampedArray<ArrayBuffer> {
  const { begin, tables } = paletteOf(data);
  const rgba = new Uint8ClampedArray(values.length * 4);
  for (let at = 0; at < values.length; at++) {
    const index = Math.max(0, (values[at] ?? 0) - begin);
    rgba.set(
      [...tables.map((table) => table[Math.min(index, table.length - 1)] ?? 0), 255],
      at * 4,
    );
  }
  return rgba;
}
