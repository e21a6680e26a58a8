import type { DataSet } from "dicom-parser";
import { edgesByLetters, edgesOf, type Shape, type Window } from "./rules";

/** What of an image's header is needed to show one of its frames. */
export type Header = {
  syntax: string;
  columns: number;
  rows: number;
  samples: number;
  isPlanar: boolean;
  bitsAllocated: number;
  bitsStored: number;
  /** Above how many bits those that are stored begin. */
  shift: number;
  isSigned: boolean;
  photometric: string;
  frames: number;
};

const numbersIn = (data: DataSet, tag: string): number[] => {
  const text = data.string(tag);
  return text ? text.split("\\").map(Number) : [];
};

export function headerOf(data: DataSet): Header {
  const number = (tag: string, fallback: number) => data.uint16(tag) ?? fallback;
  const bitsAllocated = number("x00280100", 16);
  const header = {
    syntax: data.string("x00020010") ?? "1.2.840.10008.1.2",
    columns: number("x00280011", 0),
    rows: number("x00280010", 0),
    samples: number("x00280002", 1),
    isPlanar: number("x00280006", 0) === 1,
    bitsAllocated,
    bitsStored: number("x00280101", bitsAllocated),
    shift: 0,
    isSigned: number("x00280103", 0) === 1,
    photometric: data.string("x00280004") ?? "MONOCHROME2",
    frames: data.intString("x00280008") ?? 1,
  };
  const highest = number("x00280102", header.bitsStored - 1);
  header.shift = Math.max(0, Math.min(highest + 1, bitsAllocated) - header.bitsStored);
  if (header.columns === 0 || header.rows === 0) throw new Error("an image without pixels");
  return header;
}

/** Where a value of one frame can stand: in its own group, in that of all frames, or in the image itself. */
function placesOf(data: DataSet, frame: number, group: string): DataSet[] {
  const ofFrame =
    data.elements.x52009230?.items?.[frame]?.dataSet?.elements[group]?.items?.[0]?.dataSet;
  const ofAll = data.elements.x52009229?.items?.[0]?.dataSet?.elements[group]?.items?.[0]?.dataSet;
  return [ofFrame, ofAll, data].filter((place) => place !== undefined);
}

function first(
  data: DataSet,
  frame: number,
  group: string,
  tag: string,
  count: number,
): number[] | null {
  for (const place of placesOf(data, frame, group)) {
    const numbers = numbersIn(place, tag);
    if (numbers.length >= count && numbers.every(Number.isFinite)) return numbers;
  }
  return null;
}

export function scaleOf(data: DataSet, frame: number): { slope: number; intercept: number } {
  const slope = first(data, frame, "x00289145", "x00281053", 1)?.[0];
  return {
    slope: slope || 1,
    intercept: first(data, frame, "x00289145", "x00281052", 1)?.[0] ?? 0,
  };
}

export function windowOf(data: DataSet, frame: number): { window: Window | null; shape: Shape } {
  const centre = first(data, frame, "x00289132", "x00281050", 1)?.[0];
  const width = first(data, frame, "x00289132", "x00281051", 1)?.[0];
  const said = placesOf(data, frame, "x00289132").map((place) => place.string("x00281056"));
  const shape =
    (["LINEAR_EXACT", "SIGMOID"] as const).find((one) => said.includes(one)) ?? "LINEAR";
  return {
    window: centre === undefined || width === undefined || width <= 0 ? null : { centre, width },
    shape,
  };
}

/**
 * How far pixels lie apart in the body. The spacing at an X-ray's detector is not that, so it counts for the shape of a
 * pixel alone. Ultrasound says it for regions: it holds where there is one region, in centimetres.
 */
export function spacingOf(
  data: DataSet,
  frame: number,
): { millimetres: { x: number; y: number } | null; tall: number } {
  const [y, x] = first(data, frame, "x00289110", "x00280030", 2) ?? [];
  if (x && y && x > 0 && y > 0) return { millimetres: { x, y }, tall: y / x };
  const regions = data.elements.x00186011?.items ?? [];
  const region = regions.length === 1 ? regions[0]?.dataSet : undefined;
  const [wide, high] = [region?.double("x0018602c"), region?.double("x0018602e")];
  const isCentimetres = region?.uint16("x00186024") === 3 && region.uint16("x00186026") === 3;
  if (wide && high && isCentimetres)
    return {
      millimetres: { x: Math.abs(wide) * 10, y: Math.abs(high) * 10 },
      tall: Math.abs(high / wide),
    };
  const [tallness, wideness] =
    [numbersIn(data, "x00181164"), numbersIn(data, "x00280034")].find(
      ([one, other]) => one && other,
    ) ?? [];
  return {
    millimetres: null,
    tall: tallness && wideness && tallness > 0 && wideness > 0 ? tallness / wideness : 1,
  };
}

/** The letters around an image: from its directions, or where it has none from the letters that it gives itself. */
export function orientationOf(data: DataSet, frame: number) {
  const directions = first(data, frame, "x00209116", "x00200037", 6);
  if (directions) return edgesOf(directions);
  return edgesByLetters(data.string("x00200020")?.split("\\") ?? []);
}

/** A table that stands for a scale: which value each stored one means, the first being `from`. */
export type Lookup = { from: number; bits: number; values: readonly number[] };

/** The table of a sequence (PS3.3, C.11.1 and C.11.2), read as its own bits say; null where there is none. */
function lookupIn(place: DataSet | undefined, tag: string, isSigned: boolean): Lookup | null {
  const item = place?.elements[tag]?.items?.[0]?.dataSet;
  const described = item?.elements.x00283002;
  const data = item?.elements.x00283006;
  if (!item || !described || !data) return null;
  const length = item.uint16("x00283002", 0) || 65_536;
  const from = (isSigned ? item.int16("x00283002", 1) : item.uint16("x00283002", 1)) ?? 0;
  const bits = item.uint16("x00283002", 2) ?? 16;
  const isWide = data.length >= length * 2;
  const values = Array.from(
    { length },
    (_, at) => (isWide ? item.uint16("x00283006", at) : item.byteArray[data.dataOffset + at]) ?? 0,
  );
  return { from, bits, values };
}

/** What stored values mean, where a table says so instead of slope and intercept. */
export const meaningOf = (data: DataSet, isSigned: boolean) =>
  lookupIn(data, "x00283000", isSigned);
/** How bright a value is, where a table says so and no window. */
export const shadesOf = (data: DataSet, isSigned: boolean) => lookupIn(data, "x00283010", isSigned);

export const isHounsfield = (data: DataSet): boolean =>
  data.string("x00080060") === "CT" && data.string("x00281052") !== undefined;
