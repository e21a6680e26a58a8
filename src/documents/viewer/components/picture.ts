import dicomParser, { type DataSet } from "dicom-parser";
import { decoded } from "./codecs";
import { frameBytes, samplesOf } from "./frames";
import {
  type Header,
  headerOf,
  isHounsfield,
  orientationOf,
  scaleOf,
  spacingOf,
  windowOf,
} from "./header";
import { type Picture, windowOfValues } from "./rules";

export const readDicom = (bytes: Uint8Array): DataSet => dicomParser.parseDicom(bytes);

/** One frame of a file, ready to be shown. */
export async function pictureOf(data: DataSet, frame: number): Promise<Picture> {
  const said = headerOf(data);
  const unpacked = await decoded(frameBytes(data, said, frame), said);
  const { header } = unpacked;
  const size = {
    columns: header.columns,
    rows: header.rows,
    ...spacingOf(data, frame),
    edges: orientationOf(data, frame),
  };
  if ("rgba" in unpacked) return { kind: "colour", ...size, rgba: unpacked.rgba };
  const values = samplesOf(unpacked.bytes, header, unpacked.isBigEndian ?? false);
  if (values.length < header.columns * header.rows * header.samples)
    throw new Error("an image without all of its pixels");
  if (header.samples === 3) return { kind: "colour", ...size, rgba: coloured(values, header) };
  if (header.photometric === "PALETTE COLOR")
    return { kind: "colour", ...size, rgba: byPalette(data, values) };
  const { slope, intercept } = scaleOf(data, frame);
  const { window, shape } = windowOf(data, frame);
  return {
    kind: "grey",
    ...size,
    values,
    slope,
    intercept,
    shape,
    stored: window ?? windowOfValues(values, slope, intercept),
    isInverse: header.photometric === "MONOCHROME1",
    isHounsfield: isHounsfield(data),
  };
}

type Values = ReturnType<typeof samplesOf>;

function coloured(
  values: Values,
  { columns, rows, isPlanar, photometric, bitsStored }: Header,
): Uint8ClampedArray<ArrayBuffer> {
  const count = columns * rows;
  const [step, plane] = isPlanar ? [1, count] : [3, 1];
  const rgba = new Uint8ClampedArray(count * 4);
  const down = Math.max(0, bitsStored - 8);
  for (let at = 0; at < count; at++) {
    const [one, two, three] = [0, 1, 2].map(
      (sample) => (values[at * step + sample * plane] ?? 0) >> down,
    ) as [number, number, number];
    if (photometric === "YBR_FULL") {
      rgba[at * 4] = one + 1.402 * (three - 128);
      rgba[at * 4 + 1] = one - 0.344136 * (two - 128) - 0.714136 * (three - 128);
      rgba[at * 4 + 2] = one + 1.772 * (two - 128);
    } else rgba.set([one, two, three], at * 4);
    rgba[at * 4 + 3] = 255;
  }
  return rgba;
}

/** Colours that the file lists: how many and from which value on, then sixteen or eight bits each. */
function byPalette(data: DataSet, values: Values): Uint8ClampedArray<ArrayBuffer> {
  const length = data.uint16("x00281101", 0) || 65_536;
  const begin = data.uint16("x00281101", 1) ?? 0;
  const tables = ["x00281201", "x00281202", "x00281203"].map((tag) => {
    const element = data.elements[tag];
    if (!element) throw new Error("a palette that is not there");
    const isWide = element.length >= length * 2;
    const at = (index: number) =>
      data.byteArray[element.dataOffset + (isWide ? index * 2 + 1 : index)] ?? 0;
    return Uint8Array.from({ length }, (_, index) => at(index));
  });
  const rgba = new Uint8ClampedArray(values.length * 4);
  for (let at = 0; at < values.length; at++) {
    const index = Math.min(length - 1, Math.max(0, (values[at] ?? 0) - begin));
    rgba.set([...tables.map((table) => table[index] ?? 0), 255], at * 4);
  }
  return rgba;
}
